import { verbs } from '#access/verbs.ts'

export const publicationVerbs = verbs({
  'annual-report.read': ['monitoring-officer', 'coordinator'],
  'annual-report.draft': ['monitoring-officer', 'coordinator'],
  'annual-report.edit': ['monitoring-officer', 'coordinator'],
  'annual-report.send': ['monitoring-officer'],
  'annual-report.correct': ['monitoring-officer', 'coordinator'],
  'annual-report.approve': ['coordinator'],
  'annual-report.publish': ['coordinator', 'monitoring-officer']
})
