// What was handed to another body, as rows: begun with the decision, followed until its end.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work, type Read, type Work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { AccountId, CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { MatchToken, outerToken } from '#cases/index.server.ts'
import { bodies, type Body } from './facts.ts'
import {
  foldFollowUp,
  FollowStep,
  isOver,
  recordOnFollowUp,
  type FollowFact,
  type FollowStatus
} from './followed.ts'
import { periodsOf } from './periods.server.ts'
import { addPeriod } from './periods.ts'
import { lockReport } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export type FollowRow = {
  id: string
  body: Body
  status: FollowStatus
  begunOn: string
  heardOn: string
  remindOn: string | null
  facts: FollowFact[]
  /** Ids of the facts, in the same order. */
  rows: string[]
  /** Sealed words beside the facts, oldest first. */
  sealed: { row: string; epoch: number; sealed: Uint8Array }[]
  hasSubject: boolean
}

type FactRow = {
  id: string
  followUp: string
  kind: FollowFact['kind']
  on: string
  at: Date
  by: AccountId
  epoch: number | null
  detail: Record<string, unknown>
  sealed: Uint8Array | null
}

const asFact = ({ kind, on, at, by, detail }: FactRow): FollowFact =>
  ({ kind, on, at: at.toISOString(), by, ...detail }) as FollowFact

/** The follow-ups of a report, oldest first, with everything that happened to them. */
export const followUpsOf = async (db: Read, network: NetworkId, report: ReportId): Promise<FollowRow[]> => {
  const rows = await db.rows(sql<Omit<FollowRow, 'facts' | 'rows' | 'sealed'>>`
    select id, body, status, begun_on::text as "begunOn", heard_on::text as "heardOn", remind_on::text as "remindOn",
      exists (select from reports.subject_tokens t where t.network_id = f.network_id and t.follow_up_id = f.id) as "hasSubject"
    from reports.follow_ups f where network_id = ${network} and report_id = ${report} order by begun_on, id`)
  if (!rows.length) return []
  const facts = await db.rows(sql<FactRow>`
    select id, follow_up_id as "followUp", kind, happened_on::text as "on", at, account_id as by, epoch, detail, sealed
    from reports.follow_up_facts
    where network_id = ${network} and follow_up_id = any(${rows.map(r => r.id)}::uuid[]) order by no`)
  return rows.map(row => {
    const own = facts.filter(fact => fact.followUp === row.id)
    return {
      ...row,
      facts: own.map(asFact),
      rows: own.map(fact => fact.id),
      sealed: own.flatMap(f => (f.sealed ? [{ row: f.id, epoch: f.epoch!, sealed: f.sealed }] : []))
    }
  })
}

type Place = { id: ReportId; circle: CircleId; timezone: string }
type Inside = Pick<Work, 'db' | 'now'>
type Kept = { id?: string; epoch?: number; sealed?: Uint8Array | undefined }

const writeFact = (
  { db, now }: Inside,
  by: StaffActor,
  circle: CircleId,
  one: string,
  fact: FollowFact,
  kept: Kept = {}
) => {
  const { kind, on, at: _at, by: _by, ...detail } = fact
  return db.run(sql`
    insert into reports.follow_up_facts (network_id, id, circle_id, follow_up_id, kind, happened_on, at, account_id, epoch, detail, sealed)
    values (${by.network}, ${kept.id ?? crypto.randomUUID()}, ${circle}, ${one}, ${kind}, ${on}, ${now}, ${by.account},
            ${kept.epoch ?? null}, ${JSON.stringify(detail)}::jsonb, ${kept.sealed ? Buffer.from(kept.sealed) : null})`)
}

/** Days until somebody is reminded that a decided hand-over has not left the house. */
const sendWithinDays = 2

/** One follow-up for each body that this report does not already follow. */
export const beginFollowUps = async (inside: Inside, by: StaffActor, place: Place, told: readonly Body[]) => {
  const { db, now } = inside
  const today = dayIn(now, place.timezone)
  const already = await db.rows(sql<{ body: Body }>`
    select body from reports.follow_ups where network_id = ${by.network} and report_id = ${place.id} and status <> 'cancelled'`)
  for (const body of told.filter(one => !already.some(a => a.body === one))) {
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into reports.follow_ups (network_id, id, circle_id, report_id, body, status, begun_on, heard_on, remind_on)
      values (${by.network}, ${id}, ${place.circle}, ${place.id}, ${body}, 'to-send', ${today}, ${today},
              ${addPeriod(today, { value: sendWithinDays, unit: 'days' })})`)
    await writeFact(inside, by, place.circle, id, {
      kind: 'follow-up-begun',
      on: today,
      body,
      at: now.toISOString(),
      by: by.account
    })
  }
}

/** With the decision goes what was not sent yet. What has left stays followed. */
export const cancelUnsent = async (inside: Inside, by: StaffActor, place: Place) => {
  const { db, now } = inside
  const today = dayIn(now, place.timezone)
  const rows = await db.rows(sql<{ id: string }>`
    select id from reports.follow_ups
    where network_id = ${by.network} and report_id = ${place.id} and status = 'to-send' for update`)
  for (const { id } of rows) {
    await writeFact(inside, by, place.circle, id, {
      kind: 'follow-up-cancelled',
      on: today,
      at: now.toISOString(),
      by: by.account
    })
    await db.run(sql`
      update reports.follow_ups set status = 'cancelled', remind_on = null, heard_on = ${today}
      where network_id = ${by.network} and id = ${id}`)
  }
}

/** Whether some body was told since that moment. */
export const wasToldSince = async (
  db: Read,
  network: NetworkId,
  report: ReportId,
  at: string
): Promise<boolean> =>
  (await db.row(sql`
    select 1 from reports.follow_ups u
    join reports.follow_up_facts f on f.network_id = u.network_id and f.follow_up_id = u.id
    where u.network_id = ${network} and u.report_id = ${report} and f.kind = 'handed-over' and f.at >= ${at}::timestamptz`)) !==
  undefined

export const MoreBodies = z.strictObject({ bodies: z.array(z.enum(bodies)).min(1).max(bodies.length) })
export type MoreBodies = z.infer<typeof MoreBodies>

/** One more body is told of a decided report. Throws `followed.decide-first`. */
export const tellMore = (actor: Actor, code: string, input: MoreBodies, timezone: string) =>
  work(actor, reportVerbs['report.follow'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    if (found.report.status !== 'decided') throw problem('followed.decide-first', 409)
    await beginFollowUps({ db, now }, actor, { ...found, timezone }, input.bodies)
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { bodies: input.bodies },
      reply: null
    }
  })

export const RecordFollowStep = z.strictObject({
  row: z.uuid(),
  epoch: z.int().positive(),
  /** How many facts of this follow-up stood on the screen. */
  seen: z.int().positive(),
  step: FollowStep,
  remindOn: z.iso.date().optional(),
  sealed: sealedBytes.optional(),
  /** Instead of those that were there; made in the browser from who is meant. */
  tokens: z.array(MatchToken).max(40).optional()
})
export type RecordFollowStep = z.infer<typeof RecordFollowStep>

/** Writes down what was done or heard. Throws `common.changed-by-other`, `followed.not-now`, `followed.not-yet-happened`, `followed.too-early`. */
export const recordFollowStep = (
  actor: Actor,
  code: string,
  id: string,
  input: RecordFollowStep,
  timezone: string
) =>
  work(actor, reportVerbs['report.follow'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const found = await lockReport(db, network, code)
    const row = (await followUpsOf(db, network, found.id)).find(one => one.id === id)
    if (!row) throw notFound()
    if (found.report.status === 'erased' && input.sealed) throw problem('report.erased', 409)
    if (row.facts.length !== input.seen) throw problem('common.changed-by-other', 409)
    if (input.sealed) checkEpoch(input.epoch, found.newest)
    if (input.step.on < found.report.arrivedOn) throw problem('followed.too-early', 400)
    const fact = { ...input.step, at: now.toISOString(), by: actor.account }
    const done = orThrow(recordOnFollowUp(foldFollowUp(row.facts)!, fact))
    const after = foldFollowUp([...row.facts, done.fact])!
    const today = dayIn(now, timezone)
    if (input.remindOn && input.remindOn <= today) throw problem('followed.remind-later', 400)
    const periodOn = await periodsOf(db, network)
    const usual = addPeriod(today, periodOn('remind', today))
    await writeFact({ db, now }, actor, found.circle, id, done.fact, {
      id: input.row,
      epoch: input.epoch,
      sealed: input.sealed
    })
    await db.run(sql`
      update reports.follow_ups
      set status = ${after.status}, heard_on = ${after.heardOn},
          remind_on = ${isOver(after.status) ? null : (input.remindOn ?? usual)}
      where network_id = ${network} and id = ${id}`)
    if (input.tokens) {
      await db.run(
        sql`delete from reports.subject_tokens where network_id = ${network} and follow_up_id = ${id}`
      )
      const tokens = input.tokens.map(outerToken)
      await db.run(sql`
        insert into reports.subject_tokens (network_id, circle_id, follow_up_id, token)
        select distinct ${network}::uuid, ${found.circle}::uuid, ${id}::uuid, token from unnest(${tokens}::bytea[]) as token`)
    }
    return {
      subject: `reports.follow_ups/${id}`,
      circle: found.circle,
      detail: { step: input.step.kind },
      reply: null
    }
  })
