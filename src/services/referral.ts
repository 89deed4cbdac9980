// A referral is a list of dated facts and a fold. No fact carries words about the person: those are in the sealed packet.
import type { AccountId, OrganisationId, ReferralId } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { addDays, dayOf, daysBetween } from './day.ts'
import type { Day, DeadlineState, Instant } from './day.ts'
import type { KindOfHelp } from './kinds-of-help.ts'

export const urgencies = ['urgent', 'soon', 'ordinary'] as const
export type Urgency = (typeof urgencies)[number]

/** Why a provider cannot take somebody. "Too dangerous" and "unsuitable" are not here: they say something about the person. */
export const declineReasons = [
  'no-free-place',
  'outside-our-work',
  'no-interpreter',
  'not-safe-here',
  'no-staff-now',
  'age-or-family-not-served'
] as const
export type DeclineReason = (typeof declineReasons)[number]

export const revokeReasons = [
  'consent-withdrawn',
  'other-provider-found',
  'no-longer-needed',
  'sent-by-mistake',
  'safety'
] as const
export type RevokeReason = (typeof revokeReasons)[number]

/** How the person themselves found the help. */
export const helpedAnswers = ['yes', 'partly', 'no', 'not-asked'] as const
export type Helped = (typeof helpedAnswers)[number]

type Fact<Kind extends string, Rest = unknown> = {
  readonly kind: Kind
  readonly at: Instant
  readonly by: AccountId
} & Rest

export type ReferralFact =
  | Fact<'referral-drafted', { readonly service: KindOfHelp; readonly urgency: Urgency }>
  | Fact<'referral-sent', { readonly to: OrganisationId }>
  | Fact<'referral-accepted'>
  | Fact<'referral-declined', { readonly reason: DeclineReason }>
  | Fact<'service-begun'>
  | Fact<'service-delivered'>
  | Fact<'service-followed-up'>
  | Fact<'referral-revoked', { readonly reason: RevokeReason }>
  | Fact<'referral-expired'>

export type ReferralStep = ReferralFact['kind']

export const referralStatuses = [
  'draft',
  'sent',
  'accepted',
  'declined',
  'in-service',
  'delivered',
  'followed-up',
  'revoked',
  'expired'
] as const
export type ReferralStatus = (typeof referralStatuses)[number]

/** Small things may be delivered without anybody writing down when they began. A refusal goes to the next provider as a new referral. */
export const nextReferralSteps = {
  draft: ['referral-sent', 'referral-revoked'],
  sent: ['referral-accepted', 'referral-declined', 'referral-revoked', 'referral-expired'],
  accepted: ['service-begun', 'service-delivered', 'referral-revoked'],
  declined: [],
  'in-service': ['service-delivered', 'referral-revoked'],
  delivered: ['service-followed-up'],
  'followed-up': [],
  revoked: [],
  expired: []
} as const satisfies Record<ReferralStatus, readonly ReferralStep[]>

const statusAfter = {
  'referral-drafted': 'draft',
  'referral-sent': 'sent',
  'referral-accepted': 'accepted',
  'referral-declined': 'declined',
  'service-begun': 'in-service',
  'service-delivered': 'delivered',
  'service-followed-up': 'followed-up',
  'referral-revoked': 'revoked',
  'referral-expired': 'expired'
} as const satisfies Record<ReferralStep, ReferralStatus>

export type Referral = {
  readonly id: ReferralId
  readonly status: ReferralStatus
  readonly service: KindOfHelp
  readonly urgency: Urgency
  readonly to?: OrganisationId
  readonly draftedOn: Day
  readonly sentOn?: Day
  readonly answeredOn?: Day
  readonly deliveredOn?: Day
  readonly declineReason?: DeclineReason
  readonly revokeReason?: RevokeReason
}

export const isReferralOpen = (status: ReferralStatus): boolean =>
  status !== 'delivered' && nextReferralSteps[status].length > 0

/** Undefined when the facts do not begin with a draft: then there is no referral. */
export const foldReferral = (id: ReferralId, facts: readonly ReferralFact[]): Referral | undefined => {
  const [first, ...rest] = facts
  if (first?.kind !== 'referral-drafted') return undefined
  const start: Referral = {
    id,
    status: 'draft',
    service: first.service,
    urgency: first.urgency,
    draftedOn: dayOf(first.at)
  }
  return rest.reduce(applyFact, start)
}

const applyFact = (referral: Referral, fact: ReferralFact): Referral => {
  const status = statusAfter[fact.kind]
  const on = dayOf(fact.at)
  switch (fact.kind) {
    case 'referral-drafted':
      return referral
    case 'referral-sent':
      return { ...referral, status, to: fact.to, sentOn: on }
    case 'referral-accepted':
      return { ...referral, status, answeredOn: on }
    case 'referral-declined':
      return { ...referral, status, answeredOn: on, declineReason: fact.reason }
    case 'service-delivered':
      return { ...referral, status, deliveredOn: on }
    case 'referral-revoked':
      return { ...referral, status, revokeReason: fact.reason }
    case 'service-begun':
    case 'service-followed-up':
    case 'referral-expired':
      return { ...referral, status }
  }
}

/** Is it time for this? Whether this person may is asked elsewhere (verbs). */
export const recordOnReferral = (
  referral: Referral,
  fact: ReferralFact,
  settings: ReferralSettings = referralSettings
): Outcome<{ readonly facts: readonly ReferralFact[] }> => {
  const allowed: readonly ReferralStep[] = nextReferralSteps[referral.status]
  if (!allowed.includes(fact.kind))
    return refuse('referral.not-now', 409, { status: referral.status, step: fact.kind })
  if (fact.kind === 'referral-expired' && !mayExpire(referral, dayOf(fact.at), settings))
    return refuse('referral.still-running', 409)
  return { ok: true, facts: [fact] }
}

export type ReferralSettings = {
  /** Days until the answer; the deadline is the day of sending plus these. */
  readonly answerDays: Readonly<Record<Urgency, number>>
  /** From this many days of waiting on it is due, even if not late. */
  readonly dueAfterDays: Readonly<Record<Urgency, number>>
  /** Nobody answered for so long that the packet is taken back. */
  readonly expireDays: number
}

/** House habits, not law: what the board says, "over 2 days due, over 5 late", with urgent ones answered on the same day. */
export const referralSettings: ReferralSettings = {
  answerDays: { urgent: 0, soon: 2, ordinary: 5 },
  dueAfterDays: { urgent: 0, soon: 1, ordinary: 3 },
  expireDays: 30
}

const mayExpire = (referral: Referral, today: Day, settings: ReferralSettings): boolean =>
  referral.sentOn !== undefined && daysBetween(referral.sentOn, today) >= settings.expireDays

/** What waits for an answer has a deadline; everything else has none. */
export const referralDeadline = (
  referral: Pick<Referral, 'status' | 'urgency' | 'sentOn'>,
  today: Day,
  settings: ReferralSettings = referralSettings
):
  | {
      readonly day: Day
      readonly state: DeadlineState
      readonly daysLeft: number
      readonly daysWaited: number
    }
  | undefined => {
  if (referral.status !== 'sent' || referral.sentOn === undefined) return undefined
  const day = addDays(referral.sentOn, settings.answerDays[referral.urgency])
  const daysLeft = daysBetween(today, day)
  const daysWaited = daysBetween(referral.sentOn, today)
  const state =
    daysLeft < 0 ? 'late' : daysWaited >= settings.dueAfterDays[referral.urgency] ? 'due' : 'ahead'
  return { day, state, daysLeft, daysWaited }
}
