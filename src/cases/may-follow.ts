// What the way usually goes on with, though no day waits for it: a new case manager finds the next step here. Beside `dueOn`, never instead:
// what has a day stands there. These are offers, in the order of the mechanism; nobody is late with one.
import type { FactId, OrganisationId, PersonId } from '#kernel/id.ts'
import type { Day, KindOfHelp } from '#services/index.ts'
import { isReferralPending, isTreatedAsChild, presumedVictims } from './case.ts'
import type { Case, PersonInCase, PlannedHelp } from './case.ts'
import { mayShare } from './consent.ts'
import { dueOn } from './due.ts'
import { compensationOpen, reflectionRuns } from './person-in-case.ts'

export const followKinds = [
  'determine-age',
  'determine-best-interest',
  'grant-reflection',
  'record-form',
  'decide-status',
  'take-consent',
  'refer',
  'end-help',
  'claim-compensation',
  'record-protection-needs',
  'ask-protection',
  'answer-protection',
  'end-proceedings',
  'record-payment',
  'assess-return',
  'record-return',
  'begin-follow-up',
  'record-reintegration',
  'close-case',
  'reopen-case'
] as const
export type FollowKind = (typeof followKinds)[number]

export type MayFollow = {
  readonly kind: FollowKind
  readonly person?: PersonId
  /** The line of the plan it is about. */
  readonly planned?: FactId
  readonly service?: KindOfHelp
  readonly to?: OrganisationId
  /** The proceedings, or the measure of protection. */
  readonly about?: string
}

/** What stands beside the facts. */
type Beside = {
  /** The organisations of the team, which need no referral to help. */
  readonly own?: readonly OrganisationId[]
  /** Victims of whom no form of trafficking is on record: without one nobody can be identified. */
  readonly withoutForm?: readonly PersonId[]
}

export const mayFollow = (one: Case, today: Day, beside: Beside = {}): readonly MayFollow[] => {
  if (one.status === 'closed') return [{ kind: 'reopen-case' }]
  const victims = presumedVictims(one)
  return [...victims.flatMap(person => ofPerson(one, person, today, beside)), ...ofCase(one, victims, today)]
}

const ofPerson = (one: Case, person: PersonInCase, today: Day, { own = [], withoutForm = [] }: Beside) => {
  const offer = (when: unknown, kind: FollowKind, more: Partial<MayFollow> = {}): readonly MayFollow[] =>
    when ? [{ kind, person: person.id, ...more }] : []
  const running = person.proceedings.filter(each => !each.endedOn)
  const victim = person.status !== 'not-a-victim'
  return [
    ...offer(person.under18 === 'not-known', 'determine-age'),
    ...offer(
      isTreatedAsChild(person) && person.bestInterestAssessedOn && !person.bestInterest,
      'determine-best-interest'
    ),
    ...offer(person.status === 'presumed' && person.risk && !person.reflection, 'grant-reflection'),
    ...offer(
      victim && person.risk && withoutForm.includes(person.id),
      'record-form'
    ),
    // with a reflection period the decision has its day; without one it is offered
    ...offer(
      person.risk && (person.status === 'undetermined' || (person.status === 'presumed' && !person.reflection)),
      'decide-status'
    ),
    ...person.plan
      .filter(line => !line.endedOn)
      .flatMap((line): readonly MayFollow[] => {
        const about = { planned: line.id, service: line.service, to: line.owner }
        if (line.givenOn || isDelivered(one, person, line)) return offer(true, 'end-help', about)
        if (own.includes(line.owner) || isReferred(one, person, line)) return []
        return offer(true, isAgreed(one, person, line, today) ? 'refer' : 'take-consent', about)
      }),
    ...offer(
      person.status === 'formally-identified' && !person.proceedings.some(each => each.track === 'compensation'),
      'claim-compensation'
    ),
    ...offer(running.length > 0 && person.protectionNeeds.length === 0, 'record-protection-needs'),
    ...offer(person.protectionNeeds.length > 0 && person.protection.length === 0, 'ask-protection'),
    ...person.protection
      .filter(each => each.granted === undefined)
      .flatMap(each => offer(true, 'answer-protection', { about: each.measure })),
    ...running.flatMap(each => offer(true, 'end-proceedings', { about: each.track })),
    ...offer(compensationOpen(person), 'record-payment'),
    ...offer(victim && awaitsReturn(one, person, today), 'assess-return'),
    ...offer(person.returnRiskOn && !person.returnedOn, 'record-return'),
    ...offer(one.status === 'follow-up' && person.visits.length > 0 && !person.reintegratedOn, 'record-reintegration')
  ] // prettier-ignore
}

/** Whoever is brought home from elsewhere is asked about before the journey; the others when what was planned for them is done. */
const awaitsReturn = (one: Case, person: PersonInCase, today: Day): boolean =>
  !person.returnRiskOn &&
  !person.returnedOn &&
  one.status !== 'follow-up' &&
  !reflectionRuns(person, today) &&
  (one.origin === 'transfer' ? person.risk !== undefined : isPlanDone(person))

const isPlanDone = (person: PersonInCase): boolean =>
  person.plan.length > 0 && person.plan.every(line => line.endedOn)

const referralsFor = (one: Case, person: PersonInCase, line: PlannedHelp) =>
  one.referrals.filter(each => each.person === person.id && each.service === line.service)
const isReferred = (one: Case, person: PersonInCase, line: PlannedHelp): boolean =>
  referralsFor(one, person, line).some(isReferralPending)
const isDelivered = (one: Case, person: PersonInCase, line: PlannedHelp): boolean =>
  referralsFor(one, person, line).some(each => each.status === 'delivered' && each.sentOn >= line.plannedOn)

const isAgreed = (one: Case, person: PersonInCase, line: PlannedHelp, today: Day): boolean => {
  const consents = one.consents.filter(each => each.person === person.id)
  return mayShare(consents, 'sharing-with-named-body', line.owner, today).ok
}

const ofCase = (one: Case, victims: readonly PersonInCase[], today: Day): readonly MayFollow[] => {
  if (victims.length === 0 || one.referrals.some(isReferralPending)) return []
  const nothingLeft = victims.every(
    person =>
      person.status === 'not-a-victim' ||
      (person.status === 'undetermined' && person.plan.every(line => line.endedOn))
  )
  const followed =
    one.status === 'follow-up' && !dueOn(one, today).some(due => due.kind === 'visit-follow-up')
  if (nothingLeft || followed) return [{ kind: 'close-case' }]
  return one.status === 'active' && victims.every(isPlanDone) ? [{ kind: 'begin-follow-up' }] : []
}
