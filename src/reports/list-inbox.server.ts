import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { ReportId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { deadlineState } from '#cases/index.ts'
import { dueDays } from './deadlines.ts'
import type { ReportStatus } from './facts.ts'
import type { ReportMode } from './arrive.server.ts'
import { othersReading } from './presence.server.ts'
import { reportVerbs } from './verbs.ts'

export const inboxPage = 50

/** Whose reports: mine, nobody's yet, all that wait; those on which somebody has decided; or what is held back from a flood. */
export const inboxTabs = ['mine', 'nobodys', 'open', 'done', 'held'] as const
export type InboxTab = (typeof inboxTabs)[number]

export type InboxRow = {
  id: ReportId
  code: string
  arrivedOn: string
  language: string
  mode: ReportMode
  urgent: boolean
  status: ReportStatus
  dueOn: string | null
  eraseOn: string | null
  state: 'late' | 'due' | 'ahead' | null
  news: boolean
  assignedTo: string | null
  /** Account ids of others who have it on the screen now. */
  readers: string[]
}

/** Each has its own index, and reads one page of it and no more (db/migrations/0015_floods.sql, 0016_triage.sql). */
const filters = {
  mine: (account: string) => sql`due_on is not null and assigned_to = ${account}`,
  nobodys: () => sql`due_on is not null and assigned_to is null`,
  open: () => sql`due_on is not null`,
  done: () => sql`due_on is null and not quarantined`,
  held: () => sql`quarantined`
} as const satisfies Record<InboxTab, (account: string) => unknown>

/** One page of what waits (nearest deadline first) or of what is done or held back (newest first). `after` is the last row of the page before. */
export const listInbox = (
  actor: Actor,
  which: InboxTab,
  timezone: string,
  after?: { day: string; id: string }
): Promise<{ rows: InboxRow[]; more: boolean; held: number; today: string; names: Record<string, string> }> =>
  look(actor, reportVerbs['report.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const newestFirst = which === 'done' || which === 'held'
    const from = after ?? (newestFirst ? { day: '9999-12-31', id: ones } : { day: '0001-01-01', id: nil })
    const inOrder = newestFirst ? sql`arrived_on desc, id desc` : sql`due_on, id`
    const further = newestFirst
      ? sql`(arrived_on, id) < (${from.day}::date, ${from.id}::uuid)`
      : sql`(due_on, id) > (${from.day}::date, ${from.id}::uuid)`
    // Circle by circle, so that each page comes off its index in order and nothing is sorted but what is shown.
    const found = await db.rows(sql<Omit<InboxRow, 'state' | 'readers'>>`
      select id, code, arrived_on::text as "arrivedOn", language, mode, urgent, status, due_on::text as "dueOn",
        erase_on::text as "eraseOn", news, assigned_to as "assignedTo"
      from unnest(${actor.circles}::uuid[]) as circle
      cross join lateral (
        select * from reports.envelopes
        where network_id = ${actor.network} and circle_id = circle and ${filters[which](actor.account)} and ${further}
        order by ${inOrder} limit ${inboxPage + 1}) e
      order by ${inOrder} limit ${inboxPage + 1}`)
    const held = await db.row(sql<{ n: number }>`
      select count(*)::int as n from reports.envelopes
      where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[]) and quarantined`)
    const rows = found.slice(0, inboxPage).map(row => ({
      ...row,
      state: row.dueOn ? deadlineState(row.dueOn, today, dueDays) : null,
      readers: othersReading(actor, row.id) as string[]
    }))
    const mentioned = [...new Set(rows.flatMap(row => [row.assignedTo ?? [], row.readers].flat()))]
    const people = mentioned.length
      ? await db.rows(sql<{ id: string; name: string }>`
          select id, name from identity.people where network_id = ${actor.network} and id = any(${mentioned}::uuid[])`)
      : []
    return {
      subject: 'reports.envelopes/list',
      circle: actor.circles[0] ?? null,
      detail: { which, shown: rows.length },
      reply: {
        rows,
        more: found.length > inboxPage,
        held: held!.n,
        today,
        names: Object.fromEntries(people.map(p => [p.id, p.name]))
      }
    }
  })

const nil = '00000000-0000-0000-0000-000000000000'
const ones = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
