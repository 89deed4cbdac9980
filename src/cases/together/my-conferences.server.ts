import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf } from '#services/index.ts'
import { togetherVerbs } from './verbs.ts'

type Row = { id: string; code: string; day: string; hour: string; toBeWritten: boolean }

/** Conferences the actor is asked to, ahead and without minutes yet, the nearest first. What they are about is read on the case. */
export const listMyConferences = (actor: Actor, most: number) =>
  look(actor, togetherVerbs['conference.list-mine'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayOf(now.toISOString())
    const rows = await db.rows(sql<Row>`
      select f.id, c.code, f.day::text, f.hour, f.state = 'held' or f.day < ${today}::date as "toBeWritten"
      from cases.conferences f join cases.cases c on c.network_id = f.network_id and c.id = f.case_id
      where f.network_id = ${actor.network} and (f.state = 'planned' and c.status <> 'closed' or f.state = 'held' and not exists (
          select from cases.conference_minutes m where m.network_id = f.network_id and m.conference_id = f.id))
        and (${actor.account} = any(f.members) or not exists (
          select from access.circle_members m
          where m.network_id = f.network_id and m.circle_id = f.circle_id and m.account_id = any(f.members)
            and m.kind = 'member' and m.until_at is null))
      order by f.day, f.hour, f.id limit ${most}`)
    return { subject: 'cases.conferences/own', detail: { shown: rows.length }, reply: rows }
  })
export type MyConference = Awaited<ReturnType<typeof listMyConferences>>[number]
