import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { languages } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { draftReport } from './annual-report/draft.ts'
import { refuseReportFact, type ReportFact } from './annual-report/report.ts'
import {
  addReportFact,
  loadReport,
  lockReports,
  reportId,
  toDraft,
  type ReportSources
} from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

/** The system's first words and this year's numbers. Drafting again begins anew, as long as nobody has sent it for approval. */
export const draft = (actor: Actor, year: number, timezone: string, sources: ReportSources) =>
  work(actor, publicationVerbs['annual-report.draft'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockReports(db, actor.network)
    const on = dayIn(now, timezone)
    if (!(year >= 2000 && year <= Number(on.slice(0, 4)))) throw problem('report.not-now', 409)
    const loaded = await loadReport(db, actor.network, year, now, timezone)
    const { sections } = draftReport(await toDraft(db, actor.network, year, loaded, sources))
    const fact: ReportFact = {
      kind: 'report-drafted',
      on,
      by: actor.account,
      year,
      sections
    }
    const refused = refuseReportFact(loaded.facts, fact, loaded.values)
    if (refused) throw problem(refused as ProblemCode, 409)
    await addReportFact(db, actor.network, year, actor.account, fact, now)
    await db.run(sql`
      delete from publication.report_writing
      where network_id = ${actor.network} and report_id = ${await reportId(db, actor.network, year)}`)
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
    await db.run(sql`
      delete from publication.report_writing
      where network_id = ${actor.network} and report_id = ${await reportId(db, actor.network, year)}
        and account_id = ${actor.account} and block = ${input.block} and language = ${input.language}`)
    return { subject: `publication.annual_reports/${year}`, detail: { section: input.section }, reply: null }
  })

const place = z.string().min(1).max(80)
export const ChangeBlocks = z.discriminatedUnion('step', [
  /** A paragraph of one's own, empty, after another block. */
  z.strictObject({ step: z.literal('add'), section: place, after: place }),
  /** `before`: what it said when it was removed; when somebody wrote in it meanwhile, it stays. */
  z.strictObject({
    step: z.literal('remove'),
    section: place,
    block: place,
    before: z.strictObject({ sr: z.string(), sq: z.string(), en: z.string() })
  })
])
export type ChangeBlocks = z.infer<typeof ChangeBlocks>

/** Throws `report.no-such-block` for a paragraph the system wrote, `common.changed-by-other`. */
export const changeBlocks = (actor: Actor, year: number, input: ChangeBlocks, timezone: string) =>
  work(actor, publicationVerbs['annual-report.edit'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockReports(db, actor.network)
    const { facts, report, values } = await loadReport(db, actor.network, year, now, timezone)
    const dated = { on: dayIn(now, timezone), by: actor.account }
    const block = input.step === 'add' ? `own-${crypto.randomUUID()}` : input.block
    const found = report.sections.flatMap(s => s.blocks).find(b => b.id === block)
    if (input.step === 'remove' && found?.kind === 'words') {
      if (languages.some(l => found.text[l] !== input.before[l]))
        throw problem('common.changed-by-other', 409)
      const writing = await db.row(sql`
        select from publication.report_writing
        where network_id = ${actor.network} and report_id = ${await reportId(db, actor.network, year)}
          and block = ${block} and account_id <> ${actor.account} and words <> before`)
      if (writing) throw problem('report.being-written' as ProblemCode, 409)
    }
    const fact: ReportFact =
      input.step === 'add'
        ? { kind: 'block-added', section: input.section, block, after: input.after, ...dated }
        : { kind: 'block-removed', section: input.section, block, ...dated }
    const refused = refuseReportFact(facts, fact, values)
    if (refused) throw problem(refused as ProblemCode, refused === 'report.not-now' ? 409 : 422)
    await addReportFact(db, actor.network, year, actor.account, fact, now)
    return { subject: `publication.annual_reports/${year}`, detail: { step: input.step }, reply: { block } }
  })
