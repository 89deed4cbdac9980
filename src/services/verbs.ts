import { verbs } from '#access/verbs.ts'

/** Sending is `case.refer`: a referral is made on a case, by its case manager. */
export const referralVerbs = verbs({
  'referral.list': ['case-manager', 'provider'],
  'referral.read': ['case-manager', 'provider'],
  'referral.answer': ['provider'],
  'referral.deliver': ['provider'],
  'referral.revoke': ['case-manager'],
  'referral.follow-up': ['case-manager'],
  'referral.draft': ['case-manager'],
  'referral.read-draft': ['case-manager'],
  'referral.drop-draft': ['case-manager'],
  'referral.print': ['case-manager', 'provider'],
  'referral.expire': ['system']
})

export const directoryVerbs = verbs({
  'directory.read': ['coordinator', 'operator', 'case-manager', 'provider'],
  'directory.record': ['coordinator', 'provider'],
  'directory.say-free': ['coordinator', 'provider'],
  'directory.end': ['coordinator', 'provider']
})

export const programmeVerbs = verbs({
  'programme.list': ['coordinator', 'case-manager', 'provider', 'monitoring-officer'],
  'programme.record': ['coordinator', 'provider'],
  'programme.end': ['coordinator', 'provider'],
  'programme.take-part': ['provider'],
  'programme.record-outcome': ['case-manager']
})
