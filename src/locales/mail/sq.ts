import type source from './sr-Latn.ts'

export default {
  'mail.invitation.subject': 'Ftesë',
  'mail.invitation.text':
    'Jeni ftuar në Fener. Hapeni këtë adresë brenda 7 ditësh:\n\n{link}\n\nNëse nuk prisni ftesë, fshijeni këtë mesazh.',
  'mail.recovered.subject': 'Hyrja juaj u ndryshua',
  'mail.recovered.text':
    'Mënyra si hyni në Fener u ndryshua.\n\nNëse nuk keni qenë ju, thirreni menjëherë koordinatorin.',
  'mail.recovered.text-phone':
    'Mënyra si hyni në Fener u ndryshua.\n\nNëse nuk keni qenë ju, thirreni menjëherë koordinatorin: {phone}',
  'mail.waiting.subject': 'Diçka ju pret',
  'mail.waiting.text': 'Diçka ju pret në Fener:\n\n{link}',
  'mail.checkpoint.subject': 'Shënim për ditarin',
  'mail.checkpoint.text':
    'Ruajeni këtë mesazh. Me të kushdo mund të vërtetojë se nga ditari „Kush ka parë“ nuk u zhduk asgjë.\n\n{checkpoint}\nE njëjta gjendet këtu:\n\n{link}\n\nVërtetimi: {command}'
} satisfies Record<keyof typeof source, string>
