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
  isTreatedAsChild,
  presumedVictims
} from './case.ts'
import type { Case, CaseReferral } from './case.ts'
import { checkBasis, checkConsent, isInForce, restingOn } from './consent.ts'
import { effectiveFacts, holdingCorrections } from './facts.ts'
import type { CaseFact, CaseStep, Correction, IdentificationStatus, PlainCaseFact } from './facts.ts'
import { compensationOpen, reflectionRuns, waitsForAnswer, wishesErasure } from './person-in-case.ts'
import type { PersonInCase } from './person-in-case.ts'
import { caseSettings, shortestReflectionDays } from './settings.ts'
import type { CaseSettings } from './settings.ts'
import { caseTable, childSteps, closedTable, referralTable, roleTable, statusTable } from './step-tables.ts'
import type { Decision, PersonStep, WholeStep } from './step-tables.ts'

const wholeSteps = Object.keys(caseTable.opened) as WholeStep[]
const personSteps = Object.keys(closedTable) as PersonStep[]

/** Allowed, or why not. Total over everything a case can be. */
export const decide = (one: Case, person: PersonInCase | undefined, step: CaseStep): Decision => {
  if (person === undefined)
    return step in caseTable.opened ? caseTable[one.status][step as WholeStep] : 'case.not-now'
  if (!(step in closedTable)) return 'case.not-now'
  const of = step as PersonStep
  if (one.status === 'closed') return closedTable[of]
  if ((childSteps as readonly string[]).includes(of) && !isTreatedAsChild(person)) return 'case.grown-up'
  const row = roleTable[person.role]
  return row === 'by-status' ? statusTable[person.status][of] : row[of]
}

/** What may be recorded now, of the case as a whole or of one person. */
export const nextSteps = (one: Case, person?: PersonInCase): readonly CaseStep[] =>
  (person === undefined ? wholeSteps : personSteps).filter(step => decide(one, person, step) === 'allowed')

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
  if (holdingCorrections(facts).get(fact.of)?.id !== fact.seen) return refuse('common.changed-by-other', 409)
  // what the person asked for, or took back, is not ours to make undone
  if (!fact.instead && (personsOwnActs as readonly string[]).includes(wrong.kind))
    return refuse('case.persons-own-act', 409)
  if (fact.instead && fact.instead.on > dayOf(fact.at)) return refuse('case.not-yet', 400)
  // What has left the house cannot be made not to have left: it is revoked, visibly.
  if (wrong.kind === 'referral-sent' && !fact.instead) return refuse('case.revoke-instead', 409)
  if (wrong.kind === 'record-exported') return refuse('case.left-already', 409)
  // The story must still hold together after the correction: no later fact may lose the ground it stands on.
  const [first, ...rest] = effectiveFacts([...facts, fact])
  let now = first && foldCase([first])
  for (const next of rest) {
    if (!now || !checkFact(now, next, settings).ok) return refuse('case.correction-breaks-later', 409)
    now = applyCaseFact(now, next)
  }
  return now ? { ok: true, facts: [fact], after: now } : refuse('case.correction-breaks-later', 409)
}

export const personsOwnActs = [
  'consent-withdrawn',
  'correction-asked',
  'erasure-asked'
] as const satisfies readonly CaseStep[]

const subject = (fact: PlainCaseFact) => [
  fact.kind,
  'person' in fact && fact.person,
  'referral' in fact && fact.referral,
  'consent' in fact && fact.consent,
  'conference' in fact && fact.conference,
  fact.kind === 'referral-sent' && fact.to,
  // the day of opening stands on the case itself
  fact.kind === 'case-opened' && fact.on,
  // a colleague agrees to these words and no others
  ...(fact.kind === 'disclosure-asked' ? [fact.to, fact.service, fact.reason, fact.secondPerson] : [])
]
const isSameThing = (wrong: PlainCaseFact, instead: PlainCaseFact | undefined): boolean =>
  instead === undefined
    ? wrong.kind !== 'case-opened'
    : subject(wrong).every((part, index) => part === subject(instead)[index])

const later = (on: string, review: string): Allowed =>
  review > on ? allowed : refuse('case.review-before', 400)

type Allowed = Outcome<unknown>
const allowed: Allowed = { ok: true }

const checkFact = (one: Case, fact: PlainCaseFact, settings: CaseSettings): Allowed => {
  const person =
    'person' in fact && fact.kind !== 'person-recorded' ? findPerson(one, fact.person) : undefined
  if ('person' in fact && fact.kind !== 'person-recorded' && !person)
    return refuse('case.person-unknown', 409)
  const decision = decide(one, person, fact.kind)
  if (decision !== 'allowed') return refuse(decision, 409)
  switch (fact.kind) {
    case 'person-recorded':
      return findPerson(one, fact.person) ? refuse('case.recorded-already', 409) : allowed
    case 'case-kept-longer':
      return fact.until > fact.on ? allowed : refuse('rights.keep-until-later', 400)
    case 'erasure-answered':
      return checkErasure(one, person as PersonInCase, fact)
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
    case 'referral-sent':
      return one.referrals.some(referral => referral.id === fact.referral)
        ? refuse('case.recorded-already', 409)
        : checkBasis(fact.basis, {
            consents: consentsOf(one, fact.person),
            agreements: one.disclosures.filter(
              each => each.person === fact.person && each.service === fact.service
            ),
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
    case 'disclosure-asked':
      return fact.secondPerson === fact.by ? refuse('consent.second-person-needed', 409) : allowed
    case 'disclosure-agreed':
    case 'disclosure-refused': {
      const asked = one.disclosures.find(each => each.id === fact.asked && each.person === fact.person)
      if (asked?.status !== 'asked') return refuse('consent.nothing-asked', 409)
      // the other's own act: nobody agrees in another's name
      return asked.secondPerson === fact.by ? allowed : refuse('consent.not-the-second', 409)
    }
    default:
      return checkPersonFact(person as PersonInCase, fact, settings)
  }
}

/**
 * Nothing is erased under a case that still helps or a court that still asks: the person is told so, with the reason. What is written of
 * several is of all of them, so it goes when all of them wish it, or when the period ends.
 */
const checkErasure = (
  one: Case,
  person: PersonInCase,
  fact: Extract<PlainCaseFact, { kind: 'erasure-answered' }>
): Allowed => {
  if (!waitsForAnswer(person, 'erasure').some(each => each.id === fact.asked))
    return refuse('rights.nothing-asked', 409)
  if (fact.refused) return allowed
  if (one.status !== 'closed') return refuse('rights.close-first', 409)
  if (one.persons.some(other => other.proceedings.some(each => !each.endedOn)))
    return refuse('rights.proceedings-run', 409)
  return presumedVictims(one).every(wishesErasure) ? allowed : refuse('rights.others-on-case', 409)
}

const checkPersonFact = (person: PersonInCase, fact: PlainCaseFact, settings: CaseSettings): Allowed => {
  switch (fact.kind) {
    case 'status-determined':
      return checkStatus(person, fact.status, fact.body, settings)
    case 'reflection-period-granted':
      return fact.days < shortestReflectionDays || fact.until !== addDays(fact.on, fact.days)
        ? refuse('case.reflection-too-short', 400, { days: shortestReflectionDays })
        : allowed
    case 'reflection-period-ended':
      return reflectionRuns(person, fact.on) ? allowed : refuse('case.no-reflection-period', 409)
    case 'safety-plan-made':
    case 'plan-reviewed':
      return later(fact.on, fact.reviewOn)
    case 'safety-plan-reviewed':
      return person.safetyPlan ? later(fact.on, fact.reviewOn) : refuse('case.no-safety-plan', 409)
    case 'guardian-ended':
      return person.guardian ? allowed : refuse('case.no-guardian', 409)
    case 'best-interest-determined':
      if (!person.bestInterestAssessedOn) return refuse('case.assess-best-interest-first', 409)
      return fact.options.includes(fact.decision)
        ? later(fact.on, fact.reviewOn)
        : refuse('case.decision-not-considered', 400)
    case 'legal-deadline-met':
      return person.deadlines.some(each => each.id === fact.deadline && !each.metOn)
        ? allowed
        : refuse('case.no-such-deadline', 409)
    case 'protection-asked':
      return person.protection.some(each => each.measure === fact.measure && each.granted === undefined)
        ? refuse('case.recorded-already', 409)
        : allowed
    case 'protection-answered':
      return person.protection.some(each => each.measure === fact.measure && each.granted === undefined)
        ? allowed
        : refuse('case.not-asked', 409)
    case 'compensation-paid':
      return compensationOpen(person) ? allowed : refuse('case.nothing-awarded', 409)
    case 'returned':
      return person.returnRiskOn ? allowed : refuse('case.return-risk-first', 409)
    case 'assistance-replanned': {
      const known = checkPlanned(person, fact.planned)
      if (!known.ok) return known
      // two at once: the second sees what the first wrote, and chooses
      return person.plan.some(line => line.id === fact.planned && line.newest === fact.seen)
        ? allowed
        : refuse('common.changed-by-other', 409)
    }
    case 'money-spent':
      return person.plan.some(line => line.id === fact.planned) ? allowed : refuse('case.not-planned', 409)
    case 'assistance-given':
      return fact.planned === undefined ? allowed : checkPlanned(person, fact.planned)
    case 'assistance-ended':
      return checkPlanned(person, fact.planned)
    case 'correction-answered':
      return waitsForAnswer(person, 'correction').some(each => each.id === fact.asked)
        ? allowed
        : refuse('rights.nothing-asked', 409)
    case 'erasure-asked':
      return waitsForAnswer(person, 'erasure').length > 0 ? refuse('rights.asked-already', 409) : allowed
    case 'proceedings-begun':
      return isRunning(person, fact.track) ? refuse('case.recorded-already', 409) : allowed
    case 'proceedings-ended':
      return isRunning(person, fact.track) ? allowed : refuse('case.not-begun', 409)
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

const checkReferralStep = (
  one: Case,
  id: ReferralId,
  person: PersonId,
  step: keyof (typeof referralTable)['sent']
): Allowed => {
  const referral = one.referrals.find(other => other.id === id && other.person === person)
  const decision = referral && referralTable[referral.status][step]
  return decision === 'allowed' ? allowed : refuse('case.referral-not-now', 409, { step })
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
