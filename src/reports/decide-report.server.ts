import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work, type Read } from '#access/work.server.ts'
import { openCaseInside, NewCase } from '#cases/index.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { decide, decisionKinds, reportClosingReasons, undoDecision } from './facts.ts'
import { appendFacts, lockReport, ownCircleOf } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const DecideReport = z
  .strictObject({
    row: z.uuid(),
    epoch: z.int().positive(),
    decision: z.enum(decisionKinds),
    reason: z.enum(reportClosingReasons).optional(),
    /** Free words about the decision, sealed to the intake team. */
    sealed: sealedBytes.optional(),
    case: NewCase.optional()
  })
  .refine(d => (d.decision === 'case') === (d.case !== undefined))
export type DecideReport = z.infer<typeof DecideReport>

/** Decides. For a case, what the witness wrote comes along re-sealed for the case team, who can begin at once. */
export const decideReport = (actor: Actor, code: string, input: DecideReport, timezone: string) =>
  work(actor, reportVerbs['report.decide'], async act => {
    if (!isStaff(actor)) throw notFound()
    const { db, now } = act
    const found = await lockReport(db, actor.network, code)
    if (input.sealed) checkEpoch(input.epoch, found.newest)
    const { decision, reason } = input
    const decided = orThrow(decide(found.report, { decision, reason }, now.toISOString(), actor.account))
    await appendFacts(db, { network: actor.network, timezone, ...found }, decided.facts, now, {
      id: input.row,
      epoch: input.epoch,
      sealed: input.sealed
    })
    const { excluded } = await ownCircleOf(db, actor.network, found.circle)
    if (input.case && (await isFromOne(db, actor.network, input.case.circle.wraps, excluded)))
      throw problem('report.team-left-out', 409)
    const opened =
      input.case && (await openCaseInside(act, actor, { ...input.case, origin: 'report', fromReport: code }))
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { decision },
      reply: { case: opened?.code ?? null }
    }
  })

/** Whether somebody of the chosen team belongs to an organisation that must not read this. */
const isFromOne = async (
  db: Read,
  network: NetworkId,
  team: readonly { account: string }[],
  organisations: readonly string[]
): Promise<boolean> =>
  !!(await db.row(sql`
    select 1 from identity.people
    where network_id = ${network} and id = any(${team.map(t => t.account)}::uuid[])
      and organisation_id = any(${organisations}::uuid[])`))

/** Takes a decision back within ten minutes. A case that was opened is in its team's hands and is not taken back. */
export const undoReportDecision = (actor: Actor, code: string, timezone: string) =>
  work(actor, reportVerbs['report.decide'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    if (found.report.decided?.decision === 'case') throw problem('report.case-opened', 409)
    const undone = orThrow(undoDecision(found.report, now.toISOString(), actor.account))
    await appendFacts(db, { network: actor.network, timezone, ...found }, undone.facts, now)
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { undone: true },
      reply: null
    }
  })
