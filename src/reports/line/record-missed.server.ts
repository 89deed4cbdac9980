import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId } from '#kernel/id.ts'
import { lineNames } from '#kernel/line-hours.ts'
import { isDay } from '#kernel/period.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { instantOf } from '#kernel/wall-clock.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { recipientCount } from '#seal/index.ts'
import { beginCallBack } from './call-back-rows.server.ts'
import { intakeOf } from './intake.server.ts'
import { isOperator } from './people.server.ts'
import { hourText } from './save-note.server.ts'
import { lineVerbs } from './verbs.ts'

export const MissedCall = z.strictObject({
  row: z.uuid(),
  epoch: z.int().positive(),
  day: z.string().refine(isDay),
  hour: z.int().min(0).max(23),
  line: z.enum(lineNames),
  /** Null: calling back is not possible, because nobody left a number. */
  callBack: z
    .strictObject({
      sealed: sealedBytes,
      byDay: z.string().refine(isDay),
      byHour: z.int().min(0).max(23),
      owner: z.uuid().nullable()
    })
    .nullable()
})
export type MissedCall = z.infer<typeof MissedCall>

/** A call that nobody took: when, on which telephone, and whether and by whom it is called back. Recorded twice it is one. */
export const recordMissed = (actor: Actor, input: MissedCall, timezone: string) =>
  work(actor, lineVerbs['call.record-missed'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle, epoch } = await intakeOf(db, actor)
    const { day, hour, line, callBack } = input
    if (instantOf(day, hourText(hour), timezone) > now) throw problem('call.missed-in-the-future', 400)
    if (callBack && recipientCount(callBack.sealed) !== 1) throw problem('report.wrong-recipients', 400)
    if (callBack && epoch !== input.epoch) throw problem('report.circle', 409)
    const dueAt = callBack && instantOf(callBack.byDay, hourText(callBack.byHour), timezone)
    if (dueAt && dueAt <= now) throw problem('call.due-in-the-past', 400)
    if (callBack?.owner && !(await isOperator(db, actor.network, callBack.owner)))
      throw problem('duty.not-an-operator', 400)
    await beginCallBack(
      db,
      { network: actor.network, circle, id: input.row },
      {
        kind: 'call-missed',
        at: now.toISOString(),
        by: actor.account,
        day,
        hour,
        line,
        ...(callBack?.owner ? { owner: callBack.owner as AccountId } : {}),
        ...(dueAt ? { dueAt: dueAt.toISOString() } : {})
      },
      callBack ? { epoch, sealed: callBack.sealed } : {}
    )
    return {
      subject: `line.call_backs/${input.row}`,
      circle,
      detail: { possible: callBack !== null },
      reply: null
    }
  })
