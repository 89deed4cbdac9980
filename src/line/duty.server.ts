import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work, type Read } from '#access/work.server.ts'
import { hasRole, isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId, NetworkId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { planShift, type Shift } from './duty.ts'
import { lineVerbs } from './verbs.ts'

export const NewShift = z.strictObject({
  id: z.uuid(),
  account: z.uuid(),
  from: z.iso.datetime(),
  to: z.iso.datetime()
})
export const ShiftId = z.strictObject({ id: z.uuid() })
export const AskSwap = z.strictObject({ id: z.uuid(), shift: z.uuid(), to: z.uuid() })
export const AnswerSwap = z.strictObject({
  id: z.uuid(),
  answer: z.enum(['accepted', 'refused', 'withdrawn'])
})

const shiftsBetween = (db: Read, network: NetworkId, from: Date, to: Date) =>
  db.rows(sql<Shift & { name: string }>`
    select s.id, s.account_id as account, s.from_at as "from", s.to_at as "to", p.name
    from line.shifts s join identity.people p on p.network_id = s.network_id and p.id = s.account_id
    where s.network_id = ${network} and s.ended_at is null and s.to_at > ${from} and s.from_at < ${to}
    order by s.from_at, p.name`)

const operators = (db: Read, network: NetworkId) =>
  db.rows(sql<{ id: AccountId; name: string }>`
    select p.id, p.name from identity.people p
    join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id and m.role = 'operator' and m.until_at is null
    where p.network_id = ${network} and p.left_at is null order by p.name`)

const plain = <S extends { from: Date; to: Date }>(shift: S) => ({
  ...shift,
  from: shift.from.toISOString(),
  to: shift.to.toISOString()
})

/** The roster of a time, the swaps that wait, and who can be put in. The roster is no secret inside the network. */
export const listDuty = (actor: Actor, from: Date, to: Date) =>
  browse(actor, lineVerbs['duty.read'], async ({ db }) => {
    const { network } = actor
    const swaps = await db.rows(sql<{
      id: string
      shift: string
      askedBy: AccountId
      byName: string
      askedTo: AccountId
      toName: string
      answer: 'accepted' | 'refused' | 'withdrawn' | null
      from: Date
      to: Date
    }>`
      select w.id, w.shift_id as shift, w.asked_by as "askedBy", b.name as "byName", w.asked_to as "askedTo",
             t.name as "toName", w.answer, s.from_at as "from", s.to_at as "to"
      from line.swaps w
      join line.shifts s on s.network_id = w.network_id and s.id = w.shift_id and s.ended_at is null
      join identity.people b on b.network_id = w.network_id and b.id = w.asked_by
      join identity.people t on t.network_id = w.network_id and t.id = w.asked_to
      where w.network_id = ${network} and s.to_at > ${from} and s.from_at < ${to} order by w.asked_at`)
    return {
      shifts: (await shiftsBetween(db, network, from, to)).map(plain),
      swaps: swaps.map(plain),
      operators: await operators(db, network)
    }
  })

/** One change of the roster at a time, so that two who plan at once cannot put a person in twice. */
const lockRoster = (db: Read, network: NetworkId) =>
  db.row(sql`select pg_advisory_xact_lock(hashtextextended(${`fener/roster ${network}`}, 0))`)

const day = 86_400_000
const around = async (db: Read, network: NetworkId, from: Date, to: Date) =>
  shiftsBetween(db, network, new Date(from.getTime() - day), new Date(to.getTime() + day))

export const addShift = (actor: Actor, input: z.infer<typeof NewShift>) =>
  work(actor, lineVerbs['duty.plan'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    await lockRoster(db, network)
    // an operator plans the own shifts, the coordinator everybody's
    if (input.account !== actor.account && !hasRole(actor, 'coordinator')) throw notFound()
    if (!(await operators(db, network)).some(o => o.id === input.account))
      throw problem('duty.no-operator', 422)
    const shift = {
      id: input.id,
      account: input.account as AccountId,
      from: new Date(input.from),
      to: new Date(input.to)
    }
    orThrow(planShift(shift, await around(db, network, shift.from, shift.to), now))
    await db.run(sql`
      insert into line.shifts (network_id, id, account_id, from_at, to_at, made_by)
      values (${network}, ${shift.id}, ${shift.account}, ${shift.from}, ${shift.to}, ${actor.account})
      on conflict (network_id, id) do nothing`)
    return { subject: `line.shifts/${shift.id}`, detail: { account: input.account }, reply: null }
  })

/** Takes a shift out of the roster. What has begun stays: it says who was there. */
export const endShift = (actor: Actor, { id }: { id: string }) =>
  work(actor, lineVerbs['duty.plan'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await db.row(sql<{ account: AccountId; from: Date }>`
      select account_id as account, from_at as "from" from line.shifts
      where network_id = ${actor.network} and id = ${id} and ended_at is null for update`)
    if (!found || (found.account !== actor.account && !hasRole(actor, 'coordinator'))) throw notFound()
    if (found.from <= now) throw problem('duty.past', 409)
    await db.run(
      sql`update line.shifts set ended_at = ${now} where network_id = ${actor.network} and id = ${id}`
    )
    return { subject: `line.shifts/${id}`, detail: { ended: true }, reply: null }
  })

/** Asks a colleague to take over an own shift that has not begun. One question at a time. */
export const askSwap = (actor: Actor, input: z.infer<typeof AskSwap>) =>
  work(actor, lineVerbs['duty.swap'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    await lockRoster(db, network)
    const shift = await db.row(sql<{ from: Date }>`
      select from_at as "from" from line.shifts where network_id = ${network} and id = ${input.shift}
        and account_id = ${actor.account} and ended_at is null`)
    if (!shift) throw notFound()
    if (shift.from <= now) throw problem('duty.past', 409)
    const colleague = (await operators(db, network)).some(o => o.id === input.to && o.id !== actor.account)
    if (!colleague) throw problem('duty.no-operator', 422)
    if (
      await db.row(
        sql`select 1 from line.swaps where network_id = ${network} and shift_id = ${input.shift} and answer is null`
      )
    )
      // prettier-ignore
      throw problem('duty.asked-already', 409)
    await db.run(sql`
      insert into line.swaps (network_id, id, shift_id, asked_by, asked_to, asked_at)
      values (${network}, ${input.id}, ${input.shift}, ${actor.account}, ${input.to}, ${now})`)
    return { subject: `line.swaps/${input.id}`, detail: { to: input.to }, reply: null }
  })

/** The asked one accepts or refuses; who asked may withdraw. Accepted, the shift is theirs, if they are free then. */
export const answerSwap = (actor: Actor, input: z.infer<typeof AnswerSwap>) =>
  work(actor, lineVerbs['duty.swap'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    await lockRoster(db, network)
    const swap = await db.row(sql<{
      by: AccountId
      asked: AccountId
      answer: string | null
      shift: string
      account: AccountId
      from: Date
      to: Date
    }>`
      select w.asked_by as by, w.asked_to as asked, w.answer, s.id as shift, s.account_id as account, s.from_at as "from", s.to_at as "to"
      from line.swaps w join line.shifts s on s.network_id = w.network_id and s.id = w.shift_id and s.ended_at is null
      where w.network_id = ${network} and w.id = ${input.id}`)
    const whose = input.answer === 'withdrawn' ? swap?.by : swap?.asked
    if (!swap || whose !== actor.account) throw notFound()
    if (swap.answer || swap.account !== swap.by) throw problem('duty.answered-already', 409)
    if (input.answer === 'accepted') {
      const mine = { id: swap.shift, account: actor.account, from: swap.from, to: swap.to }
      orThrow(planShift(mine, await around(db, network, swap.from, swap.to), now))
      await db.run(
        sql`update line.shifts set account_id = ${actor.account} where network_id = ${network} and id = ${swap.shift}`
      )
    }
    await db.run(sql`
      update line.swaps set answer = ${input.answer}, answered_at = ${now} where network_id = ${network} and id = ${input.id}`)
    return { subject: `line.swaps/${input.id}`, detail: { answer: input.answer }, reply: null }
  })
