// What an owner who leaves would leave lying: a number, for those who end accesses and see no alert.
import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { alertVerbs } from './verbs.ts'

export const seeAlertsLeftOpen = (actor: Actor, person: string): Promise<number> =>
  look(actor, alertVerbs['alert.see-left-open'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await db.row(sql<{ n: number }>`select risk.left_open(${person}) as n`)
    return { subject: `identity.people/${person}`, reply: found!.n }
  })
