import { verbs } from '#access/verbs.ts'

export const togetherVerbs = verbs({
  'task.list-mine': ['case-manager'],
  'task.add': ['case-manager'],
  'task.give': ['case-manager'],
  'task.end': ['case-manager'],
  'conference.list-mine': ['case-manager'],
  'conference.plan': ['case-manager'],
  'conference.move': ['case-manager'],
  'conference.call-off': ['case-manager'],
  'conference.hold': ['case-manager'],
  'conference.write-minutes': ['case-manager']
})
