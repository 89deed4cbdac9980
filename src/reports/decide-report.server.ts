import { sql } from 'kysely'
import { z } from 'zod'
import { recordEntry } from '#audit/record.server.ts'
import { checkEpoch } from '#access/circles.server.ts'
import { actorName, work, type Read, type Work } from '#access/work.server.ts'
import { openCaseInside, NewCase } from '#cases/index.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { bodies, bodiesTold, decisionKinds, reportClosingReasons, type Decision } from './facts.ts'
import { ForTheCounts } from './for-the-counts.ts'
import { beginFollowUps, cancelUnsent, wasToldSince } from './follow-up.server.ts'
import { appendFacts, lockReport, ownCircleOf, refuseStale } from './report-facts.server.ts'
import { decide, undoDecision } from './steps.ts'
import { reportVerbs } from './verbs.ts'

const code = z.string().regex(/^[a-z]{2,20}-[0-9]{1,4}$/)
const one = {
  row: z.uuid(),
  epoch: z.int().positive(),
  /** How many facts stood on the screen. */
  seen: z.int().positive(),
  /** Free words about the decision, sealed to the intake team. */
  sealed: sealedBytes.optional()
}

export const DecideReport = z
  .strictObject({
    ...one,
    decision: z.enum(decisionKinds),
    reason: z.enum(reportClosingReasons).optional(),
    also: z.array(z.enum(bodies)).max(bodies.length).optional(),
    case: NewCase.optional(),
    counts: ForTheCounts.optional(),
    /** Linked reports that are decided alike; for a case, what they say has been sealed into it as well. */
    alike: z
      .array(z.strictObject({ code, ...one }))
      .max(10)
      .optional()
  })
  .refine(d => (d.decision === 'case') === (d.case !== undefined))
export type DecideReport = z.infer<typeof DecideReport>

/**
 * Decides, and the linked reports named with it alike: all or none. For a case, what the witnesses wrote comes along re-sealed for the
 * case team, who can begin at once. Each body told gets a follow-up that waits to be sent.
 */
export const decideReport = (actor: Actor, code: string, input: DecideReport, timezone: string) =>
  work(actor, reportVerbs['report.decide'], async act => {
    if (!isStaff(actor)) throw notFound()
    const { alike = [], ...rest } = input
    const { decision, also } = rest
    const decided = { decision, also, reason: rest.reason, counts: rest.counts }
    await refuseUnknownPlace(act.db, actor.network, input.counts?.settlement)
    const main = await decideOne(act, actor, code, input, decided, timezone)
    await refuseLeftOut(act.db, actor.network, input.case, main.circle)
    for (const linked of alike) {
      const { id, circle, report } = await decideOne(act, actor, linked.code, linked, decided, timezone)
      if (!report.links.some(link => link.other === main.id)) throw problem('report.not-linked', 409)
      // what it says comes into the same case, so whoever it was kept from may not be of that team either
      await refuseLeftOut(act.db, actor.network, input.case, circle)
      await recordEntry(act.db, {
        network: actor.network,
        at: act.now,
        actor: actorName(actor),
        verb: reportVerbs['report.decide'].verb,
        subject: `reports.envelopes/${id}`,
        circle,
        detail: { decision, alike: code }
      })
    }
    const opened =
      input.case && (await openCaseInside(act, actor, { ...input.case, origin: 'report', fromReport: code }))
    return {
      subject: `reports.envelopes/${main.id}`,
      circle: main.circle,
      detail: { decision, ...(also?.length ? { also } : {}) },
      reply: { case: opened?.code ?? null }
    }
  })

/** What is counted by place is counted by the network's own places: anything else would be words in clear. */
const refuseUnknownPlace = async (db: Read, network: NetworkId, place: string | undefined): Promise<void> => {
  const known =
    place === undefined ||
    (await db.row(sql`
      select 1 from identity.networks
      where network_id = ${network} and profile->'settlements' @> ${JSON.stringify([{ id: place }])}::jsonb`))
  if (!known) throw problem('report.unknown-place', 400)
}

/** Throws `report.team-left-out` when somebody of the chosen team belongs to an organisation that must not read what is in this circle. */
const refuseLeftOut = async (
  db: Read,
  network: NetworkId,
  opening: NewCase | undefined,
  circle: CircleId
): Promise<void> => {
  if (!opening) return
  const { excluded } = await ownCircleOf(db, network, circle)
  if (await isFromOne(db, network, opening.circle.wraps, excluded)) throw problem('report.team-left-out', 409)
}

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

type One = { row: string; epoch: number; seen: number; sealed?: Uint8Array | undefined }

const decideOne = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  actor: StaffActor,
  code: string,
  { row, epoch, seen, sealed }: One,
  decision: Decision,
  timezone: string
) => {
  const found = await lockReport(db, actor.network, code)
  refuseStale(found.facts, seen)
  if (sealed) checkEpoch(epoch, found.newest)
  const { facts } = orThrow(decide(found.report, decision, now.toISOString(), actor.account))
  const place = { network: actor.network, timezone, ...found }
  const report = await appendFacts(db, place, facts, now, { id: row, epoch, ...(sealed ? { sealed } : {}) })
  await beginFollowUps({ db, now }, actor, place, bodiesTold(report.decided!))
  return found
}

/**
 * Takes a decision back within ten minutes. A case that was opened is in its team's hands and is not taken back, nor is what a body
 * was already told: throws `report.case-opened`, `report.already-told`.
 */
export const undoReportDecision = (actor: Actor, code: string, timezone: string) =>
  work(actor, reportVerbs['report.decide'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    if (found.report.decided?.decision === 'case') throw problem('report.case-opened', 409)
    const undone = orThrow(undoDecision(found.report, now.toISOString(), actor.account))
    if (await wasToldSince(db, actor.network, found.id, found.report.decided!.at))
      throw problem('report.already-told', 409)
    await cancelUnsent({ db, now }, actor, { ...found, timezone })
    await appendFacts(db, { network: actor.network, timezone, ...found }, undone.facts, now)
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { undone: true },
      reply: null
    }
  })
