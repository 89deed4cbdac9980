import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { bodies } from '#reports/index.ts'
import { readReport } from '#reports/read-report.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const body = bodies.find(one => one === params.body)
  if (!body) throw notFound()
  return {
    body,
    report: await readReport(locals.actor, params.code, zone(locals)),
    settlements: locals.network!.settlements,
    from: { name: locals.network!.name, networkName: locals.network!.networkName }
  }
}
