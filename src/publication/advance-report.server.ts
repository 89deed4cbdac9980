// From draft to published: sent, returned, approved, published. Publishing renders every language once; an edition never changes.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { idSchema, type AccountId, type NetworkId } from '#kernel/id.ts'
import { locales, pathOf, trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { changesBetween } from './annual-report/changes.ts'
import { approvalSection, reportHtml } from './annual-report/html.ts'
import type { ReportTree } from './annual-report/tree.ts'
import { reportDocx } from './annual-report/docx.server.ts'
import { numbersIn } from './annual-report/numbers.server.ts'
import { reportPdf } from './annual-report/pdf.server.ts'
import { refuseReportFact, type ReportFact } from './annual-report/report.ts'
import { addReportFact, loadReport, lockReports, profileOf, valuesOf } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

export const AdvanceReport = z.discriminatedUnion('step', [
  /** Each of them must approve; one of them at least, and never only whoever wrote it alone. */
  z.strictObject({ step: z.literal('send'), approvers: z.array(idSchema<AccountId>()).max(9) }),
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
export const advanceReport = async (
  actor: Actor,
  year: number,
  input: AdvanceReport,
  timezone: string,
  /** Where the public reads it, `https://…`: the numbers of a PDF or DOCX lead there. */
  address: string
) => {
  if (!isStaff(actor)) throw notFound()
  const { network, account } = actor
  const edition = input.step === 'publish' ? await render(actor, year, timezone, address) : undefined
  return work(actor, publicationVerbs[permission[input.step]], async ({ db, now }) => {
    await lockReports(db, network)
    const { facts, values } = await loadReport(db, network, year, now, timezone)
    const dated = { on: dayIn(now, timezone), by: account }
    if (input.step === 'send') {
      const mayApprove = (await approversOf(db, network)).map(p => p.id)
      if (!input.approvers.every(a => mayApprove.includes(a))) throw notFound()
    }
    const fact: ReportFact =
      input.step === 'send'
        ? { kind: 'sent-for-approval', approvers: [...new Set(input.approvers)], ...dated }
        : input.step === 'return'
          ? { kind: 'returned', reason: input.reason, ...dated }
          : input.step === 'approve'
            ? {
                kind: 'approved',
                values: [...values.values()],
                name: actor.name,
                office: await officeOf(db, actor),
                ...dated
              }
            : { kind: 'published', ...dated }
    const refused = refuseReportFact(facts, fact, values)
    if (refused) throw problem(refused as ProblemCode, 409)
    if (edition && edition.facts !== facts.length) throw problem('common.changed-by-other', 409)
    await addReportFact(db, network, year, account, fact, now)
    for (const { locale, tree, pdf, docx } of edition?.rendered ?? [])
      await db.run(sql`
        insert into publication.editions (network_id, year, edition, locale, tree, pdf, docx, published_at)
        values (${network}, ${year}, ${edition!.number}, ${locale}, ${JSON.stringify(tree)}::jsonb, ${Buffer.from(pdf)}, ${Buffer.from(docx)}, ${now})`)
    return {
      subject: `publication.annual_reports/${year}`,
      detail: { step: input.step, ...(edition ? { edition: edition.number } : {}) },
      reply: null
    }
  })
}

type Rendered = { locale: Locale; tree: ReportTree; pdf: Uint8Array; docx: Uint8Array }

/** Set before the transaction, since it takes a second; `facts` says of what it was made. */
const render = (actor: StaffActor, year: number, timezone: string, address: string) =>
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
      const set = reportHtml(report, values, locale, toCyrillic, correction)
      const tree = {
        ...set,
        numbers: numbersIn(set, values, locale),
        sections: [...set.sections, ...approvalSection(report.approvals, locale, toCyrillic)]
      }
      const publisher = trilingual(profile.name, locale, toCyrillic)
      const day = formatDate(locale, on)
      const frame = {
        locale,
        title: tree.title,
        publisher,
        under: correction ? t('annual.edition-on', { n: number, day }) : t('annual.published-on', { day }),
        footer: publisher,
        page: t('annual.page'),
        numbersAt: `${address}/${pathOf[locale]}/reports/${year}/${number}/numbers`
      }
      rendered.push({
        locale,
        tree,
        pdf: await reportPdf(tree, frame),
        docx: await reportDocx(tree, frame)
      })
    }
    return { number, facts: facts.length, rendered }
  })

/** Whoever may approve, and is still here. */
export const approversOf = (db: Read, network: NetworkId) =>
  db.rows(sql<{ id: string; name: string }>`
    select p.id, p.name from identity.people p
    where p.network_id = ${network} and p.left_at is null and exists (
      select from identity.memberships m where m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
        and m.role = any(${[...publicationVerbs['annual-report.approve'].roles]}::text[]))
    order by p.name`)

/** As it is printed beside the name: the role and the organisation. */
const officeOf = async (db: Read, actor: StaffActor): Promise<Trilingual> => {
  const role = actor.roles.find(r => publicationVerbs['annual-report.approve'].roles.includes(r))!
  const row = await db.row(sql<{ name: Trilingual }>`
    select name from identity.organisations where network_id = ${actor.network} and id = ${actor.organisation}`)
  const say = (locale: Locale, l: keyof Trilingual) =>
    [wordsFor(locale, 'desk')(`role.${role}`), row?.name[l]].filter(Boolean).join(', ')
  return { sr: say('sr-Latn', 'sr'), sq: say('sq', 'sq'), en: say('en', 'en') }
}
