// A call, a letter or a visit becomes a report: sealed in the operator's browser to the intake team and to the receipt's key.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, ReportId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { foldReport, recordOnReport } from '#reports/index.ts'
import {
  answeredBy,
  appendFacts,
  factsOf,
  keepEnvelope,
  periodsOf,
  sealedDigest,
  SealedReport
} from '#reports/index.server.ts'
import { recipientCount } from '#seal/index.ts'
import { orThrow } from '#kernel/problem.ts'
import { lineVerbs } from './verbs.ts'

const When = z.iso.datetime()

export const PromisedCall = z.strictObject({
  id: z.uuid(),
  dueAt: When,
  /** Whoever took the call calls back; otherwise anybody of the team may take it. */
  mine: z.boolean(),
  epoch: z.int().positive(),
  /** Number, safe hours and safe word. */
  sealed: sealedBytes.optional()
})

const Call = z.strictObject({
  /** The draft's own id, so that saving twice is one call. */
  id: z.uuid(),
  circle: z.uuid(),
  startedAt: When,
  minutes: z.int().min(0).max(1440),
  callBack: PromisedCall.optional()
})

export const TakeCall = Call.extend({
  kind: z.enum(['call', 'paper', 'walk-in']),
  report: SealedReport.omit({ own: true })
})
export type TakeCall = z.infer<typeof TakeCall>

/** Two presses: nobody spoke, or nobody was there to take it. */
export const EndCall = Call.extend({ ended: z.enum(['hung-up', 'silent', 'wrong-number', 'missed']) })
export type EndCall = z.infer<typeof EndCall>

/** Keeps the report and forgets the draft. Gives the report's code. Throws `report.circle` when the team's key has just changed. */
export const takeCall = async (actor: Actor, input: TakeCall, timezone: string) => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await keepCall(actor, input, timezone)
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'envelopes_network_id_code_key' && attempt < 20) continue
      // the same call, saved twice on a bad line
      if (code === '23505' && /pkey$|idempotency/.test(constraint ?? ''))
        return await keptBefore(actor, input)
      throw error
    }
  }
}

const keepCall = (actor: Actor, input: TakeCall, timezone: string) =>
  work(actor, lineVerbs['call.take'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { report, kind } = input
    await intakeOf(db, actor, input.circle, report.epoch)
    if (report.circle !== input.circle) throw notFound()
    if (recipientCount(report.sealed) !== 2) throw problem('report.wrong-recipients', 400)
    const { network } = actor
    const today = dayIn(now, timezone)
    const code = await keepEnvelope(db, network, report, {
      today,
      deadlineDay: answeredBy(today, report.urgent, await periodsOf(db, network)),
      mode: kind,
      held: false
    })
    // whoever wrote it down has read it
    const id = report.row as ReportId
    const opened = orThrow(
      recordOnReport(foldReport(await factsOf(db, network, id))!, {
        kind: 'report-opened',
        at: now.toISOString(),
        by: actor.account
      })
    )
    const place = { network, id, circle: input.circle as CircleId, report: foldReport(await factsOf(db, network, id))!, timezone } // prettier-ignore
    await appendFacts(db, place, opened.facts, now)
    await keepRow(db, actor, input, 'report', report.row)
    await db.run(
      sql`delete from access.drafts where network_id = ${network} and id = ${input.id} and account_id = ${actor.account}`
    )
    return {
      subject: `reports.envelopes/${report.row}`,
      circle: input.circle as CircleId,
      detail: { kind, sha256: sealedDigest(report.sealed) },
      reply: { code }
    }
  })

const keptBefore = (actor: Actor, input: TakeCall) =>
  work(actor, lineVerbs['call.take'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(sql<{ code: string }>`
      select code from reports.envelopes where network_id = ${actor.network} and id = ${input.report.row}`)
    if (!row) throw notFound()
    return { subject: `reports.envelopes/${input.report.row}`, circle: input.circle as CircleId, reply: row }
  })

/** A call that ended without words, or that nobody took. Sent twice it is there once. */
export const endCall = (actor: Actor, input: EndCall) =>
  work(actor, lineVerbs['call.take'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    await intakeOf(db, actor, input.circle, input.callBack?.epoch)
    const again = await db.row(
      sql`select 1 from line.calls where network_id = ${actor.network} and id = ${input.id}`
    )
    if (!again) await keepRow(db, actor, input, input.ended, null)
    await db.run(
      sql`delete from access.drafts where network_id = ${actor.network} and id = ${input.id} and account_id = ${actor.account}`
    )
    return {
      subject: `line.calls/${input.id}`,
      circle: input.circle as CircleId,
      detail: { ended: input.ended },
      reply: null
    }
  })

/** Throws notFound outside the team, `report.circle` when its key has changed since the browser sealed. */
const intakeOf = async (db: Work['db'], actor: StaffActor, circle: string, epoch?: number) => {
  const row =
    actor.circles.includes(circle as CircleId) &&
    (await db.row(sql<{ epoch: number }>`
      select epoch from access.circles
      where network_id = ${actor.network} and id = ${circle} and kind = 'intake' and ended_at is null`))
  if (!row) throw notFound()
  if (epoch !== undefined && row.epoch !== epoch) throw problem('report.circle', 409)
}

const keepRow = async (
  db: Work['db'],
  actor: StaffActor,
  input: z.infer<typeof Call>,
  ended: string,
  report: string | null
) => {
  await db.run(sql`
    insert into line.calls (network_id, id, circle_id, account_id, at, minutes, ended, report_id)
    values (${actor.network}, ${input.id}, ${input.circle}, ${actor.account}, ${input.startedAt}, ${input.minutes},
            ${ended}, ${report})`)
  const back = input.callBack
  if (!back) return
  await db.run(sql`
    insert into line.call_backs (network_id, id, circle_id, call_id, due_at, epoch, sealed)
    values (${actor.network}, ${back.id}, ${input.circle}, ${input.id}, ${back.dueAt}, ${back.epoch},
            ${back.sealed ? Buffer.from(back.sealed) : null})`)
  if (back.mine)
    await db.run(sql`
      insert into line.call_back_facts (network_id, id, circle_id, call_back_id, kind, at, account_id)
      values (${actor.network}, ${crypto.randomUUID()}, ${input.circle}, ${back.id}, 'taken', now(), ${actor.account})`)
}
