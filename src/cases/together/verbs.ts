import { verbs } from '#access/verbs.ts'

export const togetherVerbs = verbs({
  'task.list-mine': ['case-manager'],
  'task.add': ['case-manager'],
  'task.give': ['case-manager'],
  'task.end': ['case-manager'],
  'team.keys': ['case-manager'],
  'team.add': ['case-manager'],
  'team.take-off': ['case-manager'],
  'team.lead': ['case-manager'],
  'team.list-leaderless': ['case-manager'],
  'work.hand-over': ['case-manager'],
  'work.list-to-hand-over': ['case-manager'],
  'work.see-left-open': ['coordinator', 'administrator'],
  'work.see-orphaned': ['coordinator', 'administrator'],
  'work.see-load': ['coordinator'],
  'conference.list-mine': ['case-manager'],
  'conference.plan': ['case-manager'],
  'conference.move': ['case-manager'],
  'conference.call-off': ['case-manager'],
  'conference.hold': ['case-manager'],
  'conference.write-minutes': ['case-manager']
})
