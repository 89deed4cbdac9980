import { sql } from 'kysely'
import type { Beside } from '#reports/index.server.ts'

/**
 * What the line keeps of a report: the number, hours and safe word of a promised call. They go with the report, and nobody is called any
 * more. That there was a call, and how long, stays. The draft that became the report was deleted with the call, and hand-overs end by
 * themselves (`erase-ended.server.ts`): their tables are only written anew.
 */
export const callsOfReports: Beside = {
  tables: ['line.call_backs', 'access.drafts', 'line.hand_overs', 'line.hand_over_reads'],
  erase: async (db, network, report) => {
    const of = sql`network_id = ${network}
      and call_id in (select id from line.calls where network_id = ${network} and report_id = ${report})`
    const boxes = await db.rows(sql<{ hash: string }>`
      select encode(sha256(sealed), 'hex') as hash from line.call_backs where ${of} and sealed is not null`)
    await db.run(sql`
      update line.call_backs set sealed = null, done_at = coalesce(done_at, now())
      where ${of} and (sealed is not null or done_at is null)`)
    return boxes.map(({ hash }) => hash)
  }
}
