export default {
  'mail.invitation.subject': 'Poziv',
  'mail.invitation.text':
    'Pozvani ste u Fener. Otvorite ovu adresu u roku od 7 dana:\n\n{link}\n\nAko ne očekujete poziv, obrišite ovu poruku.',
  'mail.recovered.subject': 'Vaša prijava je promenjena',
  'mail.recovered.text':
    'Način na koji se prijavljujete u Fener je promenjen.\n\nAko to niste bili vi, odmah pozovite koordinatora.',
  'mail.recovered.text-phone':
    'Način na koji se prijavljujete u Fener je promenjen.\n\nAko to niste bili vi, odmah pozovite koordinatora: {phone}',
  'mail.waiting.subject': 'Nešto vas čeka',
  'mail.waiting.text': 'Nešto vas čeka u Feneru:\n\n{link}',
  'mail.checkpoint.subject': 'Beleška o dnevniku',
  'mail.checkpoint.text':
    'Sačuvajte ovu poruku. Njome svako može da proveri da iz dnevnika „Ko je gledao“ ništa nije nestalo.\n\n{checkpoint}\nIsto stoji ovde:\n\n{link}\n\nProvera: {command}'
} as const
