// What is to be sent, sealed for the case team. After sending it stays: a provider that declines costs no second writing.
import { sql } from 'kysely'
import { z } from 'zod'
import { look, work, type Read, type Write } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { idSchema } from '#kernel/id.ts'
import type {
  AccountId,
  CaseId,
  CircleId,
  NetworkId,
  OrganisationId,
  PersonId,
  ReferralId
} from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { kindsOfHelp, type KindOfHelp } from './kinds-of-help.ts'
import { urgencies, type ReferralStatus, type Urgency } from './referral.ts'
import { referralVerbs } from './verbs.ts'

/** The packet as far as it is written. Sealed to the case's circle: table 'services.drafts', purpose and kind 'packet', this rev. */
export const KeptPacket = z.strictObject({
  id: z.uuid(),
  rev: z.int().positive(),
  epoch: z.int().positive(),
  sealed: sealedBytes
})
export const Draft = KeptPacket.extend({
  person: idSchema<PersonId>(),
  service: z.enum(kindsOfHelp),
  urgency: z.enum(urgencies),
  to: idSchema<OrganisationId>().nullable()
})
export type Draft = z.infer<typeof Draft>

type OfCase = { id: CaseId; circle: CircleId; code: string }

/** Inside the caller's transaction; that the case is the actor's was checked there. Throws `common.changed-by-other`. */
export const keepDraft = async (
  db: Write,
  by: { network: NetworkId; account: AccountId; on: string },
  of: OfCase,
  draft: Draft
) => {
  const { id, rev, person, service, urgency, to, epoch } = draft
  const sealed = Buffer.from(draft.sealed)
  const done =
    rev === 1
      ? await db.run(sql`
          insert into services.drafts (network_id, id, circle_id, case_id, case_code, person_id, kind_of_help, urgency, to_organisation,
                                       rev, epoch, account_id, made_on, sealed)
          values (${by.network}, ${id}, ${of.circle}, ${of.id}, ${of.code}, ${person}, ${service}, ${urgency}, ${to},
                  1, ${epoch}, ${by.account}, ${by.on}, ${sealed})
          on conflict do nothing`)
      : await db.run(sql`
          update services.drafts set person_id = ${person}, kind_of_help = ${service}, urgency = ${urgency}, to_organisation = ${to},
            rev = ${rev}, epoch = ${epoch}, account_id = ${by.account}, sealed = ${sealed}
          where network_id = ${by.network} and id = ${id} and case_id = ${of.id} and rev = ${rev - 1}`)
  if (!done) throw problem('common.changed-by-other', 409)
}

export const draftWasSent = (
  db: Write,
  network: NetworkId,
  id: string,
  sent: { referral: ReferralId; to: OrganisationId }
) =>
  db.run(sql`
    update services.drafts set referral_id = ${sent.referral}, to_organisation = null, asked = asked || ${sent.to}::uuid
    where network_id = ${network} and id = ${id}`)

/** Helped, or taken back: nobody else is to be asked. */
export const dropDraftOf = (db: Write, network: NetworkId, referral: ReferralId) =>
  db.run(sql`delete from services.drafts where network_id = ${network} and referral_id = ${referral}`)

export type DraftLine = {
  id: string
  caseCode: string
  service: KindOfHelp
  urgency: Urgency
  to: OrganisationId | null
  madeOn: string
  asked: OrganisationId[]
  /** Why it is to be sent again. */
  before: Extract<ReferralStatus, 'declined' | 'expired'> | null
}
const toSend = sql`(d.referral_id is null or r.status in ('declined', 'expired'))`

/** What the actor's case teams have to send, for the first time or to the next provider. */
export const listDrafts = (db: Read, network: NetworkId) =>
  db.rows(sql<DraftLine>`
    select d.id, d.case_code as "caseCode", d.kind_of_help as service, d.urgency, d.to_organisation as to, d.made_on as "madeOn",
           d.asked, r.status as before
    from services.drafts d left join services.referrals r on r.network_id = d.network_id and r.id = d.referral_id
    where d.network_id = ${network} and ${toSend} order by d.made_on, d.id`)

export const findDraftOf = async (db: Read, network: NetworkId, referral: ReferralId) =>
  (
    await db.row(
      sql<{
        id: string
      }>`select id from services.drafts where network_id = ${network} and referral_id = ${referral}`
    )
  )?.id ?? null

export const readDraft = (actor: Actor, code: string, id: string) =>
  look(actor, referralVerbs['referral.read-draft'], async ({ db }) => {
    if (actor.kind !== 'staff' || !z.uuid().safeParse(id).success) throw notFound()
    const row = await db.row(sql<
      Omit<DraftLine, 'madeOn'> & {
        circle: CircleId
        person: PersonId
        rev: number
        epoch: number
        sealed: Uint8Array
      }
    >`
      select d.id, d.circle_id as circle, d.case_code as "caseCode", d.person_id as person, d.kind_of_help as service, d.urgency,
             d.to_organisation as to, d.asked, d.rev, d.epoch, d.sealed, r.status as before
      from services.drafts d left join services.referrals r on r.network_id = d.network_id and r.id = d.referral_id
      where d.network_id = ${actor.network} and d.id = ${id} and d.case_code = ${code} and ${toSend}`)
    if (!row) throw notFound()
    const { circle, sealed, ...shown } = row
    return { subject: `services.drafts/${id}`, circle, reply: { ...shown, sealed: base64url(sealed) } }
  })
export type DraftReply = Awaited<ReturnType<typeof readDraft>>

export const DropDraft = z.strictObject({ draft: z.uuid() })

/** Not to be sent after all. */
export const dropDraft = (actor: Actor, { draft }: z.infer<typeof DropDraft>) =>
  work(actor, referralVerbs['referral.drop-draft'], async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await db.row(sql<{ circle: CircleId }>`
      delete from services.drafts where network_id = ${actor.network} and id = ${draft} returning circle_id as circle`)
    if (!row) throw notFound()
    return { subject: `services.drafts/${draft}`, circle: row.circle, reply: null }
  })
