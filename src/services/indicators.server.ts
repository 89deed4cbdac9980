// What referrals and programmes can say in numbers. A referral is one person's: few referrals are few people.
import { countBy, countOf } from './count-of.server.ts'
import { programmeVerbs, referralVerbs } from './verbs.ts'

const referralsWith = (kind: string) => `
select r.kind_of_help as key, count(distinct f.referral_id) as count from services.referral_facts f
join services.referrals r on r.network_id = f.network_id and r.id = f.referral_id
where f.kind = '${kind}' and f.happened_on >= :from and f.happened_on < :to group by 1 order by 1`

const behind = {
  path: '/desk/referrals',
  permission: referralVerbs['referral.list'],
  word: 'referrals'
} as const

export const indicators = [
  countBy('kind-of-help', {
    code: 'referrals-sent',
    unit: 'referrals',
    sensitive: 'people',
    version: 1,
    sources: 'counted.referrals-sent',
    sql: referralsWith('referral-sent'),
    behind
  }),
  countBy('kind-of-help', {
    code: 'referrals-accepted',
    unit: 'referrals',
    sensitive: 'people',
    version: 1,
    sources: 'counted.referrals-accepted',
    sql: referralsWith('referral-accepted'),
    behind
  }),
  countBy('kind-of-help', {
    code: 'services-delivered',
    unit: 'services',
    sensitive: 'people',
    version: 1,
    sources: 'counted.services-delivered',
    sql: referralsWith('service-delivered'),
    behind
  }),
  // b1-p6: a programme that nobody joined was offered and not carried out
  countOf({
    code: 'empowerment-programmes',
    unit: 'things',
    sensitive: 'none',
    version: 1,
    sources: 'counted.empowerment-programmes',
    sql: `select count(*) as count from directory.programmes p
where p.ends_on >= :from and p.ends_on < :to and exists (
  select from services.participation_facts f where f.network_id = p.network_id and f.programme_id = p.id and f.kind = 'joined')`,
    behind: {
      path: '/desk/programmes',
      permission: programmeVerbs['programme.list'],
      word: 'programmes'
    } as const
  })
]
