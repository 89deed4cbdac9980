// Case conferences: planned, moved, called off, held. That one was held is a fact of the case; what was said stands in its minutes.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type AccountId, type CircleId, type FactId, type NetworkId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day, dayOf } from '#services/index.ts'
import { factsOfCase, getCaseToChange, getOpenCaseToChange, writeFact, writeStatus } from '../rows.server.ts'
import { recordOnCase } from '../steps.ts'
import { getConferenceToChange } from './conference-rows.server.ts'
import { mustBeMember } from './rows.server.ts'
import { togetherVerbs } from './verbs.ts'

const words = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })
const accounts = z
  .array(idSchema<AccountId>())
  .max(50)
  .refine(all => new Set(all).size === all.length)
const plan = {
  conference: z.uuid(),
  day: Day,
  hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Of the team, who is asked to come. Guests are named in the sealed words. */
  members: accounts.min(1),
  /** `ConferenceWords`: row `conference`, purpose 'conference', rev 1, and one more with every move. */
  words
}

const mayMeet = async (
  db: Write,
  network: NetworkId,
  circle: CircleId,
  { day, members }: { day: string; members: readonly string[] },
  now: Date
) => {
  if (day < dayOf(now.toISOString())) throw problem('task.in-the-past', 400)
  for (const member of members) await mustBeMember(db, network, circle, member)
}

export const PlanConference = z.strictObject({ case: z.uuid(), ...plan })
export type PlanConference = z.infer<typeof PlanConference>

/** Throws `case.closed`, `task.in-the-past`, and not-found for somebody who is not on the team. */
export const planConference = (actor: Actor, input: PlanConference) =>
  work(actor, togetherVerbs['conference.plan'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const row = await getOpenCaseToChange(db, network, input.case)
    checkEpoch(input.words.epoch, row.epoch)
    await mayMeet(db, network, row.circle, input, now)
    await db.run(sql`
      insert into cases.conferences (network_id, id, circle_id, case_id, convener, members, day, hour, made_at, epoch, sealed)
      values (${network}, ${input.conference}, ${row.circle}, ${row.id}, ${account}, ${input.members}::uuid[], ${input.day},
              ${input.hour}, ${now}, ${input.words.epoch}, ${Buffer.from(input.words.sealed)})`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { conference: input.conference, day: input.day },
      reply: null
    }
  })

export const MoveConference = z.strictObject({
  ...plan,
  /** The version that was on the screen. */
  from: z.int().positive()
})
export type MoveConference = z.infer<typeof MoveConference>

/** Another day, place or round of people. Throws `conference.ended`, and `common.changed-by-other` over a move not seen. */
export const moveConference = (actor: Actor, input: MoveConference) =>
  work(actor, togetherVerbs['conference.move'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const conference = await getConferenceToChange(db, network, input.conference)
    if (conference.state !== 'planned') throw problem('conference.ended', 409)
    if (conference.rev !== input.from) throw problem('common.changed-by-other', 409)
    checkEpoch(input.words.epoch, conference.epoch)
    await mayMeet(db, network, conference.circle, input, now)
    await db.run(sql`
      update cases.conferences set members = ${input.members}::uuid[], day = ${input.day}, hour = ${input.hour},
        rev = ${input.from + 1}, epoch = ${input.words.epoch}, sealed = ${Buffer.from(input.words.sealed)}
      where network_id = ${network} and id = ${conference.id}`)
    return {
      subject: `cases.cases/${conference.case}`,
      circle: conference.circle,
      detail: { conference: conference.id, day: input.day },
      reply: null
    }
  })

export const CallOffConference = z.strictObject({
  conference: z.uuid(),
  /** `{text}`: row of the conference, purpose 'conference-called-off', rev 1. */
  note: words.optional()
})
export type CallOffConference = z.infer<typeof CallOffConference>

/** Throws `conference.ended`. */
export const callOffConference = (actor: Actor, input: CallOffConference) =>
  work(actor, togetherVerbs['conference.call-off'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const conference = await getConferenceToChange(db, network, input.conference)
    if (conference.state !== 'planned') throw problem('conference.ended', 409)
    if (input.note) checkEpoch(input.note.epoch, conference.epoch)
    await db.run(sql`
      update cases.conferences set state = 'called-off', ended_by = ${account}, ended_epoch = ${input.note?.epoch ?? null},
        ended_note = ${input.note ? Buffer.from(input.note.sealed) : null}
      where network_id = ${network} and id = ${conference.id}`)
    return {
      subject: `cases.cases/${conference.case}`,
      circle: conference.circle,
      detail: { conference: conference.id },
      reply: null
    }
  })

export const HoldConference = z.strictObject({
  conference: z.uuid(),
  fact: idSchema<FactId>(),
  on: Day,
  /** Of the team, who took part. */
  took: accounts.min(1)
})
export type HoldConference = z.infer<typeof HoldConference>

/** It took place: a fact of the case, with who took part. Throws `conference.ended`, or what the rules of a case say. */
export const holdConference = (actor: Actor, input: HoldConference) =>
  work(actor, togetherVerbs['conference.hold'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const conference = await getConferenceToChange(db, network, input.conference)
    if (conference.state !== 'planned') throw problem('conference.ended', 409)
    const row = await getCaseToChange(db, network, conference.case)
    for (const member of input.took) await mustBeMember(db, network, row.circle, member)
    const fact = {
      kind: 'conference-held' as const,
      id: input.fact,
      at: now.toISOString(),
      on: input.on,
      by: account,
      conference: conference.id,
      took: input.took
    }
    const { after } = orThrow(recordOnCase((await factsOfCase(db, network, row.id)).facts, fact))
    await writeFact(db, network, row, fact)
    await writeStatus(db, network, row.id, after)
    await db.run(sql`
      update cases.conferences set state = 'held', ended_by = ${account}
      where network_id = ${network} and id = ${conference.id}`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { conference: conference.id, step: fact.kind },
      reply: null
    }
  })

export const WriteMinutes = z.strictObject({
  conference: z.uuid(),
  /** The version the writer began from: 0 when there was none. */
  from: z.int().min(0),
  /** `Minutes`: row `conference`, purpose 'minutes', rev `from` + 1. */
  words
})
export type WriteMinutes = z.infer<typeof WriteMinutes>

/** Several may write; throws `common.changed-by-other` when there is a version the writer has not seen. */
export const writeMinutes = (actor: Actor, input: WriteMinutes) =>
  work(actor, togetherVerbs['conference.write-minutes'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const conference = await getConferenceToChange(db, network, input.conference)
    if (conference.state !== 'held') throw problem('conference.not-held', 409)
    checkEpoch(input.words.epoch, conference.epoch)
    const newest = await db.row(sql<{ rev: number }>`
      select max(rev) as rev from cases.conference_minutes
      where network_id = ${network} and conference_id = ${conference.id}`)
    if ((newest?.rev ?? 0) !== input.from) throw problem('common.changed-by-other', 409)
    const rev = input.from + 1
    await db.run(sql`
      insert into cases.conference_minutes (network_id, conference_id, rev, circle_id, account_id, at, epoch, sealed)
      values (${network}, ${conference.id}, ${rev}, ${conference.circle}, ${account}, ${now}, ${input.words.epoch},
              ${Buffer.from(input.words.sealed)})`)
    return {
      subject: `cases.cases/${conference.case}`,
      circle: conference.circle,
      detail: { conference: conference.id, minutes: rev },
      reply: { rev }
    }
  })
