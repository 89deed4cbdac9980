// From draft to published: sent, returned, approved, published. Publishing renders every language once; an edition never changes.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { locales, trilingual, type Locale } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { changesBetween } from './annual-report/changes.ts'
import { reportHtml, type ReportTree } from './annual-report/html.ts'
import { reportPdf } from './annual-report/pdf.server.ts'
import { refuseReportFact, type ReportFact } from './annual-report/report.ts'
import { addReportFact, loadReport, lockReports, profileOf, valuesOf } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

export const AdvanceReport = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('send') }),
  z.strictObject({ step: z.literal('return'), reason: z.string().trim().max(1000) }),
  z.strictObject({ step: z.literal('approve') }),
  z.strictObject({ step: z.literal('publish') })
])
export type AdvanceReport = z.infer<typeof AdvanceReport>

const permission = {
  send: 'annual-report.send',
  return: 'annual-report.approve',
  approve: 'annual-report.approve',
  publish: 'annual-report.publish'
} as const

/** Throws `report.not-now` and the rule's other refusals; `common.changed-by-other` when it changed while it was being set. */
export const advanceReport = async (actor: Actor, year: number, input: AdvanceReport, timezone: string) => {
  if (!isStaff(actor)) throw notFound()
  const { network, account } = actor
  const edition = input.step === 'publish' ? await render(actor, year, timezone) : undefined
  return work(actor, publicationVerbs[permission[input.step]], async ({ db, now }) => {
    await lockReports(db, network)
    const { facts, values } = await loadReport(db, network, year, now, timezone)
    const dated = { on: dayIn(now, timezone), by: account }
    const fact: ReportFact =
      input.step === 'send'
        ? { kind: 'sent-for-approval', ...dated }
        : input.step === 'return'
          ? { kind: 'returned', reason: input.reason, ...dated }
          : input.step === 'approve'
            ? { kind: 'approved', values: [...values.values()], ...dated }
            : { kind: 'published', ...dated }
    const refused = refuseReportFact(facts, fact, values)
    if (refused) throw problem(refused as ProblemCode, 409)
    if (edition && edition.facts !== facts.length) throw problem('common.changed-by-other', 409)
    await addReportFact(db, network, year, account, fact, now)
    for (const { locale, tree, pdf } of edition?.rendered ?? [])
      await db.run(sql`
        insert into publication.editions (network_id, year, edition, locale, tree, pdf, published_at)
        values (${network}, ${year}, ${edition!.number}, ${locale}, ${JSON.stringify(tree)}::jsonb, ${Buffer.from(pdf)}, ${now})`)
    return {
      subject: `publication.annual_reports/${year}`,
      detail: { step: input.step, ...(edition ? { edition: edition.number } : {}) },
      reply: null
    }
  })
}

type Rendered = { locale: Locale; tree: ReportTree; pdf: Uint8Array }

/** Set before the transaction, since it takes a second; `facts` says of what it was made. */
const render = (actor: StaffActor, year: number, timezone: string) =>
  browse(actor, publicationVerbs['annual-report.publish'], async ({ db, now }) => {
    const { report, facts, values } = await loadReport(db, actor.network, year, now, timezone)
    if (report.status !== 'approved') throw problem('report.not-now', 409)
    const profile = await profileOf(db, actor.network)
    const before = report.editions.at(-1)
    const on = dayIn(now, timezone)
    const correction =
      before && report.correcting
        ? {
            on,
            reason: report.correcting,
            before: valuesOf(before.values),
            changes: changesBetween(before, { sections: report.sections, values: [...values.values()] })
          }
        : undefined
    const number = (before?.edition ?? 0) + 1
    const rendered: Rendered[] = []
    for (const locale of locales) {
      const t = wordsFor(locale, 'plan')
      const tree = reportHtml(report, values, locale, toCyrillic, correction)
      const publisher = trilingual(profile.name, locale, toCyrillic)
      const day = formatDate(locale, on)
      const pdf = await reportPdf(tree, {
        locale,
        title: tree.title,
        publisher,
        under: correction ? t('annual.edition-on', { n: number, day }) : t('annual.published-on', { day }),
        footer: publisher,
        page: t('annual.page')
      })
      rendered.push({ locale, tree, pdf })
    }
    return { number, facts: facts.length, rendered }
  })
