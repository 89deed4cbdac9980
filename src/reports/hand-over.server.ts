import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { bodies } from './facts.ts'
import { reportVerbs } from './verbs.ts'

export const PrintedSheet = z.strictObject({
  body: z.enum(bodies),
  /** Whether parts were left out of it. */
  masked: z.boolean()
})
export type PrintedSheet = z.infer<typeof PrintedSheet>

/** Words of a report leave the house on paper: that is written down before the sheet can be printed. Nothing of the sheet comes here. */
export const notePrintedSheet = (actor: Actor, code: string, { body, masked }: PrintedSheet) =>
  work(actor, reportVerbs['report.hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const report = await db.row(sql<{ id: string; circle: CircleId }>`
      select id, circle_id as circle from reports.envelopes where network_id = ${actor.network} and code = ${code}`)
    if (!report) throw notFound()
    return {
      subject: `reports.envelopes/${report.id}`,
      circle: report.circle,
      detail: { body, masked },
      reply: { at: now.toISOString() }
    }
  })
