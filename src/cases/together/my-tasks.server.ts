import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { dayOf } from '#services/index.ts'
import { togetherVerbs } from './verbs.ts'

type Row = {
  id: string
  code: string
  circle: CircleId
  dueOn: string
  nobodys: boolean
  epoch: number
  sealed: Uint8Array
}

/** What is asked of the actor on any case, the nearest first; what is nobody's any more is asked of everybody on its team. */
export const listMyTasks = (actor: Actor, most: number) =>
  look(actor, togetherVerbs['task.list-mine'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<Row>`
      select t.id, c.code, t.circle_id as circle, t.due_on::text as "dueOn", o.account_id is null as nobodys, t.epoch, t.sealed
      from cases.tasks t
      join cases.cases c on c.network_id = t.network_id and c.id = t.case_id
      left join access.circle_members o on o.network_id = t.network_id and o.circle_id = t.circle_id
        and o.account_id = t.owner and o.kind = 'member' and o.until_at is null
      where t.network_id = ${actor.network} and t.state = 'open' and (t.owner = ${actor.account} or o.account_id is null)
      order by t.due_on, t.id limit ${most}`)
    const circles = [...new Set(rows.map(row => row.circle))]
    const today = dayOf(now.toISOString())
    return {
      subject: 'cases.tasks/own',
      detail: { shown: rows.length },
      reply: {
        tasks: rows.map(row => ({ ...row, sealed: base64url(row.sealed), late: row.dueOn < today })),
        keys: circles.length ? await keysOf(db, actor, circles) : null
      }
    }
  })
export type MyTasks = Awaited<ReturnType<typeof listMyTasks>>
