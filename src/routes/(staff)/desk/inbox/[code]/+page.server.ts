import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { caseVerbs } from '#cases/verbs.ts'
import { listCaseManagers } from '#cases/index.server.ts'
import { readReport } from '#reports/read-report.server.ts'
import { alertFrom } from '#risk/alerts/raise-by-hand.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('fener:report')
  return {
    report: await readReport(locals.actor, params.code, zone(locals)),
    alert: may(locals.actor, alertVerbs['alert.list'])
      ? await alertFrom(locals.actor, { kind: 'report', code: params.code })
      : null,
    settlements: locals.network!.settlements,
    caseManagers: may(locals.actor, caseVerbs['case.open']) ? await listCaseManagers(locals.actor) : []
  }
}
