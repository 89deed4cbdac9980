import type source from './sr-Latn.ts'

export default {
  skip: 'Skip to content',
  leave: 'Leave',
  'leave.two': 'Leave, press twice more',
  'leave.one': 'Leave, press once more',
  back: 'Back',
  home: 'Start',
  language: 'Language',
  'language.now': 'Language: {name}',
  'errors.title': 'Something is missing here',
  'few-people': 'fewer than 5',
  'hidden-few': 'hidden to protect people',
  slow: 'The line is slow. Still trying.',
  'not-found': 'There is nothing here for you.',
  'not-found.help': 'If you need it, ask the person who sent you.',
  'went-wrong': 'We could not open this. Try again.',
  'went-wrong.help': 'If someone is in danger, do not wait. Call.',
  'made-up': 'Everything here is made up. No person and no event is real.'
} satisfies Record<keyof typeof source, string>
