import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Hotline, LineName } from '#kernel/line-hours.ts'
import { addDays, type Day } from '#kernel/period.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { instantOf } from '#kernel/wall-clock.ts'
import { lineInForce } from './line-settings.server.ts'
import { operatorsOf } from './people.server.ts'
import { dutyNow } from './shifts.ts'
import { lineVerbs } from './verbs.ts'

export type ShiftRow = {
  id: string
  account: string
  name: string
  line: LineName
  from: Date
  to: Date
}
export type SwapRow = {
  id: string
  askedBy: string
  askedOf: string
  askedAt: Date
  answer: 'accepted' | 'refused' | 'withdrawn' | null
  shift: { from: Date; to: Date }
  inReturn: { from: Date; to: Date } | null
}

const shiftsBetween = (db: Read, network: NetworkId, from: Date, to: Date) =>
  db.rows(sql<ShiftRow>`
    select s.id, s.account_id as account, p.name, s.line, s.from_at as "from", s.to_at as "to"
    from line.shifts s join identity.people p on p.network_id = s.network_id and p.id = s.account_id
    where s.network_id = ${network} and s.removed_at is null and s.to_at > ${from} and s.from_at < ${to}
    order by s.from_at, p.name`)

/** One week of the roster, who may stand in it, and the swaps that are open or were answered in it. */
export const readDuty = (actor: Actor, monday: Day, timezone: string, profileLine: Hotline | null) =>
  browse(actor, lineVerbs['duty.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const from = instantOf(addDays(monday, -1), '00:00', timezone)
    const to = instantOf(addDays(monday, 8), '00:00', timezone)
    const swaps = await db.rows(sql<{
      id: string
      asked_by: string
      asked_of: string
      asked_at: Date
      answer: SwapRow['answer']
      from_at: Date
      to_at: Date
      return_from: Date | null
      return_to: Date | null
    }>`
      select w.id, w.asked_by, w.asked_of, w.asked_at, w.answer, s.from_at, s.to_at,
        r.from_at as return_from, r.to_at as return_to
      from line.swaps w
      join line.shifts s on s.network_id = w.network_id and s.id = w.shift_id
      left join line.shifts r on r.network_id = w.network_id and r.id = w.in_return_id
      where w.network_id = ${network}
        and ((w.answer is null and s.from_at > ${now}) or (w.answered_at >= ${now}::timestamptz - interval '14 days'))
      order by w.asked_at desc limit 40`)
    return {
      monday,
      now,
      line: await lineInForce(db, network, dayIn(now, timezone), profileLine),
      operators: await operatorsOf(db, network),
      shifts: await shiftsBetween(db, network, from, to),
      swaps: swaps.map((w): SwapRow => ({
        id: w.id,
        askedBy: w.asked_by,
        askedOf: w.asked_of,
        askedAt: w.asked_at,
        answer: w.answer,
        shift: { from: w.from_at, to: w.to_at },
        inReturn: w.return_from && w.return_to ? { from: w.return_from, to: w.return_to } : null
      })),
      /** For asking a swap: every shift that has not begun. */
      ahead: await shiftsBetween(
        db,
        network,
        now,
        instantOf(addDays(dayIn(now, timezone), 28), '00:00', timezone)
      )
    }
  })

export type DutyToday = {
  now: { name: string; to: Date }[]
  next: { name: string; from: Date; to: Date }[]
  /** Swaps which wait for the actor's answer. */
  asked: number
}

/** Who holds the line now and who tonight, for the first page of the desk. */
export const readDutyToday = (actor: Actor): Promise<DutyToday> =>
  browse(actor, lineVerbs['duty.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const shifts = await shiftsBetween(db, actor.network, now, new Date(now.getTime() + 24 * 3_600_000))
    const asked = await db.row(sql<{ count: number }>`
      select count(*)::int as count from line.swaps w
      join line.shifts s on s.network_id = w.network_id and s.id = w.shift_id
      where w.network_id = ${actor.network} and w.asked_of = ${actor.account} and w.answer is null and s.from_at > ${now}`)
    const duty = dutyNow(shifts, now)
    return {
      now: duty.now.map(({ name, to }) => ({ name, to })),
      next: duty.next.map(({ name, from, to }) => ({ name, from, to })),
      asked: asked?.count ?? 0
    }
  })
