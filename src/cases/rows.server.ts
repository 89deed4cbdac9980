// Reading and writing what a case is made of. Row security has already taken away what is not the actor's: here "no row" is "not found".
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { AccountId, CaseId, CircleId, NetworkId, PersonId, ReferralId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import type { Sealed } from '#seal/types.ts'
import { now } from '#platform/clock.server.ts'
import { dayOf } from '#services/index.ts'
import { stepsOfReferrals, type ReferralStepRow } from '#services/index.server.ts'
import { foldCase } from './case.ts'
import type { Case } from './case.ts'
import type { CaseFact, PersonRole } from './facts.ts'
import type { CodedRecord } from './coded-record.ts'
import { lineOf } from './line.ts'
import { keptFor } from './periods.server.ts'
import { eraseDayOfCase } from './retention.ts'

export type CaseRow = {
  id: CaseId
  circle: CircleId
  epoch: number
  code: string
  fromReport: string | null
  openedOn: string
  eraseOn: string | null
}

const caseRows = (network: NetworkId, where: ReturnType<typeof sql>) => sql<CaseRow>`
  select c.id, c.circle_id as circle, o.epoch, c.code, c.from_report as "fromReport", c.opened_on as "openedOn", c.erase_on as "eraseOn"
  from cases.cases c join access.circles o on o.network_id = c.network_id and o.id = c.circle_id
  where c.network_id = ${network} and ${where}`

/** Throws not-found for a case that is not there and for one that is not the actor's. */
export const getCase = async (
  db: Read,
  network: NetworkId,
  by: { id: string } | { code: string }
): Promise<CaseRow> => {
  const found = await db.row(caseRows(network, 'id' in by ? sql`c.id = ${by.id}` : sql`c.code = ${by.code}`))
  if (!found) throw notFound()
  return found
}

/** The same, held until the transaction ends: two colleagues at once take turns, and the second is judged by what the first wrote. */
export const getCaseToChange = async (db: Write, network: NetworkId, id: string): Promise<CaseRow> => {
  await db.rows(sql`select 1 from cases.cases where network_id = ${network} and id = ${id} for update`)
  return getCase(db, network, { id })
}

export type Note = { epoch: number; sealed: string }
export type FactsOfCase = {
  /** The case's own facts and what became of its referrals, in the order written down. */
  facts: CaseFact[]
  notes: Record<string, Note>
}

type FactRow = {
  id: string
  case: CaseId
  kind: string
  on: string
  at: Date
  by: AccountId
  detail: object
  epoch: number | null
  sealed: Uint8Array | null
}

export const factsOfCases = async (db: Read, network: NetworkId, cases: readonly CaseId[]) => {
  const rows = await db.rows(sql<FactRow>`
    select id, case_id as case, kind, happened_on as on, at, account_id as by, detail, epoch, sealed
    from cases.facts where network_id = ${network} and case_id = any(${cases}::uuid[]) order by no`)
  const steps = await stepsOfReferrals(db, network, cases)
  return new Map<CaseId, FactsOfCase>(
    cases.map(id => {
      const own = rows.filter(r => r.case === id)
      const facts = own.map(
        r => ({ kind: r.kind, id: r.id, at: r.at.toISOString(), on: r.on, by: r.by, ...r.detail }) as CaseFact
      )
      const notes = Object.fromEntries(
        own.flatMap(r =>
          r.sealed && r.epoch ? [[r.id, { epoch: r.epoch, sealed: base64url(r.sealed) }] as const] : []
        )
      )
      return [
        id,
        {
          facts: withReferralSteps(
            facts,
            steps.filter(s => s.case === id)
          ),
          notes
        }
      ]
    })
  )
}

export const factsOfCase = async (db: Read, network: NetworkId, id: CaseId): Promise<FactsOfCase> =>
  (await factsOfCases(db, network, [id])).get(id)!

// The provider cannot write on the case. What it does stands with the referral, and is told on the case as the case's facts.
const asCaseFact = {
  'referral-accepted': 'referral-accepted',
  'referral-declined': 'referral-declined',
  'service-delivered': 'referral-delivered',
  'referral-revoked': 'referral-revoked',
  'referral-expired': 'referral-expired'
} as const satisfies Partial<Record<string, CaseFact['kind']>>

const withReferralSteps = (facts: CaseFact[], steps: readonly ReferralStepRow[]): CaseFact[] => {
  const persons = new Map<ReferralId, PersonId>(
    facts.flatMap(f => (f.kind === 'referral-sent' ? [[f.referral, f.person] as const] : []))
  )
  const told = steps.flatMap(({ id, kind, at, on, by, referral }) => {
    const person = persons.get(referral)
    const known = asCaseFact[kind as keyof typeof asCaseFact]
    return person && known
      ? [{ kind: known, id, at: at.toISOString(), on, by, person, referral } as CaseFact]
      : []
  })
  return [...facts, ...told].toSorted((a, b) => a.at.localeCompare(b.at))
}

export type PersonRow = { id: PersonId; part: PersonRole; coded: CodedRecord; rev: number }

export const personsOf = (db: Read, network: NetworkId, id: CaseId) =>
  db.rows(sql<PersonRow>`
    select id, part, coded, rev from cases.persons where network_id = ${network} and case_id = ${id} order by id`)

/** Writes one fact and the status that follows from it. The note, if any, was sealed in the browser to the row of this fact. */
export const writeFact = async (
  db: Write,
  network: NetworkId,
  of: Pick<CaseRow, 'id' | 'circle'>,
  fact: CaseFact,
  note?: { epoch: number; sealed: Sealed<unknown> }
) => {
  const { kind, id, at, on, by, ...detail } = fact
  await db.run(sql`
    insert into cases.facts (network_id, id, circle_id, case_id, kind, happened_on, at, account_id, epoch, detail, sealed)
    values (${network}, ${id}, ${of.circle}, ${of.id}, ${kind}, ${on}, ${at}, ${by}, ${note?.epoch ?? null},
            ${JSON.stringify(detail)}::jsonb, ${note ? Buffer.from(note.sealed) : null})`)
}

/** What lists show of the case, as it is after the last fact. */
export const writeStatus = async (db: Write, network: NetworkId, id: CaseId, after: Case) => {
  const line = lineOf(after, dayOf(now().toISOString()))
  const eraseOn =
    after.status === 'closed'
      ? eraseDayOfCase(after, await keptFor(db, network, 'keep-closed-case'))
      : undefined
  return db.run(sql`
    update cases.cases
    set erase_on = ${eraseOn ?? null}, status = ${line.status}, stage = ${line.stage}, risk = ${line.risk}, assigned_to = ${line.assignedTo},
        due_kind = ${line.due?.kind ?? null}, due_on = ${line.due?.day ?? null}, ground_on = ${line.groundOn}
    where network_id = ${network} and id = ${id}`)
}

export const fold = (facts: readonly CaseFact[]): Case => {
  const one = foldCase(facts)
  if (!one) throw notFound()
  return one
}

/** A case that is not closed, held until the transaction ends. Throws `case.closed`. */
export const getOpenCaseToChange = async (db: Write, network: NetworkId, id: string) => {
  const row = await getCaseToChange(db, network, id)
  if (fold((await factsOfCase(db, network, row.id)).facts).status === 'closed')
    throw problem('case.closed', 409)
  return row
}
