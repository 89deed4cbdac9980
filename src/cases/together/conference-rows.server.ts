// Conferences as they stand beside the case, with their newest minutes. Row security has already taken away what is not the actor's.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { CaseId, CircleId, NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import type { ConferenceState } from './conference.ts'

export type SealedMinutes = { rev: number; by: string; at: string; epoch: number; sealed: string }
export type Conference = {
  id: string
  convener: string
  members: string[]
  day: string
  hour: string
  state: ConferenceState
  rev: number
  epoch: number
  sealed: string
  /** Why it was called off. */
  note: { epoch: number; sealed: string } | null
  minutes: SealedMinutes | null
}
type Row = Omit<Conference, 'sealed' | 'note' | 'minutes'> & {
  sealed: Uint8Array
  noteEpoch: number | null
  noteSealed: Uint8Array | null
  minutesRev: number | null
  minutesBy: string
  minutesAt: Date
  minutesEpoch: number
  minutesSealed: Uint8Array
}

/** The latest day first. */
export const conferencesOfCase = async (db: Read, network: NetworkId, id: CaseId): Promise<Conference[]> => {
  const rows = await db.rows(sql<Row>`
    select c.id, c.convener, c.members, c.day::text, c.hour, c.state, c.rev, c.epoch, c.sealed,
      c.ended_epoch as "noteEpoch", c.ended_note as "noteSealed", m.rev as "minutesRev", m.account_id as "minutesBy",
      m.at as "minutesAt", m.epoch as "minutesEpoch", m.sealed as "minutesSealed"
    from cases.conferences c
    left join lateral (
      select * from cases.conference_minutes m where m.network_id = c.network_id and m.conference_id = c.id
      order by m.rev desc limit 1) m on true
    where c.network_id = ${network} and c.case_id = ${id} order by c.day desc, c.hour desc, c.id`)
  return rows.map(
    ({ noteEpoch, noteSealed, minutesRev, minutesBy, minutesAt, minutesEpoch, minutesSealed, ...row }) => ({
      ...row,
      sealed: base64url(row.sealed),
      note: noteEpoch && noteSealed ? { epoch: noteEpoch, sealed: base64url(noteSealed) } : null,
      minutes: minutesRev
        ? {
            rev: minutesRev,
            by: minutesBy,
            at: minutesAt.toISOString(),
            epoch: minutesEpoch,
            sealed: base64url(minutesSealed)
          }
        : null
    })
  )
}

export type HeldConference = Pick<Conference, 'id' | 'day' | 'state' | 'rev' | 'members'> & {
  case: CaseId
  circle: CircleId
  /** Of the circle, now. */
  epoch: number
}

/** A conference, held until the transaction ends. */
export const getConferenceToChange = async (
  db: Write,
  network: NetworkId,
  id: string
): Promise<HeldConference> => {
  await db.rows(sql`select 1 from cases.conferences where network_id = ${network} and id = ${id} for update`)
  const found = await db.row(sql<HeldConference>`
    select f.id, f.case_id as case, f.circle_id as circle, f.day::text, f.state, f.rev, f.members, c.epoch
    from cases.conferences f join access.circles c on c.network_id = f.network_id and c.id = f.circle_id
    where f.network_id = ${network} and f.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** After a correction: held is what the facts say was held. */
export const holdWhatFactsSay = (db: Write, network: NetworkId, id: CaseId, held: readonly string[]) =>
  db.run(sql`
    update cases.conferences set state = case when id = any(${held}::uuid[]) then 'held' else 'planned' end
    where network_id = ${network} and case_id = ${id} and state <> 'called-off'`)
