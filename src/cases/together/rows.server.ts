// Tasks as they stand beside the case. Row security has already taken away what is not the actor's.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { CaseId, CircleId, NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import type { TaskState } from './task.ts'

export type Task = {
  id: string
  owner: string
  dueOn: string
  state: TaskState
  epoch: number
  sealed: string
  endedBy: string | null
  endedOn: string | null
  note: { epoch: number; sealed: string } | null
}
type TaskRow = Omit<Task, 'sealed' | 'note'> & {
  sealed: Uint8Array
  noteEpoch: number | null
  noteSealed: Uint8Array | null
}

/** Open ones first, the nearest first; then what was ended, the newest first. */
export const tasksOfCase = async (db: Read, network: NetworkId, id: CaseId): Promise<Task[]> => {
  const rows = await db.rows(sql<TaskRow>`
    select id, owner, due_on::text as "dueOn", state, epoch, sealed, ended_by as "endedBy", ended_on::text as "endedOn",
      ended_epoch as "noteEpoch", ended_note as "noteSealed"
    from cases.tasks where network_id = ${network} and case_id = ${id}
    order by ended_on desc nulls first, due_on, id`)
  return rows.map(({ noteEpoch, noteSealed, ...row }) => ({
    ...row,
    sealed: base64url(row.sealed),
    note: noteEpoch && noteSealed ? { epoch: noteEpoch, sealed: base64url(noteSealed) } : null
  }))
}

/** Throws not-found for whoever is not on the case now: only they may be given something to do. They stay until the transaction ends. */
export const mustBeMember = async (db: Write, network: NetworkId, circle: CircleId, account: string) => {
  const member = await db.row(sql`
    select 1 from access.circle_members m join identity.people p on p.network_id = m.network_id and p.id = m.account_id
    where m.network_id = ${network} and m.circle_id = ${circle} and m.account_id = ${account} and m.kind = 'member'
      and m.until_at is null and p.left_at is null
    for share of m`)
  if (!member) throw notFound()
}

export type Held = { id: string; case: CaseId; circle: CircleId; epoch: number; state: TaskState }

/** A task, held until the transaction ends. */
export const getTaskToChange = async (db: Write, network: NetworkId, id: string): Promise<Held> => {
  await db.rows(sql`select 1 from cases.tasks where network_id = ${network} and id = ${id} for update`)
  const found = await db.row(sql<Held>`
    select t.id, t.case_id as case, t.circle_id as circle, c.epoch, t.state
    from cases.tasks t join access.circles c on c.network_id = t.network_id and c.id = t.circle_id
    where t.network_id = ${network} and t.id = ${id}`)
  if (!found) throw notFound()
  return found
}
