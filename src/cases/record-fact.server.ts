import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { checkCodedRecord } from './coded-record.ts'
import { findPerson } from './case.ts'
import { CaseFact, effectiveFacts } from './facts.ts'
import { storeTokens } from './match-tokens.server.ts'
import { factsOfCase, fold, getCaseToChange, personsOf, writeFact, writeStatus } from './rows.server.ts'
import { recordOnCase } from './steps.ts'
import { holdWhatFactsSay } from './together/conference-rows.server.ts'
import { caseVerbs } from './verbs.ts'

/** What has a use case of its own, because more must happen with it than a line in the story. */
const notHere = [
  'case-opened',
  'case-assigned',
  'work-handed-over',
  'person-recorded',
  'conference-held',
  'consent-withdrawn',
  'record-exported',
  'referral-sent',
  'referral-accepted',
  'referral-declined',
  'referral-delivered',
  'referral-revoked',
  'referral-expired'
] as const satisfies readonly CaseFact['kind'][]

export const RecordFact = z.strictObject({
  case: z.uuid(),
  /** A fact as in facts.ts, without who and when it was written: those are not the browser's to say. */
  fact: z.looseObject({ kind: z.string(), id: z.uuid() }),
  /** Sealed to the row of the fact, purpose 'note', rev 1. */
  note: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()
})
export type RecordFact = z.infer<typeof RecordFact>

/** Adds one dated fact. Throws the rule's own Problem when it is not the time for it. */
export const recordFact = (actor: Actor, input: RecordFact) =>
  work(actor, caseVerbs['case.record-step'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const parsed = CaseFact.safeParse({ ...input.fact, at: now.toISOString(), by: account })
    if (!parsed.success) throw problem('input.malformed', 400, { where: 'fact' })
    const fact = parsed.data
    if ((notHere as readonly string[]).includes(fact.kind)) throw problem('case.not-now', 409)
    if (fact.kind === 'disclosure-asked') {
      // a reason nobody can read later is no reason
      if (!input.note) throw problem('consent.note-missing', 409)
      if (!(await isMember(db, network, row.circle, fact.secondPerson)))
        throw problem('consent.second-not-on-case', 409)
    }
    const { facts } = await factsOfCase(db, network, row.id)
    // what a provider did stands with the referral: it is not the case's to correct
    if (fact.kind === 'correction' && !(await isOwn(db, network, fact.of)))
      throw problem('case.nothing-to-correct', 404)
    if (fact.kind === 'correction' && !input.note) throw problem('case.correction-why', 400)
    const { after } = orThrow(recordOnCase(facts, fact))
    const said = fact.kind === 'correction' ? fact.instead : fact
    if (said?.kind === 'status-determined') {
      const person = (await personsOf(db, network, row.id)).find(p => p.id === said.person)
      orThrow(checkCodedRecord(person?.coded ?? {}, said.status))
    }
    await writeFact(db, network, row, fact, input.note)
    await writeStatus(db, network, row.id, after)
    // whoever turns out not to be on the case is not found on it either
    const gone = fold(facts).persons.filter(each => !findPerson(after, each.id))
    for (const { id } of gone) await storeTokens(db, network, row, id, [])
    if (fact.kind === 'correction') {
      const held = effectiveFacts([...facts, fact]).flatMap(f =>
        f.kind === 'conference-held' ? f.conference : []
      )
      await holdWhatFactsSay(db, network, row.id, held)
    }
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { step: fact.kind, note: !!input.note, ...(fact.kind === 'correction' && { of: fact.of }) },
      reply: { status: after.status }
    }
  })

const isOwn = async (db: Parameters<typeof writeFact>[0], network: string, fact: string) =>
  !!(await db.row(sql`select 1 from cases.facts where network_id = ${network} and id = ${fact}`))

/** Only somebody who can read the case can agree that it is told. */
const isMember = async (
  db: Parameters<typeof writeFact>[0],
  network: string,
  circle: string,
  account: string
) =>
  !!(await db.row(sql`
    select 1 from access.circle_members m join identity.people p on p.network_id = m.network_id and p.id = m.account_id
    where m.network_id = ${network} and m.circle_id = ${circle} and m.account_id = ${account}
      and m.until_at is null and m.kind = 'member' and p.left_at is null`))
