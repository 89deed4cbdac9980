import { verbs } from '#access/verbs.ts'

const writers = ['operator', 'case-manager', 'coordinator', 'monitoring-officer'] as const

export const briefVerbs = verbs({
  'brief.read': [...writers],
  'brief.begin': [...writers],
  'brief.edit': [...writers],
  'brief.send': [...writers],
  // by the one person who was named, whatever their role among these
  'brief.approve': [...writers],
  'brief.publish': ['coordinator', 'monitoring-officer'],
  'brief.correct': [...writers],
  'brief.erase-ended': ['system']
})
