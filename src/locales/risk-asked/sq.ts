import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'Nuk e di',
  'asked.not-said': 'Nuk dua ta them',
  'asked.next': 'Tutje',
  'asked.back': 'Mbrapa',
  'asked.aloud': 'Lexo me zë',
  'asked.one-more': 'Shto edhe një',
  'asked.no-more': 'Nuk ka më',
  'asked.take-away': 'Hiq të fundit',
  'asked.needed': 'Nevojitet një përgjigje, ose zgjidhni “Nuk e di”.',
  'asked.not-right': 'Kjo përgjigje nuk mund të jetë e saktë.',
  'asked.tick': 'Po'
} satisfies Record<keyof typeof source, string>
