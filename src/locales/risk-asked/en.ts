import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'I don’t know',
  'asked.not-said': 'I do not want to say',
  'asked.next': 'Next',
  'asked.back': 'Back',
  'asked.aloud': 'Read aloud',
  'asked.one-more': 'Add one more',
  'asked.no-more': 'No more',
  'asked.take-away': 'Take away the last',
  'asked.needed': 'An answer is needed, or choose “I don’t know”.',
  'asked.not-right': 'This answer cannot be right.',
  'asked.tick': 'Yes'
} satisfies Record<keyof typeof source, string>
