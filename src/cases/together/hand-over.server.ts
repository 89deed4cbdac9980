// Handing one's work on: the lead, the open tasks and the conferences of a case go to a colleague of its team in one fact, with words for them.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type AccountId, type FactId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { dayOf } from '#services/index.ts'
import type { CaseFact } from '../facts.ts'
import { factsOfCase, fold, getCaseToChange, writeFact, writeStatus } from '../rows.server.ts'
import { recordOnCase } from '../steps.ts'
import { mustBeMember } from './rows.server.ts'
import { circlesOfCase } from './team.server.ts'
import { togetherVerbs } from './verbs.ts'

export const HandOver = z.strictObject({
  case: z.uuid(),
  fact: idSchema<FactId>(),
  from: idSchema<AccountId>(),
  to: idSchema<AccountId>(),
  /** What the colleague has to know. Row `fact`, purpose 'note', rev 1. */
  note: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })
})
export type HandOver = z.infer<typeof HandOver>

/**
 * By the worker, or by a colleague of the team for one who cannot. Throws `team.same-person`, `team.nothing-to-hand-over`, not-found when `to` is
 * not on the team. `from` need not be on it any more: what is nobody's is handed on, too.
 */
export const handOver = (actor: Actor, input: HandOver) =>
  work(actor, togetherVerbs['work.hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    const { facts } = await factsOfCase(db, network, row.id)
    // sent again after a broken line: it is the same hand-over
    if (facts.some(f => f.id === input.fact && f.kind === 'work-handed-over' && f.by === account))
      return { subject: `cases.cases/${row.id}`, circle: row.circle, reply: null }
    checkEpoch(input.note.epoch, row.epoch)
    if (input.from === input.to) throw problem('team.same-person', 409)
    await mustBeMember(db, network, row.circle, input.to)
    const at = now.toISOString()
    const { from, to } = input
    const fact: CaseFact = {
      kind: 'work-handed-over',
      id: input.fact,
      at,
      on: dayOf(at),
      by: account,
      from,
      to
    }
    const { after } = orThrow(recordOnCase(facts, fact))
    const tasks = await db.run(sql`
      update cases.tasks set owner = ${to}
      where network_id = ${network} and case_id = ${row.id} and owner = ${from} and state = 'open'`)
    // whoever takes the work on comes in the other's place, and writes what was held without minutes
    const conferences = await db.run(sql`
      update cases.conferences set convener = ${to},
        members = case when state = 'planned' then array_append(array_remove(array_remove(members, ${from}), ${to}), ${to}) else members end
      where network_id = ${network} and case_id = ${row.id} and convener = ${from} and state <> 'called-off'`)
    if (tasks + conferences === 0 && fold(facts).assignedTo !== from)
      throw problem('team.nothing-to-hand-over', 409)
    await writeFact(db, network, row, fact, input.note)
    await writeStatus(db, network, row.id, after)
    // whoever was let in once more came for this: they see nothing of the case from here on
    if (from === account) {
      const circles = (await circlesOfCase(db, actor, row.id)).map(c => c.circle)
      const ended = await db.rows(sql<{ id: string }>`
        update access.circle_members set until_at = ${now}
        where network_id = ${network} and account_id = ${account} and circle_id = any(${circles}::uuid[]) and until_at > ${now}
        returning circle_id as id`)
      await db.run(sql`
        delete from access.wraps
        where network_id = ${network} and account_id = ${account} and circle_id = any(${ended.map(c => c.id)}::uuid[])`)
    }
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { from, to, tasks, conferences },
      reply: null
    }
  })

export const handOverPage = 50
export type ToHandOver = {
  case: string
  code: string
  circle: string
  leads: boolean
  tasks: number
  /** Planned by the actor, and not held yet. */
  conferences: number
  /** Who else is on it, by account. */
  others: string[]
}

/** Every open case that would lie without an owner if the actor went now, those first of which nobody else holds the key. */
export const listToHandOver = (actor: Actor) =>
  look(actor, togetherVerbs['work.list-to-hand-over'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const found = await db.rows(sql<ToHandOver>`
      with mine as (
        select c.id, c.code, c.circle_id, coalesce(c.assigned_to = ${account}, false) as leads,
          (select count(*)::int from cases.tasks t where t.network_id = c.network_id and t.case_id = c.id
             and t.owner = ${account} and t.state = 'open') as tasks,
          (select count(*)::int from cases.conferences f where f.network_id = c.network_id and f.case_id = c.id
             and f.convener = ${account} and f.state = 'planned') as conferences,
          array(select m.account_id::text from access.circle_members m where m.network_id = c.network_id
             and m.circle_id = c.circle_id and m.kind = 'member' and m.until_at is null and m.account_id <> ${account}) as others
        from cases.cases c where c.network_id = ${network} and c.status <> 'closed')
      select id as case, code, circle_id as circle, leads, tasks, conferences, others from mine
      where leads or tasks > 0 or conferences > 0 or cardinality(others) = 0
      order by cardinality(others) > 0, code limit ${handOverPage + 1}`)
    return {
      subject: 'cases.cases/to-hand-over',
      detail: { shown: Math.min(found.length, handOverPage) },
      reply: { cases: found.slice(0, handOverPage), more: found.length > handOverPage }
    }
  })
