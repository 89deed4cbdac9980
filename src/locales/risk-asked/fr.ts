import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'Je ne sais pas',
  'asked.not-said': 'Je ne veux pas le dire',
  'asked.next': 'Suivant',
  'asked.back': 'Retour',
  'asked.aloud': 'Lire à voix haute',
  'asked.one-more': 'En ajouter un',
  'asked.no-more': 'Il n’y en a plus',
  'asked.take-away': 'Enlever le dernier',
  'asked.needed': 'Il faut une réponse, ou choisissez « Je ne sais pas ».',
  'asked.not-right': 'Cette réponse ne peut pas être juste.',
  'asked.tick': 'Oui'
} satisfies Record<keyof typeof source, string>
