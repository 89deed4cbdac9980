// What a flood left behind: an operator looks and releases it to the inbox, or erases it. Several at once, each with an entry of its
// own in the log of its own circle.
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId, ReportId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { refresh } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const HeldReports = z.strictObject({
  codes: z
    .array(z.string().regex(/^[a-z]{2,20}-[0-9]{1,4}$/))
    .min(1)
    .max(200)
})
export type HeldReports = z.infer<typeof HeldReports>

/** One that a colleague has just released or erased is passed over: both meant the same. Gives how many were released. */
export const releaseHeld = (actor: Actor, { codes }: HeldReports, timezone: string) =>
  eachOf(codes, code =>
    work(actor, reportVerbs['report.release-held'], async ({ db, now }) => {
      if (!isStaff(actor)) throw notFound()
      const { network } = actor
      const found = await db.row(sql<{ id: ReportId; circle: CircleId }>`
        select id, circle_id as circle from reports.envelopes
        where network_id = ${network} and code = ${code} and quarantined for update`)
      if (!found) throw notFound()
      await refresh(db, network, found.id, dayIn(now, timezone), true)
      return { subject: `reports.envelopes/${found.id}`, circle: found.circle, reply: null }
    })
  )

/**
 * Gone with all that belongs to it, the keys of a circle that was made for it alone (decision 0012) too; the parts of its files are swept
 * with the next abandoned uploads. Gives how many.
 */
export const eraseHeld = (actor: Actor, { codes }: HeldReports) =>
  eachOf(codes, code =>
    work(actor, reportVerbs['report.erase-held'], async ({ db, now, enqueue }) => {
      if (!isStaff(actor)) throw notFound()
      const found = await db.row(sql<{ id: ReportId; circle: CircleId }>`
        select id, circle_id as circle from reports.envelopes
        where network_id = ${actor.network} and code = ${code} and quarantined for update`)
      if (!found) throw notFound()
      const own = await db.run(sql`
        update access.circles set ended_at = ${now}, renew_since = null
        where network_id = ${actor.network} and id = ${found.circle} and kind = 'report'`)
      if (own)
        await db.run(
          sql`delete from access.wraps where network_id = ${actor.network} and circle_id = ${found.circle}`
        )
      await db.run(
        sql`delete from reports.envelopes where network_id = ${actor.network} and id = ${found.id}`
      )
      // its bytes leave the disk too; in ten minutes, so that a whole flood is cleared away in one go
      const runAt = new Date(now.getTime() + 600_000)
      await enqueue('rewrite-erased', {}, { jobKey: 'rewrite-erased', runAt })
      return { subject: `reports.envelopes/${found.id}`, circle: found.circle, reply: null }
    })
  )

const eachOf = async (codes: readonly string[], act: (code: string) => Promise<unknown>) => {
  let done = 0
  for (const code of new Set(codes)) {
    try {
      await act(code)
      done++
    } catch (error) {
      if ((error as { code?: string }).code !== 'common.not-found') throw error
    }
  }
  // nothing of what was named is there for this person
  if (done === 0) throw notFound()
  return { done }
}
