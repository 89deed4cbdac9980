// A referral's rows. Row security shows it to its own circle: the case team that sent it and the provider's workers.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type {
  AccountId,
  CaseId,
  CircleId,
  FactId,
  NetworkId,
  OrganisationId,
  ReferralId
} from '#kernel/id.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import type { Sealed } from '#seal/types.ts'
import type { KindOfHelp } from './kinds-of-help.ts'
import { foldReferral, recordOnReferral } from './referral.ts'
import type { Referral, ReferralFact, ReferralStatus, Urgency } from './referral.ts'

export type ReferralRow = {
  id: ReferralId
  circle: CircleId
  epoch: number
  code: string
  service: KindOfHelp
  urgency: Urgency
  from: OrganisationId
  to: OrganisationId
  sentOn: string
  answerBy: string
  status: ReferralStatus
  /** Only the case team sees which case it belongs to. */
  caseId: CaseId | null
  caseCode: string | null
}
export type ReferralOfCase = Omit<ReferralRow, 'caseId' | 'caseCode'>

const referralRows = (network: NetworkId, where: ReturnType<typeof sql>) => sql<ReferralRow>`
  select r.id, r.circle_id as circle, o.epoch, r.code, r.kind_of_help as service, r.urgency, r.from_organisation as from,
         r.to_organisation as to, r.sent_on as "sentOn", r.answer_by as "answerBy", r.status,
         c.case_id as "caseId", c.case_code as "caseCode"
  from services.referrals r
  join access.circles o on o.network_id = r.network_id and o.id = r.circle_id
  left join services.case_referrals c on c.network_id = r.network_id and c.referral_id = r.id
  where r.network_id = ${network} and ${where} order by r.sent_on desc, r.code`

export const listReferralRows = (db: Read, network: NetworkId) => db.rows(referralRows(network, sql`true`))

export const listReferralsOfCase = (db: Read, network: NetworkId, id: CaseId): Promise<ReferralOfCase[]> =>
  db.rows(referralRows(network, sql`c.case_id = ${id}`))

/** Throws not-found for a referral that is not there, not the actor's, or taken back. */
export const getReferral = async (
  db: Read,
  network: NetworkId,
  by: { id: string } | { code: string }
): Promise<ReferralRow> => {
  const found = await db.row(
    referralRows(network, 'id' in by ? sql`r.id = ${by.id}` : sql`r.code = ${by.code}`)
  )
  if (!found) throw notFound()
  return found
}

/** The same, held until the transaction ends, so that an acceptance and a revocation cannot both win. */
export const getReferralToChange = async (
  db: Write,
  network: NetworkId,
  id: string
): Promise<ReferralRow> => {
  await db.rows(sql`select 1 from services.referrals where network_id = ${network} and id = ${id} for update`)
  return getReferral(db, network, { id })
}

/** The case's circle, as only the case team sees it. Throws not-found for anybody else. */
export const caseCircleOf = async (db: Read, network: NetworkId, id: ReferralId) => {
  const found = await db.row(sql<{ id: CircleId; epoch: number }>`
    select o.id, o.epoch from services.case_referrals c
    join access.circles o on o.network_id = c.network_id and o.id = c.circle_id
    where c.network_id = ${network} and c.referral_id = ${id}`)
  if (!found) throw notFound()
  return found
}

type FactRow = {
  id: FactId
  kind: ReferralFact['kind']
  on: string
  at: Date
  by: AccountId
  detail: object
  epoch: number | null
  sealed: Uint8Array | null
}
export type ToldFact = ReferralFact & {
  id: FactId
  on: string
  note: { epoch: number; sealed: string } | null
}

export const factsOfReferral = async (db: Read, network: NetworkId, id: ReferralId): Promise<ToldFact[]> => {
  const rows = await db.rows(sql<FactRow>`
    select id, kind, happened_on as on, at, account_id as by, detail, epoch, sealed
    from services.referral_facts where network_id = ${network} and referral_id = ${id} order by no`)
  return rows.map(
    r =>
      ({
        ...r.detail,
        kind: r.kind,
        id: r.id,
        on: r.on,
        at: r.at.toISOString(),
        by: r.by,
        note: r.sealed && r.epoch ? { epoch: r.epoch, sealed: base64url(r.sealed) } : null
      }) as ToldFact
  )
}

export type NewStep = {
  id: string
  on: string
  fact: ReferralFact
  note?: { epoch: number; sealed: Sealed<unknown> } | undefined
}

/** Adds a step if it may follow, and gives the referral after it. Throws `referral.not-now`. */
export const addStep = async (
  db: Write,
  network: NetworkId,
  row: ReferralRow,
  step: NewStep
): Promise<Referral> => {
  const facts = await factsOfReferral(db, network, row.id)
  const before = foldReferral(row.id, facts)
  if (!before) throw notFound()
  orThrow(recordOnReferral(before, step.fact))
  await writeStep(db, network, row, step)
  const after = foldReferral(row.id, [...facts, step.fact])!
  await db.run(sql`
    update services.referrals set status = ${after.status} where network_id = ${network} and id = ${row.id}`)
  return after
}

export const writeStep = async (
  db: Write,
  network: NetworkId,
  of: { id: ReferralId; circle: CircleId },
  { id, on, fact, note }: NewStep
) => {
  const { kind, at, by, ...detail } = fact
  await db.run(sql`
    insert into services.referral_facts (network_id, id, circle_id, referral_id, kind, happened_on, at, account_id, epoch, detail, sealed)
    values (${network}, ${id}, ${of.circle}, ${of.id}, ${kind}, ${on}, ${at}, ${by}, ${note?.epoch ?? null},
            ${JSON.stringify(detail)}::jsonb, ${note ? Buffer.from(note.sealed) : null})`)
}

/** When nothing more is to be read from it, the packet goes. */
export const deletePacket = (db: Write, network: NetworkId, id: ReferralId) =>
  db.run(sql`delete from services.packets where network_id = ${network} and referral_id = ${id}`)

export type ReferralStepRow = {
  case: CaseId
  referral: ReferralId
  id: FactId
  kind: ReferralFact['kind']
  on: string
  at: Date
  by: AccountId
}

/** What became of these cases' referrals, in the order written down. */
export const stepsOfReferrals = (db: Read, network: NetworkId, cases: readonly CaseId[]) =>
  db.rows(sql<ReferralStepRow>`
    select c.case_id as case, f.referral_id as referral, f.id, f.kind, f.happened_on as on, f.at, f.account_id as by
    from services.case_referrals c
    join services.referral_facts f on f.network_id = c.network_id and f.referral_id = c.referral_id
    where c.network_id = ${network} and c.case_id = any(${cases}::uuid[]) order by f.no`)
