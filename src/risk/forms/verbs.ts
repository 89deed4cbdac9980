import { verbs } from '#access/verbs.ts'

const team = ['coordinator', 'case-manager', 'operator'] as const
const editors = ['coordinator', 'case-manager'] as const
/** Whoever fills in questionnaires may do it with a program of their own. */
const fills = ['field-worker', 'operator', 'case-manager', 'coordinator'] as const

export const formVerbs = verbs({
  'form.read': [...team],
  'form.make': [...editors],
  'form.keep': [...editors],
  'form.drop': [...editors],
  'form.use': [...editors],
  'form.assign': [...editors],
  'form.tie': [...editors],
  'form.retire': [...editors],
  'form.bring-in': [...editors]
})

export const odkVerbs = verbs({
  'odk.list': [...fills, 'administrator'],
  'odk.make': [...fills],
  'odk.end': [...fills, 'administrator'],
  'odk.fetch': [...fills],
  'odk.submit': [...fills]
})
