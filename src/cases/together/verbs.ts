import { verbs } from '#access/verbs.ts'

export const togetherVerbs = verbs({
  'task.list-mine': ['case-manager'],
  'task.add': ['case-manager'],
  'task.give': ['case-manager'],
  'task.end': ['case-manager']
})
