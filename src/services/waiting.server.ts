import { sql } from 'kysely'
import { tidy } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { dayOf } from './day.ts'

export type ReferralWaits = { network: NetworkId; circle: CircleId; role: 'provider' | 'case-manager' }

/**
 * The circles in which a referral waits for somebody, and for whom: an answer or the help for the provider; a late answer, the
 * question how it helped, or the next provider to be asked for the case team. Nothing of the referral.
 */
export const circlesWithReferrals = (): Promise<ReferralWaits[]> =>
  tidy(({ db, now }) =>
    db.rows(sql<ReferralWaits>`
      select distinct network_id as network, circle_id as circle, role
      from services.referrals r, lateral (values
        ('provider', status = 'sent'),
        ('case-manager', (status = 'sent' and answer_by < ${dayOf(now.toISOString())}::date) or status = 'delivered'
          or (status in ('declined', 'expired')
              and exists (select from services.drafts d where d.network_id = r.network_id and d.referral_id = r.id)))
      ) as told (role, waits)
      where waits`)
  )
