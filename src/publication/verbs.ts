import { verbs } from '#access/verbs.ts'

const everybody = [
  'coordinator',
  'administrator',
  'operator',
  'case-manager',
  'provider',
  'monitoring-officer'
] as const

export const publicationVerbs = verbs({
  'annual-report.read': [...everybody],
  'annual-report.comment': [...everybody],
  'annual-report.draft': ['monitoring-officer', 'coordinator'],
  'annual-report.edit': ['monitoring-officer', 'coordinator'],
  'annual-report.send': ['monitoring-officer'],
  'annual-report.correct': ['monitoring-officer', 'coordinator'],
  'annual-report.approve': ['coordinator'],
  'annual-report.publish': ['coordinator', 'monitoring-officer']
})
