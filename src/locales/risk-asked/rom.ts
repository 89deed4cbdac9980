import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'Na džanav',
  'asked.not-said': 'Na mangav te phenav',
  'asked.next': 'Maj anglal',
  'asked.back': 'Palpale',
  'asked.aloud': 'Drabar zurales',
  'asked.one-more': 'Thov jekh maj but',
  'asked.no-more': 'Naj maj but',
  'asked.take-away': 'Le o paluno',
  'asked.needed': 'Trubul jekh anglalipe, ja alosar “Na džanav”.',
  'asked.not-right': 'Kava anglalipe našti te avel čačo.',
  'asked.tick': 'Va'
} satisfies Record<keyof typeof source, string>
