import { sql } from 'kysely'
import { tidy } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'

/** The intake teams for whom a report is unread, was answered, or is due: which team, and nothing of the report. */
export const teamsWithReports = (): Promise<{ network: NetworkId; circle: CircleId }[]> =>
  tidy(({ db, now }) =>
    db.rows(sql<{ network: NetworkId; circle: CircleId }>`
      select distinct network_id as network, circle_id as circle from reports.envelopes
      where due_on is not null and (status = 'unread' or news or due_on <= ${now.toISOString().slice(0, 10)})`)
  )
