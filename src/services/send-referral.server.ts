import { sql } from 'kysely'
import { makeCircle } from '#access/circles.server.ts'
import type { Work } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { CaseId, CircleId, OrganisationId, ReferralId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { recipientCount } from '#seal/index.ts'
import type { Sealed } from '#seal/types.ts'
import { newReferralCode } from './code-words.ts'
import { dayOf } from './day.ts'
import type { KindOfHelp } from './kinds-of-help.ts'
import { referralDeadline, type ReferralFact, type Urgency } from './referral.ts'
import { writeStep } from './rows.server.ts'

type ToSend = {
  case: { id: CaseId; circle: CircleId; code: string }
  referral: ReferralId
  service: KindOfHelp
  urgency: Urgency
  to: OrganisationId
  circle: {
    id: string
    recipient: string
    wraps: { account: string; sealed: Sealed<unknown>; vouch?: Uint8Array | undefined }[]
  }
  packet: Sealed<unknown>
}

/**
 * Sends inside the caller's transaction; that the case may share has been checked there. Throws `referral.not-offered` when the
 * organisation does not give this help, `referral.wrong-circle` when the circle holds anybody but the case team and its providers.
 */
export const sendInside = async (
  { db, now, enterCircle, enqueue }: Pick<Work, 'db' | 'now' | 'enterCircle' | 'enqueue'>,
  actor: StaffActor,
  input: ToSend
): Promise<{ code: string }> => {
  const { network, account } = actor
  const offered = await db.row(sql`
    select 1 from identity.organisations
    where network_id = ${network} and id = ${input.to} and ${input.service} = any(kinds_of_help)`)
  if (!offered) throw problem('referral.not-offered', 409)
  const team = await db.rows(sql<{ id: string }>`
    select account_id as id from access.circle_members
    where network_id = ${network} and circle_id = ${input.case.circle} and kind = 'member' and until_at is null`)
  const providers = await db.rows(sql<{ id: string }>`
    select p.id from identity.people p join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
    where p.network_id = ${network} and p.organisation_id = ${input.to} and p.left_at is null
      and m.role = 'provider' and m.until_at is null`)
  const held = input.circle.wraps.map(w => w.account)
  const isOf = (people: { id: string }[]) => (one: string) => people.some(p => p.id === one)
  if (
    new Set(held).size !== held.length ||
    !held.includes(account) ||
    !held.some(isOf(providers)) ||
    !held.every(one => isOf(team)(one) || isOf(providers)(one)) ||
    recipientCount(input.packet) !== 1
  )
    throw problem('referral.wrong-circle', 400)

  const circle = await makeCircle(
    { db, now, enterCircle },
    { network, account },
    {
      id: input.circle.id,
      kind: 'referral',
      recipient: input.circle.recipient,
      organisation: input.to,
      held: input.circle.wraps.map(w => ({ ...w, kind: 'member' as const }))
    }
  )
  const at = now.toISOString()
  const on = dayOf(at)
  const { referral: id, service, urgency, to } = input
  const answerBy = referralDeadline({ status: 'sent', urgency, sentOn: on }, on)!.day
  const code = await takeCode(code =>
    db.run(sql`
      insert into services.referrals (network_id, id, circle_id, code, kind_of_help, urgency, from_organisation, to_organisation,
                                      sent_on, answer_by, status, team)
      values (${network}, ${id}, ${circle}, ${code}, ${service}, ${urgency}, ${actor.organisation}, ${to}, ${on}, ${answerBy}, 'sent',
              ${held.filter(isOf(team))}::uuid[])
      on conflict (network_id, code) do nothing`)
  )
  await db.run(sql`
    insert into services.case_referrals (network_id, referral_id, circle_id, case_id, case_code)
    values (${network}, ${id}, ${input.case.circle}, ${input.case.id}, ${input.case.code})`)
  await db.run(sql`
    insert into services.packets (network_id, referral_id, circle_id, epoch, account_id, sealed)
    values (${network}, ${id}, ${circle}, 1, ${account}, ${Buffer.from(input.packet)})`)
  const begun: ReferralFact[] = [
    { kind: 'referral-drafted', at, by: account, service, urgency },
    { kind: 'referral-sent', at, by: account, to }
  ]
  for (const fact of begun)
    await writeStep(db, network, { id, circle }, { id: crypto.randomUUID(), on, fact })
  // an answer of the same day needs somebody who knows today
  if (urgency === 'urgent') await enqueue('tell-urgent-referral', { network, circle })
  return { code }
}

const takeCode = async (insert: (code: string) => Promise<number>): Promise<string> => {
  for (let attempt = 0; attempt < 40; attempt++) {
    const code = newReferralCode(below => crypto.getRandomValues(new Uint32Array(1))[0]! % below)
    if ((await insert(code)) === 1) return code
  }
  throw problem('case.no-code', 503)
}
