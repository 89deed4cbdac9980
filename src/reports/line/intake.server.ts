import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'

export type IntakeOf = { circle: CircleId; epoch: number; recipient: string }

/** The intake team the actor is in, with its key now. Throws notFound for whoever is in none. */
export const intakeOf = async (db: Read, actor: StaffActor): Promise<IntakeOf> => {
  const found = await db.row(sql<IntakeOf>`
    select c.id as circle, c.epoch, e.recipient from access.circles c
    join access.circle_epochs e on e.network_id = c.network_id and e.circle_id = c.id and e.epoch = c.epoch
    where c.network_id = ${actor.network} and c.kind = 'intake' and c.ended_at is null and c.id = any(${actor.circles}::uuid[])
    order by c.made_at limit 1`)
  if (!found) throw notFound()
  return found
}
