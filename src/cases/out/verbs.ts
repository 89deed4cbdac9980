import { verbs } from '#access/verbs.ts'

export const outVerbs = verbs({
  'case.prepare-export': ['case-manager'],
  'case.export': ['case-manager'],
  'case.check-import': ['case-manager'],
  'case.import': ['case-manager'],
  'case.print': ['case-manager']
})
