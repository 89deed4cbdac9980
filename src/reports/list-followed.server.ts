import { sql } from 'kysely'
import { z } from 'zod'
import { look } from '#access/work.server.ts'
import { deadlineState } from '#cases/index.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { dueDays } from './deadlines.ts'
import { bodies, type Body } from './facts.ts'
import type { FollowStatus } from './followed.ts'
import { MatchToken, outerToken } from '#cases/index.server.ts'
import { reportVerbs } from './verbs.ts'

export const followedPage = 50
export const followedFilters = ['waiting', 'silent', 'over'] as const

export const FollowedFilter = z.strictObject({
  which: z.enum(followedFilters),
  body: z.enum(bodies).optional(),
  after: z.strictObject({ day: z.iso.date(), id: z.uuid() }).optional()
})
export type FollowedFilter = z.infer<typeof FollowedFilter>

export type FollowedLine = {
  id: string
  code: string
  body: Body
  status: FollowStatus
  begunOn: string
  heardOn: string
  remindOn: string | null
  state: 'late' | 'due' | 'ahead' | null
}

/**
 * What was handed to others: still waited for (nearest reminder first), `silent` (the reminder's day has passed), or over (newest first).
 * What was never sent because its decision was undone is not there.
 */
export const listFollowed = (actor: Actor, { which, body, after }: FollowedFilter, timezone: string) =>
  look(actor, reportVerbs['report.list-followed'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const columns = sql`f.id, e.code, f.body, f.status, f.begun_on::text as "begunOn", f.heard_on::text as "heardOn", f.remind_on::text as "remindOn"`
    const from = sql`
      from unnest(${actor.circles}::uuid[]) as circle
      cross join lateral (
        select * from reports.follow_ups
        where network_id = ${actor.network} and circle_id = circle and (${body ?? null}::text is null or body = ${body ?? null})`
    const join = sql`join reports.envelopes e on e.network_id = f.network_id and e.id = f.report_id`
    const found = await db.rows(
      which === 'over'
        ? sql<Omit<FollowedLine, 'state'>>`
            select ${columns} ${from} and remind_on is null and status <> 'cancelled'
              and (heard_on, id) < (${after?.day ?? '9999-12-31'}::date, ${after?.id ?? ones}::uuid)
            order by heard_on desc, id desc limit ${followedPage + 1}) f ${join}
            order by f.heard_on desc, f.id desc limit ${followedPage + 1}`
        : sql<Omit<FollowedLine, 'state'>>`
            select ${columns} ${from} and remind_on is not null
              and (remind_on, id) > (${after?.day ?? '0001-01-01'}::date, ${after?.id ?? nil}::uuid)
              and (${which} = 'waiting' or remind_on <= ${today}::date)
            order by remind_on, id limit ${followedPage + 1}) f ${join}
            order by f.remind_on, f.id limit ${followedPage + 1}`
    )
    const rows = found.slice(0, followedPage).map((row): FollowedLine => ({
      ...row,
      state: row.remindOn ? deadlineState(row.remindOn, today, dueDays) : null
    }))
    return {
      subject: 'reports.follow_ups/list',
      circle: actor.circles[0] ?? null,
      detail: { which, shown: rows.length },
      reply: { rows, more: found.length > followedPage, today }
    }
  })

export const SameSubject = z.strictObject({ tokens: z.array(MatchToken).min(1).max(4_000) })
export type SameSubject = z.infer<typeof SameSubject>
export type PossiblySame = { code: string; body: Body; status: FollowStatus }

/** Whether something in this report is followed already under another: code words only, never a name. Nothing asked is kept. */
export const askSameSubject = (actor: Actor, code: string, input: SameSubject) =>
  look(actor, reportVerbs['report.ask-same-subject'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const report = await db.row(sql<{ id: string; circle: string }>`
      select id, circle_id as circle from reports.envelopes where network_id = ${actor.network} and code = ${code}`)
    if (!report) throw notFound()
    const reply = await db.rows(sql<PossiblySame>`
      select distinct e.code, f.body, f.status
      from reports.subject_tokens t
      join reports.follow_ups f on f.network_id = t.network_id and f.id = t.follow_up_id
      join reports.envelopes e on e.network_id = f.network_id and e.id = f.report_id
      where t.network_id = ${actor.network} and t.circle_id = any(${actor.circles}::uuid[])
        and t.token = any(${input.tokens.map(outerToken)}::bytea[]) and f.report_id <> ${report.id} and f.status <> 'cancelled'
      order by e.code limit 20`)
    return {
      subject: `reports.envelopes/${report.id}`,
      circle: report.circle as never,
      detail: { asked: input.tokens.length, found: reply.length },
      reply
    }
  })

const nil = '00000000-0000-0000-0000-000000000000'
const ones = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
