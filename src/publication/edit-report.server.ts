import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { languages } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { draftReport } from './annual-report/draft.ts'
import { refuseReportFact, type ReportFact } from './annual-report/report.ts'
import { addReportFact, loadReport, lockReports, profileOf } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

/** The system's first words and this year's numbers. Drafting again begins anew, as long as nobody has sent it for approval. */
export const draft = (actor: Actor, year: number, timezone: string) =>
  work(actor, publicationVerbs['annual-report.draft'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockReports(db, actor.network)
    const on = dayIn(now, timezone)
    if (!(year >= 2000 && year <= Number(on.slice(0, 4)))) throw problem('report.not-now', 409)
    const { facts, strategy, values, progress } = await loadReport(db, actor.network, year, now, timezone)
    const network = await profileOf(db, actor.network)
    const { sections } = draftReport({ strategy, network, year, values, tasks: progress })
    const fact: ReportFact = {
      kind: 'report-drafted',
      on,
      by: actor.account,
      year,
      sections
    }
    const refused = refuseReportFact(facts, fact, values)
    if (refused) throw problem(refused as ProblemCode, 409)
    await addReportFact(db, actor.network, year, actor.account, fact, now)
    return { subject: `publication.annual_reports/${year}`, reply: null }
  })

export const EditReport = z.strictObject({
  section: z.string().max(80),
  block: z.string().max(80),
  language: z.enum(languages),
  /** The text the editor began from: when somebody saved another one meanwhile, both are shown and nothing is overwritten. */
  before: z.string().max(20_000),
  text: z.string().max(20_000)
})
export type EditReport = z.infer<typeof EditReport>

/** One paragraph in one language. Throws `common.changed-by-other`, `report.unknown-chip`, `report.broken-chip`. */
export const editReport = (actor: Actor, year: number, input: EditReport, timezone: string) =>
  work(actor, publicationVerbs['annual-report.edit'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockReports(db, actor.network)
    const { facts, report, values } = await loadReport(db, actor.network, year, now, timezone)
    const block = report.sections.find(s => s.id === input.section)?.blocks.find(b => b.id === input.block)
    if (block?.kind === 'words' && block.text[input.language] !== input.before)
      throw problem('common.changed-by-other', 409)
    const { before: _before, ...edit } = input
    const fact: ReportFact = { kind: 'section-edited', on: dayIn(now, timezone), by: actor.account, ...edit }
    const refused = refuseReportFact(facts, fact, values)
    if (refused) throw problem(refused as ProblemCode, 422)
    await addReportFact(db, actor.network, year, actor.account, fact, now)
    return { subject: `publication.annual_reports/${year}`, detail: { section: input.section }, reply: null }
  })
