import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { numberOf } from '#publication/annual-report/numbers.server.ts'
import type { ReportValue } from '#publication/annual-report/report-values.ts'
import { readReportOf } from '#publication/read-report.server.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, ...locals }, params }) => {
  const year = Number(params.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2200) throw notFound()
  const can = (verb: keyof typeof publicationVerbs) => may(actor, publicationVerbs[verb])
  const read = await readReportOf(actor, year, zone({ actor, ...locals }))
  return {
    ...read,
    numbers: read.values.map(value => ({
      ...numberOf(value, locals.locale),
      valueId: value.valueId ?? null,
      indicator: pageOf(value)
    })),
    mayEdit: can('annual-report.edit'),
    mayComment: can('annual-report.comment'),
    mayDraft: can('annual-report.draft'),
    mayCorrect: can('annual-report.correct'),
    maySend: can('annual-report.send'),
    mayApprove: can('annual-report.approve'),
    mayPublish: can('annual-report.publish')
  }
}

/** Its page at the desk, with its history and the records behind it. */
const pageOf = ({ chip, origin }: ReportValue): string | null =>
  origin?.from === 'plan' ? null : (chip.split('@')[0] ?? null)
