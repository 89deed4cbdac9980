// What referrals can say in numbers. A referral is one person's: few referrals are few people.
import { countOf } from './count-of.server.ts'

const referralsWith = (kind: string) => `
select count(distinct f.referral_id) as count from services.referral_facts f
where f.kind = '${kind}' and f.happened_on >= :from and f.happened_on < :to`

export const indicators = [
  countOf({
    code: 'referrals-sent',
    unit: 'referrals',
    sensitive: 'people',
    version: 1,
    sources: 'counted.referrals-sent',
    sql: referralsWith('referral-sent')
  }),
  countOf({
    code: 'referrals-accepted',
    unit: 'referrals',
    sensitive: 'people',
    version: 1,
    sources: 'counted.referrals-accepted',
    sql: referralsWith('referral-accepted')
  }),
  countOf({
    code: 'services-delivered',
    unit: 'services',
    sensitive: 'people',
    version: 1,
    sources: 'counted.services-delivered',
    sql: referralsWith('service-delivered')
  })
]
