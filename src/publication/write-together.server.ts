// What several people need who write one report: comments beside a paragraph, and what each is typing, kept on the server while they type.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { languages, type Language } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { lockReports, reportId } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

const block = z.string().min(1).max(80)
export const CommentReport = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('say'), block, words: z.string().trim().min(1).max(2000) }),
  z.strictObject({ step: z.literal('resolve'), comment: z.uuid() })
])
export type CommentReport = z.infer<typeof CommentReport>

/** Says something about a paragraph, or that it is settled. Nothing said is changed or removed. Throws `report.not-now` once it is published. */
export const commentReport = (actor: Actor, year: number, input: CommentReport) =>
  work(actor, publicationVerbs['annual-report.comment'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const report = await reportId(db, network, year)
    const last = await db.row(sql<{ kind: string }>`
      select kind from publication.report_facts
      where network_id = ${network} and report_id = ${report} order by no desc limit 1`)
    if (last?.kind === 'published') throw problem('report.not-now', 409)
    if (input.step === 'say') {
      await db.run(sql`
        insert into publication.report_comments (network_id, id, report_id, block, words, at, account_id)
        values (${network}, ${crypto.randomUUID()}, ${report}, ${input.block}, ${input.words}, ${now}, ${account})`)
    } else {
      const found = await db.row(sql`
        select from publication.report_comments where network_id = ${network} and report_id = ${report} and id = ${input.comment}`)
      if (!found) throw notFound()
      // whoever settled it first stays named
      await db.run(sql`
        update publication.report_comments set resolved_at = ${now}, resolved_by = ${account}
        where network_id = ${network} and id = ${input.comment} and resolved_at is null`)
    }
    return { subject: `publication.annual_reports/${year}`, detail: { step: input.step }, reply: null }
  })

export const KeepWriting = z.strictObject({
  block,
  language: z.enum(languages),
  before: z.string().max(20_000),
  /** Null: nothing is being written there any more. */
  words: z.string().max(20_000).nullable()
})
export type KeepWriting = z.infer<typeof KeepWriting>

export const keepWriting = (actor: Actor, year: number, input: KeepWriting) =>
  work(actor, publicationVerbs['annual-report.edit'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    await lockReports(db, network)
    const report = await reportId(db, network, year)
    const { language, before, words } = input
    if (words === null)
      await db.run(sql`
        delete from publication.report_writing
        where network_id = ${network} and report_id = ${report} and account_id = ${account}
          and block = ${input.block} and language = ${language}`)
    else
      await db.run(sql`
        insert into publication.report_writing (network_id, report_id, account_id, block, language, before, words, at)
        values (${network}, ${report}, ${account}, ${input.block}, ${language}, ${before}, ${words}, ${now})
        on conflict (network_id, report_id, account_id, block, language)
        do update set before = excluded.before, words = excluded.words, at = excluded.at`)
    return { subject: `publication.annual_reports/${year}`, detail: { typing: input.block }, reply: null }
  })

export type ReportComment = {
  id: string
  block: string
  words: string
  who: string
  at: string
  resolved: { who: string; at: string } | null
}
/** What this person typed and did not save. */
export type Kept = { block: string; language: Language; before: string; words: string }
export type WritingNow = { block: string; language: Language; who: string }

/** For how long somebody who typed counts as writing there. */
const stillWriting = 3 * 60_000

export const writtenTogether = async (db: Read, actor: StaffActor, year: number, now: Date) => {
  const { network, account } = actor
  const comments = await db.rows(sql<
    Omit<ReportComment, 'at' | 'resolved'> & { at: Date; by: string | null; resolvedAt: Date | null }
  >`
    select c.id, c.block, c.words, c.at, p.name as who, q.name as by, c.resolved_at as "resolvedAt"
    from publication.report_comments c
    join publication.annual_reports r on r.network_id = c.network_id and r.id = c.report_id
    left join identity.people p on p.network_id = c.network_id and p.id = c.account_id
    left join identity.people q on q.network_id = c.network_id and q.id = c.resolved_by
    where c.network_id = ${network} and r.year = ${year} order by c.no`)
  const writing = await db.rows(sql<Kept & { account: string; who: string; at: Date }>`
    select w.block, w.language, w.before, w.words, w.account_id as account, p.name as who, w.at
    from publication.report_writing w
    join publication.annual_reports r on r.network_id = w.network_id and r.id = w.report_id
    left join identity.people p on p.network_id = w.network_id and p.id = w.account_id
    where w.network_id = ${network} and r.year = ${year}`)
  return {
    comments: comments.map(({ id, block, words, who, at, by, resolvedAt }): ReportComment => ({
      id,
      block,
      words,
      who: who ?? '',
      at: at.toISOString(),
      resolved: resolvedAt ? { who: by ?? '', at: resolvedAt.toISOString() } : null
    })),
    kept: writing
      .filter(w => w.account === account)
      .map(({ block, language, before, words }): Kept => ({ block, language, before, words })),
    writing: writing
      .filter(w => w.account !== account && now.getTime() - w.at.getTime() < stillWriting)
      .map(({ block, language, who }): WritingNow => ({ block, language, who: who ?? '' }))
  }
}
