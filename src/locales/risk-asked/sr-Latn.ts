// What the person who is asked reads beside the questions of a form; in the eleven languages of the public pages.
export default {
  'asked.not-known': 'Ne znam',
  'asked.not-said': 'Ne želim da kažem',
  'asked.next': 'Dalje',
  'asked.back': 'Nazad',
  'asked.aloud': 'Pročitaj naglas',
  'asked.one-more': 'Dodaj još jedno',
  'asked.no-more': 'Nema više',
  'asked.take-away': 'Ukloni poslednje',
  'asked.needed': 'Odgovor je potreban, ili izaberite „Ne znam“.',
  'asked.not-right': 'Ovaj odgovor ne može biti tačan.',
  'asked.tick': 'Da'
}
