import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { listPeriods } from '#reports/periods.server.ts'
import { reportVerbs } from '#reports/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:periods')
  return {
    ...(await listPeriods(locals.actor, zone(locals))),
    maySet: may(locals.actor, reportVerbs['period.set'])
  }
}
