import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { readReportOf } from '#publication/read-report.server.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, ...locals }, params }) => {
  const year = Number(params.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2200) throw notFound()
  const can = (verb: keyof typeof publicationVerbs) => may(actor, publicationVerbs[verb])
  return {
    ...(await readReportOf(actor, year, zone({ actor, ...locals }))),
    mayCorrect: can('annual-report.correct'),
    maySend: can('annual-report.send'),
    mayApprove: can('annual-report.approve'),
    mayPublish: can('annual-report.publish')
  }
}
