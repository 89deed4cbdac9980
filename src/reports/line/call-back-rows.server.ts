// A call-back as rows: its facts in order, and beside them the columns that the list sorts by.
import { sql } from 'kysely'
import type { Write } from '#access/work.server.ts'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import type { Sealed } from '#seal/index.ts'
import { foldCallBack, isClosed, type CallBack, type CallBackFact } from './call-backs.ts'

type Row = {
  kind: CallBackFact['kind']
  at: Date
  account_id: AccountId
  detail: Record<string, unknown>
}

const factsOf = async (db: Pick<Write, 'rows'>, network: NetworkId, id: string): Promise<CallBackFact[]> => {
  const rows = await db.rows(sql<Row>`
    select kind, at, account_id, detail from line.call_back_facts
    where network_id = ${network} and call_back_id = ${id} order by no`)
  return rows.map(
    r => ({ kind: r.kind, at: r.at.toISOString(), by: r.account_id, ...r.detail }) as CallBackFact
  )
}

/** A call-back locked for a change: of two colleagues at once the second sees what the first did. Throws notFound. */
export const lockCallBack = async (db: Write, network: NetworkId, id: string) => {
  const row = await db.row(sql<{ circle: CircleId }>`
    select circle_id as circle from line.call_backs where network_id = ${network} and id = ${id} for update`)
  if (!row) throw notFound()
  return { id, circle: row.circle, callBack: foldCallBack(await factsOf(db, network, id))! }
}

type Place = { network: NetworkId; circle: CircleId; id: string }

const insertFact = (db: Write, { network, circle, id }: Place, fact: CallBackFact) => {
  const { kind, at, by, ...detail } = fact
  return db.run(sql`
    insert into line.call_back_facts (network_id, id, circle_id, call_back_id, kind, at, account_id, detail)
    values (${network}, ${crypto.randomUUID()}, ${circle}, ${id}, ${kind}, ${at}, ${by}, ${JSON.stringify(detail)}::jsonb)`)
}

/** The first fact and its row. A call-back that came before under this id changes nothing (a retry on a bad line). */
export const beginCallBack = async (
  db: Write,
  place: Place,
  fact: CallBackFact,
  kept: { report?: string; epoch?: number; sealed?: Sealed<unknown> }
): Promise<void> => {
  const one: CallBack = foldCallBack([fact])!
  const made = await db.run(sql`
    insert into line.call_backs (network_id, id, circle_id, report_id, epoch, sealed, status, owner_id, due_at,
                                 missed_on, missed_hour, missed_line, closed_on)
    values (${place.network}, ${place.id}, ${place.circle}, ${kept.report ?? null}, ${kept.epoch ?? null},
            ${kept.sealed ? Buffer.from(kept.sealed) : null}, ${one.status}, ${one.owner ?? null}, ${one.dueAt ?? null},
            ${one.missed?.day ?? null}, ${one.missed?.hour ?? null}, ${one.missed?.line ?? null},
            ${isClosed(one) ? (one.missed?.day ?? null) : null})
    on conflict (network_id, id) do nothing`)
  if (made === 1) await insertFact(db, place, fact)
}

/** One more fact. With the last one the number and the safe word are gone: nobody calls it again. */
export const appendToCallBack = async (db: Write, place: Place, fact: CallBackFact, today: string) => {
  await insertFact(db, place, fact)
  const one = foldCallBack(await factsOf(db, place.network, place.id))!
  const closed = isClosed(one)
  await db.run(sql`
    update line.call_backs
    set status = ${one.status}, owner_id = ${one.owner ?? null}, due_at = ${closed ? null : (one.dueAt ?? null)},
        closed_on = ${closed ? today : null}, sealed = case when ${closed} then null else sealed end
    where network_id = ${place.network} and id = ${place.id}`)
  return one
}

/** When a report is erased, the promise to call its reporter goes with it, whoever erases. */
export const forgetCallBacks = (db: Write, network: NetworkId, report: string): Promise<number> =>
  db.run(sql`delete from line.call_backs where network_id = ${network} and report_id = ${report}`)
