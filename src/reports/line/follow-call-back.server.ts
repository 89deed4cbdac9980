import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId } from '#kernel/id.ts'
import { dayIn } from '#kernel/day.ts'
import { isDay } from '#kernel/period.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { instantOf } from '#kernel/wall-clock.ts'
import { givingUpReasons, recordOnCallBack, triedHow, type CallBackFact } from './call-backs.ts'
import { appendToCallBack, lockCallBack } from './call-back-rows.server.ts'
import { isOperator } from './people.server.ts'
import { hourText } from './save-note.server.ts'
import { lineVerbs } from './verbs.ts'

export const CallBackChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call-back-taken'), owner: z.uuid() }),
  z.strictObject({
    kind: z.literal('call-back-moved'),
    byDay: z.string().refine(isDay),
    byHour: z.int().min(0).max(23)
  }),
  z.strictObject({ kind: z.literal('call-back-tried'), how: z.enum(triedHow) }),
  z.strictObject({ kind: z.literal('call-back-done') }),
  z.strictObject({ kind: z.literal('call-back-given-up'), reason: z.enum(givingUpReasons) })
])
export type CallBackChange = z.infer<typeof CallBackChange>

/** What was done about a call-back: taken over, moved, tried, done, given up. Throws `call.already-closed`, `call.due-in-the-past`. */
export const followCallBack = (actor: Actor, id: string, change: CallBackChange, timezone: string) =>
  work(actor, lineVerbs['call.follow-call-back'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const found = await lockCallBack(db, network, id)
    if (change.kind === 'call-back-taken' && !(await isOperator(db, network, change.owner)))
      throw problem('duty.not-an-operator', 400)
    const { fact } = orThrow(
      recordOnCallBack(found.callBack, factOf(change, now.toISOString(), actor.account, timezone))
    )
    const one = await appendToCallBack(db, { network, ...found }, fact, dayIn(now, timezone))
    return {
      subject: `line.call_backs/${id}`,
      circle: found.circle,
      detail: { step: change.kind },
      reply: { status: one.status }
    }
  })

const factOf = (change: CallBackChange, at: string, by: AccountId, timezone: string): CallBackFact => {
  if (change.kind === 'call-back-taken')
    return { kind: change.kind, at, by, owner: change.owner as AccountId }
  if (change.kind !== 'call-back-moved') return { ...change, at, by }
  const dueAt = instantOf(change.byDay, hourText(change.byHour), timezone).toISOString()
  return { kind: change.kind, at, by, dueAt }
}
