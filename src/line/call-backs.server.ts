import { sql } from 'kysely'
import { z } from 'zod'
import { keysOf } from '#access/circles.server.ts'
import { look, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { callBackSteps, foldCallBack, recordCallBack, type CallBackFact } from './call-back.ts'
import { lineVerbs } from './verbs.ts'

export const CallBackStepInput = z.strictObject({ id: z.uuid(), step: z.enum(callBackSteps) })

const factsOf = async (db: Read, actor: StaffActor, ids: string[]) =>
  db.rows(sql<{ id: string; kind: CallBackFact['kind']; at: Date; by: CallBackFact['by'] }>`
    select call_back_id as id, kind, at, account_id as by from line.call_back_facts
    where network_id = ${actor.network} and call_back_id = any(${ids}::uuid[]) order by no`)

/** What is promised and not done, nearest first, and the last calls: for the operators' own page. */
export const listCalls = (actor: Actor) =>
  look(actor, lineVerbs['call.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, circles } = actor
    const due = await db.rows(sql<{
      id: string
      circle: CircleId
      dueAt: Date
      epoch: number
      sealed: Uint8Array | null
      ended: string
      calledAt: Date
      report: string | null
    }>`
      select b.id, b.circle_id as circle, b.due_at as "dueAt", b.epoch, b.sealed, c.ended, c.at as "calledAt",
             (select code from reports.envelopes e where e.network_id = c.network_id and e.id = c.report_id) as report
      from line.call_backs b join line.calls c on c.network_id = b.network_id and c.id = b.call_id
      where b.network_id = ${network} and b.circle_id = any(${circles}::uuid[]) and b.done_at is null
      order by b.due_at, b.id limit 50`)
    const facts = await factsOf(
      db,
      actor,
      due.map(({ id }) => id)
    )
    const calls = await db.rows(sql<{
      id: string
      at: Date
      minutes: number
      ended: string
      by: string
      report: string | null
    }>`
      select c.id, c.at, c.minutes, c.ended, p.name as by,
             (select code from reports.envelopes e where e.network_id = c.network_id and e.id = c.report_id) as report
      from line.calls c join identity.people p on p.network_id = c.network_id and p.id = c.account_id
      where c.network_id = ${network} and c.circle_id = any(${circles}::uuid[]) order by c.at desc, c.id limit 20`)
    const names = await db.rows(sql<{ id: string; name: string }>`
      select id, name from identity.people where network_id = ${network} and id = any(${facts.map(f => f.by)}::uuid[])`)
    const nameOf = new Map(names.map(n => [n.id, n.name]))
    const circle = due[0]?.circle
    return {
      subject: 'line.call_backs/list',
      circle: circles[0] ?? null,
      detail: { due: due.length },
      reply: {
        callBacks: due.map(({ sealed, ...row }) => {
          const state = foldCallBack(
            facts.filter(f => f.id === row.id).map(f => ({ ...f, at: f.at.toISOString() }))
          )
          return {
            ...row,
            dueAt: row.dueAt.toISOString(),
            calledAt: row.calledAt.toISOString(),
            late: row.dueAt < now,
            sealed: sealed && base64url(sealed),
            state,
            ownerName: state.owner ? (nameOf.get(state.owner) ?? null) : null
          }
        }),
        calls: calls.map(row => ({ ...row, at: row.at.toISOString() })),
        keys: circle ? await keysOf(db, actor, [...new Set(due.map(d => d.circle))]) : null
      }
    }
  })

/** One step on a promised call. Of two at once the second learns that it is over. */
export const stepCallBack = (actor: Actor, input: z.infer<typeof CallBackStepInput>) =>
  work(actor, lineVerbs['call.call-back'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(sql<{ circle: CircleId }>`
      select circle_id as circle from line.call_backs where network_id = ${actor.network} and id = ${input.id} for update`)
    if (!row) throw notFound()
    const facts = await factsOf(db, actor, [input.id])
    const { step } = orThrow(
      recordCallBack(foldCallBack(facts.map(f => ({ ...f, at: f.at.toISOString() }))), input.step)
    )
    await db.run(sql`
      insert into line.call_back_facts (network_id, id, circle_id, call_back_id, kind, at, account_id)
      values (${actor.network}, ${crypto.randomUUID()}, ${row.circle}, ${input.id}, ${step}, ${now}, ${actor.account})`)
    if (step === 'reached' || step === 'given-up')
      await db.run(
        sql`update line.call_backs set done_at = ${now} where network_id = ${actor.network} and id = ${input.id}`
      )
    return { subject: `line.call_backs/${input.id}`, circle: row.circle, detail: { step }, reply: null }
  })
