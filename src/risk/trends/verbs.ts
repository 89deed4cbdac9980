import { verbs } from '#access/verbs.ts'

export const trendVerbs = verbs({
  'trend.see': ['operator', 'case-manager', 'coordinator', 'monitoring-officer'],
  'trend.look-for-rises': ['system']
})
