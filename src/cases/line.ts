// A case as one line of a list: what stands in clear beside it, so that a list reads no facts.
import type { AccountId } from '#kernel/id.ts'
import { addDays } from '#services/index.ts'
import type { Day } from '#services/index.ts'
import { isReferralPending, presumedVictims } from './case.ts'
import type { Case, CaseStatus } from './case.ts'
import { dueOn } from './due.ts'
import type { Due, DueKind } from './due.ts'
import type { RiskLevel } from './facts.ts'
import { stageStrip, type Stage } from './stages.ts'

export type CaseInList = {
  readonly status: CaseStatus
  readonly stage: Stage | null
  /** The highest among its presumed victims. */
  readonly risk: RiskLevel | null
  readonly assignedTo: AccountId | null
  /** The nearest of what waits for the case's own people. */
  readonly due: { readonly kind: DueKind; readonly day: Day } | null
  /** From this day on some referral that is pending now rests on no consent. It stops mattering when its provider has ended it. */
  readonly groundOn: Day | null
}

/** What a provider may change without the case being written to is read from the referrals when the list is made. */
export const ofReferrals: readonly DueKind[] = ['answer-referral', 'revoke-referral']

export const lineOf = (one: Case, today: Day): CaseInList => {
  const risks = presumedVictims(one).flatMap(person => person.risk?.level ?? [])
  const own = dueOn(one, today).find((due: Due) => !ofReferrals.includes(due.kind))
  return {
    status: one.status,
    stage: stageStrip(one).findLast(reached => reached.state === 'under-way')?.stage ?? null,
    risk: (['high', 'medium', 'low'] as const).find(level => risks.includes(level)) ?? null,
    assignedTo: one.assignedTo ?? null,
    due: own ? { kind: own.kind, day: own.day } : null,
    groundOn: one.status === 'closed' ? null : groundEndsOn(one)
  }
}

/** Null when every pending referral rests on a consent without end, or on none. */
const groundEndsOn = (one: Case): Day | null => {
  const ends = one.referrals.filter(isReferralPending).flatMap(({ basis, sentOn }) => {
    if (basis.kind !== 'consent') return []
    const consent = one.consents.find(other => other.id === basis.consent)
    if (!consent) return [sentOn]
    return [consent.withdrawnOn, consent.until && addDays(consent.until, 1)].flatMap(day => day ?? [])
  })
  return ends.toSorted()[0] ?? null
}
