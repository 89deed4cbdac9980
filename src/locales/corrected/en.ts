import type source from './sr-Latn.ts'

export default {
  'identity-edit.open': 'Show and change name and contact',
  'identity-edit.logged': 'This look was logged. What you change holds at once for everybody on the case.',
  'identity-edit.save': 'Save name and contact',
  'identity-edit.merged': 'Saved. What was changed meanwhile is kept too: {name}.',
  'identity-edit.no-tokens':
    'Saved. The key for comparing has not been handed to you yet, so others still find the person by the old details.',
  'correction.title': 'Correction: {what}',
  'correction.taken-back-title': 'Take back the correction: {what}',
  'correction.stays': 'The first entry stays visible. The correction stands beside it, with its reason.',
  'correction.how': 'What is not right?',
  'correction.otherwise': 'It was different',
  'correction.not': 'It did not happen',
  'correction.why': 'Why it is corrected (sealed)',
  'correction.why-back': 'Why the correction is taken back (sealed)',
  'correction.save': 'Save the correction',
  'correction.same': 'Nothing was changed. Change what is not right.',
  'correction.begin': 'Correct',
  'correction.begin-what': 'Correct: {what}',
  'correction.take-back': 'Take back the correction',
  'correction.of': 'Corrects: {what}, {day}',
  'correction.instead': 'Corrected: {name}, {day}',
  'correction.did-not': 'It did not happen.',
  'correction.taken-back': 'This correction was taken back. What stood before it holds.',
  'correction.on-day': 'day: {day}',
  'correction.why-link': 'Why',
  'case.correction-why': 'Write why it is corrected.'
} satisfies Record<keyof typeof source, string>
