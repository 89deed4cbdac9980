// A provider's access ends with the referral, in the transaction that ends it: rows, keys, packet.
import { sql } from 'kysely'
import type { Work } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { ReferralStatus } from './referral.ts'
import type { ReferralRow } from './rows.server.ts'

/** Over for the provider. Delivered is not: it may still be asked how the help went. */
export const endsAccess = {
  draft: false,
  sent: false,
  accepted: false,
  'in-service': false,
  delivered: false,
  declined: true,
  'followed-up': true,
  revoked: true,
  expired: true
} as const satisfies Record<ReferralStatus, boolean>

/**
 * Whoever is not of the case team leaves the circle with their keys; the packet stays for the case team unless it was taken back
 * (`deletePacket`). A provider that declines, and the clock, cannot see the case team: then all of the provider's organisation leave
 * but those who were of the team when it was sent. What was read before cannot be unread.
 */
export const endProvidersAccess = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  network: NetworkId,
  row: Pick<ReferralRow, 'id' | 'circle' | 'to' | 'caseId'>
) => {
  const leaves = row.caseId
    ? sql`account_id not in (
        select t.account_id from services.case_referrals c
        join access.circle_members t on t.network_id = c.network_id and t.circle_id = c.circle_id
        where c.network_id = ${network} and c.referral_id = ${row.id} and t.kind = 'member' and t.until_at is null)`
    : sql`account_id in (
        select p.id from identity.people p join services.referrals r on r.network_id = p.network_id and r.id = ${row.id}
        where p.network_id = ${network} and p.organisation_id = ${row.to} and p.id <> all (r.team))`
  const here = sql`network_id = ${network} and circle_id = ${row.circle} and ${leaves}`
  await db.run(sql`delete from access.wraps where ${here}`)
  await db.run(sql`update access.circle_members set until_at = ${now} where ${here} and until_at is null`)
}
