import { verbs } from '#access/verbs.ts'

const fills = ['field-worker', 'operator', 'case-manager', 'coordinator'] as const
const reads = ['operator', 'case-manager', 'coordinator'] as const

export const fieldVerbs = verbs({
  'field.set-up-phone': [...fills],
  'field.take-forms': [...fills],
  'field.submit': [...fills],
  'submission.list': [...reads],
  'submission.open': [...reads],
  'submission.try': ['case-manager', 'coordinator'],
  'submission.erase-ended': ['system'],
  'phone.list': [...reads, 'administrator'],
  'phone.end': [...reads, 'administrator']
})
