import { verbs } from '#access/verbs.ts'

const writers = ['coordinator', 'monitoring-officer'] as const

export const evaluationVerbs = verbs({
  'evaluation.read': [...writers, 'administrator', 'operator', 'case-manager', 'provider'],
  'evaluation.plan': [...writers],
  'evaluation.write': [...writers],
  // a second person's, by the rule of the evaluation itself
  'evaluation.answer': [...writers],
  'evaluation.publish': [...writers]
})
