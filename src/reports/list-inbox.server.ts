import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { deadlineState } from '#cases/index.ts'
import type { ReportStatus } from './facts.ts'
import type { ReportMode } from './arrive.server.ts'
import { reportVerbs } from './verbs.ts'

export const inboxPage = 50

export type InboxRow = {
  id: string
  code: string
  arrivedOn: string
  language: string
  mode: ReportMode
  urgent: boolean
  status: ReportStatus
  dueOn: string | null
  state: 'late' | 'due' | 'ahead' | null
  news: boolean
}

export type InboxTab = 'open' | 'done' | 'held'

/** One page of what waits (nearest deadline first), of what is done or held back from a flood (newest first). `after` is the last row of the page before. */
export const listInbox = (
  actor: Actor,
  which: InboxTab,
  timezone: string,
  after?: { day: string; id: string }
): Promise<{ rows: InboxRow[]; more: boolean; held: number; today: string }> =>
  look(actor, reportVerbs['report.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const from =
      after ?? (which === 'open' ? { day: '0001-01-01', id: nil } : { day: '9999-12-31', id: ones })
    const columns = sql`id, code, arrived_on::text as "arrivedOn", language, mode, urgent, status, due_on::text as "dueOn", news`
    const found = await db.rows(
      which === 'open'
        ? sql<Omit<InboxRow, 'state'>>`
            select ${columns} from reports.envelopes
            where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[]) and due_on is not null and not quarantined
              and (due_on, id) > (${from.day}::date, ${from.id}::uuid)
            order by due_on, id limit ${inboxPage + 1}`
        : sql<Omit<InboxRow, 'state'>>`
            select ${columns} from reports.envelopes
            where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[]) and ${which === 'held' ? sql`quarantined` : sql`due_on is null and not quarantined`}
              and (arrived_on, id) < (${from.day}::date, ${from.id}::uuid)
            order by arrived_on desc, id desc limit ${inboxPage + 1}`
    )
    const held = await db.row(sql<{ n: number }>`
      select count(*)::int as n from reports.envelopes
      where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[]) and quarantined`)
    const rows = found
      .slice(0, inboxPage)
      .map(row => ({ ...row, state: row.dueOn ? deadlineState(row.dueOn, today, 2) : null }))
    return {
      subject: 'reports.envelopes/list',
      circle: actor.circles[0] ?? null,
      detail: { which, shown: rows.length },
      reply: { rows, more: found.length > inboxPage, held: held!.n, today }
    }
  })

const nil = '00000000-0000-0000-0000-000000000000'
const ones = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
