import { sql } from 'kysely'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'

/** A hand-over is for the next shifts; words about people are not kept for longer than that helps. */
export const handOverDays = 90
/** That somebody was called back, without number or words, helps to count the year. */
export const closedCallBackDays = 400

/** Removes hand-over notes and closed call-backs that are past their time. */
export const sweepLine = (database: Database, now: Date): Promise<{ notes: number; callBacks: number }> => {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  return database.transaction('jobs', {}, async tx => {
    const db = writeHandle(tx)
    return {
      notes: await db.run(sql`delete from line.hand_overs where written_at < ${before(handOverDays)}`),
      callBacks: await db.run(
        sql`delete from line.call_backs where closed_on < ${before(closedCallBackDays)}::timestamptz::date`
      )
    }
  })
}
