// What stands around a report on the desk: its team, the reports it is linked to, and the newest sealed box of a kind of fact.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { base64url } from '#seal/bytes.ts'
import type { Report, ReportStatus } from './facts.ts'

export type Colleague = { id: string; name: string }

/** Who reads in this circle now: those a report can be given to. */
export const teamOf = (db: Read, network: NetworkId, circle: CircleId): Promise<Colleague[]> =>
  db.rows(sql<Colleague>`
    select p.id, p.name from access.circle_members m
    join identity.people p on p.network_id = m.network_id and p.id = m.account_id and p.left_at is null
    where m.network_id = ${network} and m.circle_id = ${circle} and m.kind = 'member' and m.until_at is null order by p.name`)

export type Linked = {
  id: ReportId
  code: string
  status: ReportStatus
  arrivedOn: string
  /** Facts on it now: a decision taken together must not overlook what came meanwhile. */
  facts: number
  /** Ids of the organisations that must not read it. */
  leftOut: string[]
}

/** The linked reports that the reader sees; one in another circle is not among them. */
export const linkedTo = (db: Read, network: NetworkId, report: Report): Promise<Linked[]> =>
  db.rows(sql<Linked>`
    select id, code, status, arrived_on::text as "arrivedOn",
      1 + (select count(*) from reports.facts f where f.network_id = e.network_id and f.report_id = e.id) as facts,
      coalesce((select r.excluded from access.report_circles r
                where r.network_id = e.network_id and r.circle_id = e.circle_id), '{}') as "leftOut"
    from reports.envelopes e
    where network_id = ${network} and id = any(${report.links.map(link => link.other)}::uuid[]) order by code`)

/** The newest sealed box beside a fact of this kind. */
export const sealedBeside = async (db: Read, network: NetworkId, report: ReportId, kind: string) => {
  const found = await db.row(sql<{ id: string; epoch: number; sealed: Uint8Array }>`
    select id, epoch, sealed from reports.facts
    where network_id = ${network} and report_id = ${report} and kind = ${kind} and sealed is not null
    order by no desc limit 1`)
  return found ? { ...found, sealed: base64url(found.sealed) } : null
}
