// A swap is a question to one colleague: will you take my shift, perhaps for one of yours? Nothing changes before the answer.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { isOperator } from './people.server.ts'
import { lockRosterOf, mustBeFree } from './plan-shift.server.ts'
import { lineVerbs } from './verbs.ts'

export const AskedSwap = z.strictObject({
  shift: z.uuid(),
  of: z.uuid(),
  inReturn: z.uuid().nullable()
})
export type AskedSwap = z.infer<typeof AskedSwap>

type Held = { account: string; from: Date; to: Date }
const lockShift = async (db: Write, network: NetworkId, id: string): Promise<Held> => {
  const shift = await db.row(sql<Held>`
    select account_id as account, from_at as "from", to_at as "to" from line.shifts
    where network_id = ${network} and id = ${id} and removed_at is null for update`)
  if (!shift) throw notFound()
  return shift
}

/** Asks a colleague to take one's own shift. Throws `duty.begun`, `duty.already-asked`, `duty.overlaps` when they stand at that time. */
export const askSwap = (actor: Actor, input: AskedSwap) =>
  work(actor, lineVerbs['duty.ask-swap'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    if (input.of === account) throw problem('duty.not-yourself', 400)
    if (!(await isOperator(db, network, input.of))) throw problem('duty.not-an-operator', 400)
    await lockRosterOf(db, network, [account, input.of])
    const mine = await lockShift(db, network, input.shift)
    if (mine.account !== account) throw notFound()
    const theirs = input.inReturn && (await lockShift(db, network, input.inReturn))
    if (theirs && theirs.account !== input.of) throw notFound()
    if (mine.from <= now || (theirs && theirs.from <= now)) throw problem('duty.begun', 409)
    const given = [input.shift, ...(input.inReturn ? [input.inReturn] : [])]
    await mustBeFree(db, network, input.of, mine, given)
    if (theirs) await mustBeFree(db, network, account, theirs, given)
    const open = await db.row(sql`
      select 1 from line.swaps where network_id = ${network} and shift_id = ${input.shift} and answer is null`)
    if (open) throw problem('duty.already-asked', 409)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into line.swaps (network_id, id, shift_id, in_return_id, asked_by, asked_of, asked_at)
      values (${network}, ${id}, ${input.shift}, ${input.inReturn}, ${account}, ${input.of}, ${now})`)
    return { subject: `line.shifts/${input.shift}`, detail: { asked: input.of }, reply: { id } }
  })

export const AnsweredSwap = z.strictObject({
  id: z.uuid(),
  answer: z.enum(['accepted', 'refused', 'withdrawn'])
})
export type AnsweredSwap = z.infer<typeof AnsweredSwap>

/**
 * The answer: whoever was asked accepts or refuses, whoever asked may withdraw; for anybody else there is no such question.
 * Accepting looks again whether both are free, for the roster may have changed since.
 */
export const answerSwap = (actor: Actor, { id, answer }: AnsweredSwap) =>
  work(actor, lineVerbs['duty.answer-swap'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const asked = await db.row(sql<{ shift: string; inReturn: string | null; by: string; of: string }>`
      select shift_id as shift, in_return_id as "inReturn", asked_by as by, asked_of as "of" from line.swaps
      where network_id = ${network} and id = ${id}`)
    if (!asked || account !== (answer === 'withdrawn' ? asked.by : asked.of)) throw notFound()
    // people first, then the question itself: the same order everywhere
    await lockRosterOf(db, network, [asked.by, asked.of])
    const open = await db.row(sql`
      select 1 from line.swaps where network_id = ${network} and id = ${id} and answer is null for update`)
    if (!open) throw problem('duty.already-answered', 409)
    if (answer === 'accepted') await exchange(db, network, asked, now)
    await db.run(sql`
      update line.swaps set answer = ${answer}, answered_at = ${now} where network_id = ${network} and id = ${id}`)
    return { subject: `line.shifts/${asked.shift}`, detail: { swap: answer }, reply: null }
  })

const exchange = async (
  db: Write,
  network: NetworkId,
  { shift, inReturn, by, of }: { shift: string; inReturn: string | null; by: string; of: string },
  now: Date
) => {
  const mine = await lockShift(db, network, shift)
  const theirs = inReturn && (await lockShift(db, network, inReturn))
  if (mine.account !== by || (theirs && theirs.account !== of)) throw problem('duty.changed', 409)
  if (mine.from <= now || (theirs && theirs.from <= now)) throw problem('duty.begun', 409)
  const given = [shift, ...(inReturn ? [inReturn] : [])]
  await mustBeFree(db, network, of, mine, given)
  if (theirs) await mustBeFree(db, network, by, theirs, given)
  const give = (id: string, to: string) =>
    db.run(sql`update line.shifts set account_id = ${to} where network_id = ${network} and id = ${id}`)
  await give(shift, of)
  if (inReturn) await give(inReturn, by)
}
