// One person in one programme, by the referral that brought them there. The organisation writes how it goes; how it went on afterwards
// is the case team's, in the case's circle: by then the organisation no longer sees anything.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { count, work, type Read } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import type { AccountId, NetworkId, ReferralId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { addMonths, Day, dayOf } from './day.ts'
import { countProgrammes } from './list-programmes.server.ts'
import { foldParticipation, monthsAfter, nextParticipationSteps, participationSteps, programmeOutcomes, type MonthsAfter, type ParticipationStep, type ProgrammeOutcome } from './programmes.ts' // prettier-ignore
import { caseCircleOf, getReferralToChange } from './rows.server.ts'
import { programmeVerbs } from './verbs.ts'

const words = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()

export const TakePart = z.strictObject({
  referral: z.uuid(),
  fact: z.uuid(),
  programme: z.uuid(),
  step: z.enum(participationSteps),
  on: Day,
  cents: z.int().min(1).max(100_000_000).optional(),
  /** Sealed to the row of the fact: table 'services.participation_facts', purpose 'note', rev 1. */
  note: words
})

const runs = ['accepted', 'in-service', 'delivered']

/** Throws `programme.not-now`, `programme.full`, `programme.amount-missing`. */
export const takePart = async (actor: Actor, input: z.infer<typeof TakePart>) => {
  if (actor.kind !== 'staff' || !may(actor, programmeVerbs['programme.take-part'])) throw notFound()
  return work(actor, programmeVerbs['programme.take-part'], async ({ db, now }) => {
    const { network, account } = actor
    const row = await getReferralToChange(db, network, input.referral)
    if (row.to !== actor.organisation) throw notFound()
    const programme = await db.row(sql<{ places: number }>`
      select places from directory.programmes
      where network_id = ${network} and id = ${input.programme} and organisation_id = ${row.to}
        and (ended_at is null or ${input.step !== 'joined'})`)
    if (!programme) throw notFound()
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const today = dayOf(now.toISOString())
    if (input.on > today) throw problem('case.not-yet', 400)
    if (input.on < row.sentOn) throw problem('referral.before-sent', 400)
    const before = foldParticipation(await participationFacts(db, network, row.id))
    const allowed: readonly ParticipationStep[] = nextParticipationSteps[before.status]
    if (!runs.includes(row.status) || !allowed.includes(input.step)) throw problem('programme.not-now', 409)
    if (before.programme && before.programme !== input.programme) throw problem('programme.not-now', 409)
    if ((input.step === 'grant-paid') !== (input.cents !== undefined))
      throw problem('programme.amount-missing', 400)
    if (input.step === 'joined') {
      // one at a time, so that two do not take the last place; counted over people whom this person does not see, by the statistics' role
      await db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`programme/${input.programme}`}, 0))`)
      const counted = await count(actor.network, ({ db }) => countProgrammes(db, actor.network))
      if ((counted.get(input.programme)?.takingPart ?? 0) >= programme.places)
        throw problem('programme.full', 409)
    }
    await db.run(sql`
      insert into services.participation_facts (network_id, id, circle_id, referral_id, programme_id, kind, happened_on, at, account_id,
                                                cents, epoch, sealed)
      values (${network}, ${input.fact}, ${row.circle}, ${row.id}, ${input.programme}, ${input.step}, ${input.on}, ${now}, ${account},
              ${input.cents ?? null}, ${input.note?.epoch ?? null}, ${input.note ? Buffer.from(input.note.sealed) : null})`)
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      detail: { programme: input.programme, step: input.step },
      reply: null
    }
  })
}

export const RecordOutcome = z.strictObject({
  referral: z.uuid(),
  months: z.union(monthsAfter.map(months => z.literal(months))),
  on: Day,
  outcome: z.enum(programmeOutcomes),
  /** What the person says, for the case team: sealed to the case's circle, table 'services.outcomes', row `referral`, rev `months`. */
  words
})

/** Throws `programme.too-early` before the months are over, `programme.told-already`. */
export const recordOutcome = (actor: Actor, input: z.infer<typeof RecordOutcome>) =>
  work(actor, programmeVerbs['programme.record-outcome'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network, account } = actor
    const row = await getReferralToChange(db, network, input.referral)
    const circle = await caseCircleOf(db, network, row.id)
    if (input.words) checkEpoch(input.words.epoch, circle.epoch)
    const facts = await participationFacts(db, network, row.id)
    const { programme, ...part } = foldParticipation(facts)
    // nobody wrote how it ended, and the provider can no longer
    const endedOn = part.endedOn ?? (row.status === 'followed-up' ? facts.at(-1)?.on : undefined)
    if (!programme || !endedOn) throw problem('programme.too-early', 409)
    if (input.on > dayOf(now.toISOString())) throw problem('case.not-yet', 400)
    if (input.on < addMonths(endedOn, input.months)) throw problem('programme.too-early', 409)
    const written = await db.run(sql`
      insert into services.outcomes (network_id, referral_id, months, circle_id, programme_id, happened_on, outcome, account_id, at, epoch, sealed)
      values (${network}, ${row.id}, ${input.months}, ${circle.id}, ${programme}, ${input.on}, ${input.outcome}, ${account}, ${now},
              ${input.words?.epoch ?? null}, ${input.words ? Buffer.from(input.words.sealed) : null})
      on conflict do nothing`)
    if (!written) throw problem('programme.told-already', 409)
    return {
      subject: `services.referrals/${row.id}`,
      circle: circle.id,
      detail: { programme, months: input.months },
      reply: null
    }
  })

type FactRow = {
  id: string
  kind: ParticipationStep
  on: string
  programme: string
  by: AccountId
  cents: string | number | null
  epoch: number | null
  sealed: Uint8Array | null
}
const noteOf = (row: { epoch: number | null; sealed: Uint8Array | null }) =>
  row.sealed && row.epoch ? { epoch: row.epoch, sealed: base64url(row.sealed) } : null

export const participationFacts = async (db: Read, network: NetworkId, referral: ReferralId) => {
  const rows = await db.rows(sql<FactRow>`
    select id, kind, happened_on as on, programme_id as programme, account_id as by, cents, epoch, sealed
    from services.participation_facts where network_id = ${network} and referral_id = ${referral} order by no`)
  return rows.map(({ epoch, sealed, cents, ...row }) => ({
    ...row,
    cents: cents === null ? null : Number(cents),
    note: noteOf({ epoch, sealed })
  }))
}

/** What both sides see of taking part; the outcomes are there for the case team alone. */
export const participationOf = async (db: Read, network: NetworkId, row: { id: ReferralId; to: string }) => {
  const outcomes = await db.rows(sql<{
    months: MonthsAfter
    on: string
    outcome: ProgrammeOutcome
    epoch: number | null
    sealed: Uint8Array | null
  }>`
    select months, happened_on as on, outcome, epoch, sealed from services.outcomes
    where network_id = ${network} and referral_id = ${row.id} order by months`)
  return {
    facts: await participationFacts(db, network, row.id),
    /** Those of the provider that still take somebody in, and the one it is about. */
    programmes: await db.rows(sql<{ id: string; name: Record<'sr' | 'sq' | 'en', string>; open: boolean }>`
      select id, name, ended_at is null as open from directory.programmes
      where network_id = ${network} and organisation_id = ${row.to} order by starts_on desc, id`),
    outcomes: outcomes.map(({ epoch, sealed, ...one }) => ({ ...one, words: noteOf({ epoch, sealed }) }))
  }
}
