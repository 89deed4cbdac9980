// What may be recorded now. "Is it time" lives here; "may this person" is in the verbs.
// Two things never wait: help for a person of any status, and taking back a consent.
import type { ConsentId, FactId, PersonId, ReferralId } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { addDays, dayOf } from '#services/index.ts'
import type { Instant } from '#services/index.ts'
import type { AccountId } from '#kernel/id.ts'
import {
  applyCaseFact,
  consentsOf,
  findPerson,
  foldCase,
  isReferralPending,
  isTreatedAsChild
} from './case.ts'
import type { Case, CaseReferral, CaseStatus, PersonInCase } from './case.ts'
import { checkBasis, checkConsent, isInForce, restingOn } from './consent.ts'
import { effectiveFacts } from './facts.ts'
import type { CaseFact, CaseStep, Correction, IdentificationStatus, PlainCaseFact } from './facts.ts'
import { caseSettings, shortestReflectionDays } from './settings.ts'
import type { CaseSettings } from './settings.ts'

/** Steps of the case as a whole. */
export const nextCaseSteps = {
  opened: ['person-recorded', 'case-assigned', 'case-closed', 'correction'],
  active: ['person-recorded', 'case-assigned', 'follow-up-begun', 'case-closed', 'correction'],
  'follow-up': ['person-recorded', 'case-assigned', 'case-closed', 'correction'],
  closed: ['case-reopened', 'correction']
} as const satisfies Record<CaseStatus, readonly CaseStep[]>

const help = [
  'assistance-given',
  'referral-sent',
  'referral-accepted',
  'referral-declined',
  'referral-delivered',
  'referral-revoked',
  'referral-expired',
  'assistance-planned',
  'assistance-ended',
  'consent-recorded',
  'consent-withdrawn',
  'risk-assessed',
  'guardian-appointed',
  'best-interest-assessed',
  'best-interest-determined',
  'proceedings-begun',
  'proceedings-ended',
  'return-risk-assessed',
  'reintegration-reached',
  'follow-up-visited',
  'status-determined'
] as const satisfies readonly CaseStep[]

/** Steps for one person. All help is in every row: a status opens rights, it never closes a door to a bed or a doctor. */
export const nextPersonSteps = {
  presumed: [...help, 'reflection-period-granted'],
  'formally-identified': [...help, 'reflection-period-granted'],
  undetermined: [...help, 'reflection-period-granted'],
  'not-a-victim': help
} as const satisfies Record<IdentificationStatus, readonly CaseStep[]>

/** Somebody beside the victim is helped and asked like anyone, but has no status. Who turns out to be a victim is corrected to one. */
const besideTheVictim = [
  'assistance-given',
  'referral-sent',
  'referral-accepted',
  'referral-declined',
  'referral-delivered',
  'referral-revoked',
  'referral-expired',
  'consent-recorded',
  'consent-withdrawn',
  'follow-up-visited'
] as const satisfies readonly CaseStep[]

/** A closed case still lets a person take back consent and be visited. */
const afterClosing = ['consent-withdrawn', 'follow-up-visited'] as const satisfies readonly CaseStep[]

export const nextSteps = (one: Case, person?: PersonInCase): readonly CaseStep[] => {
  if (person === undefined) return nextCaseSteps[one.status]
  if (one.status === 'closed') return afterClosing
  if (person.role !== 'presumed-victim') return besideTheVictim
  return nextPersonSteps[person.status].filter(step => !isChildStep(step) || isTreatedAsChild(person))
}

const isChildStep = (step: CaseStep): boolean =>
  step === 'guardian-appointed' || step === 'best-interest-assessed' || step === 'best-interest-determined'

type Recorded = { readonly facts: readonly CaseFact[]; readonly after: Case }

/** Adds one fact, or says why not. The given facts are never changed. */
export const recordOnCase = (
  facts: readonly CaseFact[],
  fact: CaseFact,
  settings: CaseSettings = caseSettings
): Outcome<Recorded> => {
  if (fact.on > dayOf(fact.at)) return refuse('case.not-yet', 400)
  if (facts.some(other => other.id === fact.id)) return refuse('case.recorded-already', 409)
  const before = foldCase(facts)
  if (!before)
    return facts.length === 0 && fact.kind === 'case-opened'
      ? added(facts, fact)
      : refuse('case.not-opened', 409)
  if (fact.kind === 'correction') return recordCorrection(facts, fact, settings)
  const allowed = checkFact(before, fact, settings)
  return allowed.ok ? added(facts, fact) : allowed
}

const added = (facts: readonly CaseFact[], fact: CaseFact): Outcome<Recorded> => {
  const after = foldCase([...facts, fact])
  return after ? { ok: true, facts: [fact], after } : refuse('case.not-opened', 409)
}

const recordCorrection = (
  facts: readonly CaseFact[],
  fact: Correction,
  settings: CaseSettings
): Outcome<Recorded> => {
  const wrong = facts.find(other => other.id === fact.of)
  if (!wrong) return refuse('case.nothing-to-correct', 404)
  if (wrong.kind === 'correction' ? fact.instead !== undefined : !isSameThing(wrong, fact.instead))
    return refuse('case.correction-changes-subject', 400)
  if (fact.instead && fact.instead.on > dayOf(fact.at)) return refuse('case.not-yet', 400)
  // What has left the house cannot be made not to have left: it is revoked, visibly.
  if (wrong.kind === 'referral-sent' && !fact.instead) return refuse('case.revoke-instead', 409)
  // The story must still hold together after the correction: no later fact may lose the ground it stands on.
  const [first, ...rest] = effectiveFacts([...facts, fact])
  let now = first && foldCase([first])
  for (const next of rest) {
    if (!now || !checkFact(now, next, settings).ok) return refuse('case.correction-breaks-later', 409)
    now = applyCaseFact(now, next)
  }
  return now ? { ok: true, facts: [fact], after: now } : refuse('case.correction-breaks-later', 409)
}

const subject = (fact: PlainCaseFact) => [
  fact.kind,
  'person' in fact && fact.person,
  'referral' in fact && fact.referral,
  'consent' in fact && fact.consent,
  'to' in fact && fact.kind === 'referral-sent' && fact.to
]
const isSameThing = (wrong: PlainCaseFact, instead: PlainCaseFact | undefined): boolean =>
  instead === undefined
    ? wrong.kind !== 'case-opened'
    : subject(wrong).every((part, index) => part === subject(instead)[index])

type Allowed = Outcome<unknown>
const allowed: Allowed = { ok: true }

const checkFact = (one: Case, fact: PlainCaseFact, settings: CaseSettings): Allowed => {
  const person =
    'person' in fact && fact.kind !== 'person-recorded' ? findPerson(one, fact.person) : undefined
  if ('person' in fact && fact.kind !== 'person-recorded' && !person)
    return refuse('case.person-unknown', 409)
  if (!nextSteps(one, person).includes(fact.kind))
    return refuse('case.not-now', 409, { status: person ? person.status : one.status, step: fact.kind })
  switch (fact.kind) {
    case 'person-recorded':
      return findPerson(one, fact.person) ? refuse('case.recorded-already', 409) : allowed
    case 'case-closed':
      return one.referrals.some(isReferralPending) ? refuse('case.referrals-open', 409) : allowed
    case 'consent-recorded': {
      if (one.consents.some(consent => consent.id === fact.consent))
        return refuse('case.recorded-already', 409)
      const { kind: _kind, at: _at, by: _by, on: givenOn, consent: id, ...rest } = fact
      return checkConsent({ ...rest, id, givenOn })
    }
    case 'consent-withdrawn':
      return consentsOf(one, fact.person).some(consent => consent.id === fact.consent && !consent.withdrawnOn)
        ? allowed
        : refuse('consent.nothing-to-withdraw', 409)
    case 'status-determined':
      return checkStatus(person as PersonInCase, fact.status, fact.body, settings)
    case 'reflection-period-granted':
      return fact.days < shortestReflectionDays || fact.until !== addDays(fact.on, fact.days)
        ? refuse('case.reflection-too-short', 400, { days: shortestReflectionDays })
        : allowed
    case 'referral-sent':
      return one.referrals.some(referral => referral.id === fact.referral)
        ? refuse('case.recorded-already', 409)
        : checkBasis(fact.basis, {
            consents: consentsOf(one, fact.person),
            recipient: fact.to,
            by: fact.by,
            on: fact.on
          })
    case 'referral-accepted':
    case 'referral-declined':
    case 'referral-delivered':
    case 'referral-revoked':
    case 'referral-expired':
      return checkReferralStep(one, fact.referral, fact.person, fact.kind)
    case 'assistance-given':
      return fact.planned === undefined ? allowed : checkPlanned(person as PersonInCase, fact.planned)
    case 'assistance-ended':
      return checkPlanned(person as PersonInCase, fact.planned)
    case 'proceedings-begun':
      return isRunning(person as PersonInCase, fact.track) ? refuse('case.recorded-already', 409) : allowed
    case 'proceedings-ended':
      return isRunning(person as PersonInCase, fact.track) ? allowed : refuse('case.not-begun', 409)
    default:
      return allowed
  }
}

const checkStatus = (
  person: PersonInCase,
  status: IdentificationStatus,
  body: Extract<PlainCaseFact, { kind: 'status-determined' }>['body'],
  settings: CaseSettings
): Allowed => {
  // A formal status is not talked back into a presumption; a wrong one is corrected, and that stays visible.
  if (person.status === 'formally-identified' && status === 'presumed')
    return refuse('case.status-steps-back', 409)
  if (status === 'formally-identified' && !settings.identifyingBodies.includes(body))
    return refuse('case.body-not-authorised', 409, { body })
  return allowed
}

const checkPlanned = (person: PersonInCase, id: FactId): Allowed =>
  person.plan.some(line => line.id === id && !line.endedOn) ? allowed : refuse('case.not-planned', 409)

const isRunning = (person: PersonInCase, track: string): boolean =>
  person.proceedings.some(each => each.track === track && !each.endedOn)

const referralSteps = {
  sent: ['referral-accepted', 'referral-declined', 'referral-revoked', 'referral-expired'],
  accepted: ['referral-delivered', 'referral-revoked'],
  declined: [],
  delivered: [],
  revoked: [],
  expired: []
} as const satisfies Record<CaseReferral['status'], readonly CaseStep[]>

const checkReferralStep = (one: Case, id: ReferralId, person: PersonId, step: CaseStep): Allowed => {
  const referral = one.referrals.find(other => other.id === id && other.person === person)
  const steps: readonly CaseStep[] = referral ? referralSteps[referral.status] : []
  return steps.includes(step) ? allowed : refuse('case.referral-not-now', 409, { step })
}

/** Pending referrals whose consent no longer holds: they must be revoked, and whoever asked is told. */
export const referralsWithoutGround = (one: Case, today: string): readonly CaseReferral[] =>
  one.referrals.filter(referral => {
    if (!isReferralPending(referral) || referral.basis.kind !== 'consent') return false
    const { consent: id } = referral.basis
    const consent = one.consents.find(other => other.id === id)
    return !consent || !isInForce(consent, today)
  })

/**
 * Taking back a consent and, in the same breath, everything pending that rested on it. Both must go into one transaction.
 * `ids`: as many fresh fact ids as facts come out, one more than there are referrals in the case is always enough.
 */
export const withdrawConsent = (
  facts: readonly CaseFact[],
  withdrawal: {
    readonly person: PersonId
    readonly consent: ConsentId
    readonly by: AccountId
    readonly at: Instant
    readonly ids: readonly FactId[]
  },
  settings: CaseSettings = caseSettings
): Outcome<{ readonly facts: readonly CaseFact[] }> => {
  const before = foldCase(facts)
  if (!before) return refuse('case.not-opened', 409)
  const { person, consent, by, at } = withdrawal
  const on = dayOf(at)
  const stopped = restingOn(before.referrals.filter(isReferralPending), consent)
  const [id, ...others] = withdrawal.ids
  if (!id || others.length < stopped.length) return refuse('case.ids-missing', 400)
  const wanted: readonly CaseFact[] = [
    { kind: 'consent-withdrawn', id, at, on, by, person, consent },
    ...stopped.map((referral, index) => ({
      kind: 'referral-revoked' as const,
      id: others[index] as FactId,
      at,
      on,
      by,
      person,
      referral: referral.id
    }))
  ]
  let known = facts
  for (const fact of wanted) {
    const outcome = recordOnCase(known, fact, settings)
    if (!outcome.ok) return outcome
    known = [...known, ...outcome.facts]
  }
  return { ok: true, facts: wanted }
}
