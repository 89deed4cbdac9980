export default {
  skip: 'Pređi na sadržaj',
  leave: 'Izađi',
  'leave.two': 'Izlaz: pritisnite još dva puta',
  'leave.one': 'Izlaz: pritisnite još jednom',
  back: 'Nazad',
  home: 'Početak',
  language: 'Jezik',
  'language.now': 'Jezik: {name}',
  'errors.title': 'Ovde nešto nedostaje',
  'few-people': 'manje od 5',
  'hidden-few': 'skriveno da bi se zaštitili ljudi',
  slow: 'Veza je spora. Pokušavamo i dalje.',
  'not-found': 'Ovde nema ničega za vas.',
  'not-found.help': 'Ako vam treba, pitajte onoga ko vas je poslao.',
  'went-wrong': 'Nismo uspeli ovo da otvorimo. Probajte ponovo.',
  'went-wrong.help': 'Ako je neko u opasnosti, nemojte čekati. Pozovite.',
  'made-up': 'Sve ovde je izmišljeno. Nijedna osoba niti događaj nije stvaran.'
} as const
