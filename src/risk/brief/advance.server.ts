// From draft to its readers: sent to the person who was named, returned or approved by them, published or sealed; corrected as another
// dated edition. Publishing renders every language once; an edition never changes.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { idSchema, type AccountId } from '#kernel/id.ts'
import { dayIn } from '#kernel/day.ts'
import { locales, trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { changesBetween, reportHtml, type ReportTree } from '#publication/index.ts'
import { reportPdf } from '#publication/index.server.ts'
import { firstDay, isMonth, refuseBriefFact, type BriefFact } from './brief.ts'
import { findInMonth, type Looking } from './found.server.ts'
import { addBriefFact, loadBrief, lockBriefs, type LoadedBrief } from './store.server.ts'
import { briefVerbs } from './verbs.ts'
import { briefTitle } from './words.ts'

const words = z.string().trim().max(500)
export const AdvanceBrief = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('send'), approver: idSchema<AccountId>() }),
  z.strictObject({ step: z.literal('return'), reason: z.string().trim().max(1000) }),
  z.strictObject({ step: z.literal('approve') }),
  z.strictObject({ step: z.literal('publish') }),
  z.strictObject({ step: z.literal('correct'), reason: z.strictObject({ sr: words, sq: words, en: words }) }),
  z.strictObject({ step: z.literal('drop') })
])
export type AdvanceBrief = z.infer<typeof AdvanceBrief>

const permission = {
  send: 'brief.send',
  return: 'brief.approve',
  approve: 'brief.approve',
  publish: 'brief.publish',
  correct: 'brief.correct',
  drop: 'brief.correct'
} as const

const factOf = (
  input: AdvanceBrief,
  brief: LoadedBrief,
  found: BriefFact['found'],
  dated: { on: string; by: AccountId }
): BriefFact => {
  switch (input.step) {
    case 'send':
      return { kind: 'sent-for-approval', approver: input.approver, ...(found && { found }), ...dated }
    case 'return':
      return { kind: 'returned', reason: input.reason, ...dated }
    case 'approve':
      return { kind: 'approved', values: [...brief.values.values()], ...dated }
    case 'publish':
      return { kind: 'published', ...dated }
    case 'correct':
      return { kind: 'correction-opened', reason: input.reason, sections: brief.report.sections, ...dated }
    case 'drop':
      return { kind: 'correction-dropped', ...dated }
  }
}

/** Throws `report.not-now`, `brief.second-person`, `brief.not-the-approver` and what else the rules say; `common.changed-by-other` when it changed while it was being set. */
export const advanceBrief = async (actor: Actor, month: string, input: AdvanceBrief, looking: Looking) => {
  if (!isStaff(actor) || !isMonth(month)) throw notFound()
  const { network, account } = actor
  const { timezone } = looking
  // what is approved holds what was found up to now, not up to the day it was begun
  const found = input.step === 'send' ? (await findInMonth(actor, month, looking)).values : undefined
  const edition = input.step === 'publish' ? await render(actor, month, timezone) : undefined
  return work(actor, briefVerbs[permission[input.step]], async ({ db, now }) => {
    await lockBriefs(db, network)
    const brief = await loadBrief(db, network, month, timezone)
    const fact = factOf(input, brief, found, { on: dayIn(now, timezone), by: account })
    if (input.step === 'send') {
      const named = await db.row(sql`
        select 1 from identity.people where network_id = ${network} and id = ${input.approver} and left_at is null`)
      if (!named) throw notFound()
    }
    const refused = refuseBriefFact(brief.facts, fact, brief.values)
    if (refused) throw problem(refused as ProblemCode, 409)
    if (edition && edition.facts !== brief.facts.length) throw problem('common.changed-by-other', 409)
    await addBriefFact(db, network, brief, fact, now)
    for (const { locale, tree, pdf } of edition?.rendered ?? [])
      await db.run(sql`
        insert into risk.brief_editions (network_id, month, edition, locale, tree, pdf, published_at)
        values (${network}, ${firstDay(month)}, ${edition!.number}, ${locale}, ${JSON.stringify(tree)}::jsonb, ${Buffer.from(pdf)}, ${now})`)
    return {
      subject: `risk.briefs/${month}`,
      circle: brief.circle,
      detail: { step: input.step, ...(edition ? { edition: edition.number } : {}) },
      reply: null
    }
  })
}

type Rendered = { locale: Locale; tree: ReportTree; pdf: Uint8Array }

/** Set before the transaction, since it takes a second; of a sealed brief nothing is rendered: its words open in browsers only. */
const render = (actor: StaffActor, month: string, timezone: string) =>
  browse(actor, briefVerbs['brief.publish'], async ({ db, now }) => {
    // a sealed one stands in its circle, which a browse does not enter
    const brief = await loadBrief(db, actor.network, month, timezone).catch((error: { status?: number }) => {
      if (error.status === 404) return undefined
      throw error
    })
    if (!brief) return undefined
    const { report, facts, values } = brief
    if (report.status !== 'approved') throw problem('report.not-now', 409)
    const { profile } = (await db.row(sql<{ profile: { name: Trilingual } }>`
      select profile from identity.networks where network_id = ${actor.network}`))!
    const before = report.editions.at(-1)
    const on = dayIn(now, timezone)
    const correction =
      before && report.correcting
        ? {
            on,
            reason: report.correcting,
            before: new Map(before.values.map(v => [v.chip, v])),
            changes: changesBetween(before, { sections: report.sections, values: [...values.values()] })
          }
        : undefined
    const number = (before?.edition ?? 0) + 1
    const rendered: Rendered[] = []
    for (const locale of locales) {
      const t = wordsFor(locale, 'plan')
      const title = trilingual(briefTitle(month), locale, toCyrillic)
      const tree = { ...reportHtml(report, values, locale, toCyrillic, correction), title }
      const publisher = trilingual(profile.name, locale, toCyrillic)
      const day = formatDate(locale, on)
      const pdf = await reportPdf(tree, {
        locale,
        title,
        publisher,
        under: correction ? t('annual.edition-on', { n: number, day }) : t('annual.published-on', { day }),
        footer: publisher,
        page: t('annual.page')
      })
      rendered.push({ locale, tree, pdf })
    }
    return { number, facts: facts.length, rendered }
  })
