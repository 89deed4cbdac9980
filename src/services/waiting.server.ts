import { sql } from 'kysely'
import { tidy } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'

/** The circles in which a referral waits for its answer: which circle, and nothing of the referral. */
export const circlesWithReferrals = (): Promise<{ network: NetworkId; circle: CircleId }[]> =>
  tidy(({ db }) =>
    db.rows(sql<{ network: NetworkId; circle: CircleId }>`
      select distinct network_id as network, circle_id as circle from services.referrals where status = 'sent'`)
  )
