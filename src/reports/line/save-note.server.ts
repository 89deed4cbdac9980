// A note becomes a report: the same envelope as a witness's phone makes, sealed in the operator's browser to the intake team and
// to the key of the code that was (or was not) handed over. The server cannot tell which.
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { AccountId } from '#kernel/id.ts'
import { isDay } from '#kernel/period.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { instantOf } from '#kernel/wall-clock.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { randomBelow } from '#platform/random.server.ts'
import { recipientCount } from '#seal/index.ts'
import { answeredBy, insertEnvelope, SealedReport } from '../arrive.server.ts'
import { newCode } from '../code-words.ts'
import { takenHow } from '../taken.ts'
import { beginCallBack } from './call-back-rows.server.ts'
import { intakeOf } from './intake.server.ts'
import { isOperator } from './people.server.ts'
import { lineVerbs } from './verbs.ts'

export const SavedNote = SealedReport.extend({
  how: z.enum(takenHow),
  /** The draft it was, gone in the same moment. */
  draft: z.uuid().nullable(),
  callBack: z
    .strictObject({
      row: z.uuid(),
      sealed: sealedBytes,
      byDay: z.string().refine(isDay),
      byHour: z.int().min(0).max(23),
      owner: z.uuid()
    })
    .nullable()
})
export type SavedNote = z.infer<typeof SavedNote>

/**
 * Keeps a note as a report in the inbox, with its call-back. Saved twice it is one report. Throws `report.circle` when the team's
 * key has just changed, `report.wrong-recipients` unless it is sealed to the team and the code alone.
 */
export const saveNote = async (
  actor: Actor,
  input: SavedNote,
  timezone: string
): Promise<{ code: string; deadlineDay: string }> => {
  if (recipientCount(input.sealed) !== 2) throw problem('report.wrong-recipients', 400)
  if (input.callBack && recipientCount(input.callBack.sealed) !== 1)
    throw problem('report.wrong-recipients', 400)
  for (let attempt = 0; ; attempt++) {
    try {
      return await insertNote(actor, input, timezone)
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code !== '23505') throw error
      // the same note saved twice at once: the second time round it is found
      const ownKey = /^(envelopes_pkey|receipts_pkey|envelopes_network_id_idempotency_key)$/.test(
        constraint ?? ''
      )
      if (ownKey && attempt >= 2) throw notFound()
      if (!(ownKey || constraint === 'envelopes_network_id_code_key') || attempt >= 20) throw error
    }
  }
}

const insertNote = (actor: Actor, input: SavedNote, timezone: string) =>
  work(actor, lineVerbs['call.save'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const intake = await intakeOf(db, actor)
    if (intake.circle !== input.circle || intake.epoch !== input.epoch) throw problem('report.circle', 409)
    const today = dayIn(now, timezone)
    const deadlineDay = answeredBy(today, input.urgent)
    const before = await db.row(sql<{ code: string }>`
      select code from reports.envelopes
      where network_id = ${network} and id = ${input.row} and circle_id = ${intake.circle}
        and idempotency = ${Buffer.from(input.key)}`)
    const code = before?.code ?? newCode(randomBelow)
    if (!before) {
      await insertEnvelope(db, network, input, { code, today, deadlineDay, mode: input.how })
      if (input.callBack) await agree(db, actor, input, { ...intake, today, now, timezone })
    }
    if (input.draft)
      await db.run(sql`
        delete from line.drafts
        where network_id = ${network} and account_id = ${actor.account} and id = ${input.draft}`)
    return {
      subject: `reports.envelopes/${input.row}`,
      circle: intake.circle,
      detail: { mode: input.how },
      byTheDay: true,
      reply: { code, deadlineDay }
    }
  })

type Agreed = Awaited<ReturnType<typeof intakeOf>> & { today: string; now: Date; timezone: string }

const agree = async (
  db: Parameters<typeof beginCallBack>[0],
  actor: StaffActor,
  { row: report, callBack }: SavedNote,
  { circle, epoch, today, now, timezone }: Agreed
) => {
  if (!callBack) return
  const dueAt = instantOf(callBack.byDay, hourText(callBack.byHour), timezone)
  if (dueAt <= now) throw problem('call.due-in-the-past', 400)
  if (!(await isOperator(db, actor.network, callBack.owner))) throw problem('duty.not-an-operator', 400)
  await beginCallBack(
    db,
    { network: actor.network, circle, id: callBack.row },
    {
      kind: 'call-back-agreed',
      // the day, for the hour is the call's
      at: `${today}T00:00:00.000Z`,
      by: actor.account,
      owner: callBack.owner as AccountId,
      dueAt: dueAt.toISOString()
    },
    { report, epoch, sealed: callBack.sealed }
  )
}

export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
