// A person on the case: the coded record in clear, name and story sealed. Two editors are told of each other, none is overwritten.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work, type Work, type Write } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { idSchema, type CaseId, type FactId, type NetworkId, type PersonId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day } from '#services/index.ts'
import { findPerson } from './case.ts'
import { checkCodedRecord, CodedRecord } from './coded-record.ts'
import { answers, personRoles, type CaseFact } from './facts.ts'
import { PersonTokens, storeTokens } from './match-tokens.server.ts'
import { factsOfCase, fold, getCaseToChange, writeFact, writeStatus, type CaseRow } from './rows.server.ts'
import { recordOnCase } from './steps.ts'
import { caseVerbs } from './verbs.ts'

/** Made with the identity, from what was typed; see ask-matches.server.ts. */
const tokens = PersonTokens.optional()
const sealedIdentity = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })

export const RecordPerson = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('new'),
    case: z.uuid(),
    person: idSchema<PersonId>(),
    fact: idSchema<FactId>(),
    role: z.enum(personRoles),
    under18: z.enum(answers),
    on: Day,
    coded: CodedRecord,
    /** Sealed to row `person`, purpose 'identity', rev 1. */
    identity: sealedIdentity.optional(),
    tokens
  }),
  z.strictObject({
    is: z.literal('changed'),
    case: z.uuid(),
    person: idSchema<PersonId>(),
    /** The version the editor began from; the new one is one more. */
    rev: z.int().positive(),
    coded: CodedRecord
  }),
  z.strictObject({
    is: z.literal('identity'),
    case: z.uuid(),
    person: idSchema<PersonId>(),
    /** The version of the identity the editor began from: 0 when nobody had written one. */
    from: z.int().min(0),
    /** Sealed to row `person`, purpose 'identity', rev `from` + 1. */
    identity: sealedIdentity,
    tokens
  })
])
export type RecordPerson = z.infer<typeof RecordPerson>

/** Throws `common.changed-by-other` when somebody saved since `rev`, `case.form-of-trafficking-missing` when an identified person would lose it. */
export const recordPerson = (actor: Actor, input: RecordPerson) =>
  work(actor, caseVerbs['case.record-person'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network } = actor
    const row = await getCaseToChange(db, network, input.case)
    const rev = input.is === 'new' ? 1 : (input.is === 'changed' ? input.rev : input.from) + 1
    const identity = input.is === 'changed' ? undefined : input.identity
    if (identity) checkEpoch(identity.epoch, row.epoch)
    if (input.is === 'new') await addPersonInside({ db, now }, actor, row, input)
    else {
      const { facts } = await factsOfCase(db, network, row.id)
      const person = findPerson(fold(facts), input.person)
      if (!person) throw notFound()
      if (input.is === 'changed') {
        orThrow(checkCodedRecord(input.coded, person.status))
        const changed = await db.run(sql`
          update cases.persons set coded = ${JSON.stringify(input.coded)}::jsonb, rev = ${rev}
          where network_id = ${network} and id = ${input.person} and case_id = ${row.id} and rev = ${input.rev}`)
        if (changed !== 1) throw problem('common.changed-by-other', 409)
      } else {
        if ((await newestIdentity(db, network, row.id, input.person)) !== input.from)
          throw problem('common.changed-by-other', 409)
        await writeIdentity({ db, now }, actor, row, input, rev)
      }
    }
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { person: input.person, rev, identity: !!identity },
      reply: { rev }
    }
  })

type NewPerson = Omit<Extract<RecordPerson, { is: 'new' }>, 'is' | 'case'>

/** A person who was not on the case, inside the caller's transaction. */
export const addPersonInside = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  actor: StaffActor,
  row: CaseRow,
  input: NewPerson
) => {
  const { network, account } = actor
  const fact: CaseFact = {
    kind: 'person-recorded',
    id: input.fact,
    at: now.toISOString(),
    on: input.on,
    by: account,
    person: input.person,
    role: input.role,
    under18: input.under18
  }
  const { after } = orThrow(recordOnCase((await factsOfCase(db, network, row.id)).facts, fact))
  await writeFact(db, network, row, fact)
  await writeStatus(db, network, row.id, after)
  await db.run(sql`
    insert into cases.persons (network_id, id, circle_id, case_id, part, coded, rev)
    values (${network}, ${input.person}, ${row.circle}, ${row.id}, ${input.role}, ${JSON.stringify(input.coded)}::jsonb, 1)`)
  await writeIdentity({ db, now }, actor, row, input, 1)
}

/** Who they are, and by what they are found again, always together. */
const writeIdentity = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  { network, account }: StaffActor,
  row: CaseRow,
  { person, identity, tokens }: Pick<NewPerson, 'person' | 'identity' | 'tokens'>,
  rev: number
) => {
  if (!identity) return
  // without the key to make tokens, those of the last time stay: better found by an old name than not at all
  if (tokens) await storeTokens(db, network, row, person, tokens)
  await db.run(sql`
    insert into cases.sealed_records (network_id, id, circle_id, case_id, person_id, purpose, rev, epoch, account_id, at, sealed)
    values (${network}, ${person}, ${row.circle}, ${row.id}, ${person}, 'identity', ${rev},
            ${identity.epoch}, ${account}, ${now}, ${Buffer.from(identity.sealed)})`)
}

const newestIdentity = async (db: Write, network: NetworkId, one: CaseId, person: PersonId) =>
  (
    await db.row(sql<{ rev: number | null }>`
      select max(rev)::int as rev from cases.sealed_records
      where network_id = ${network} and case_id = ${one} and person_id = ${person} and purpose = 'identity'`)
  )?.rev ?? 0
