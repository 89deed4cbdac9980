// One person of a case, folded from the facts about them. A fact about a line or a deadline nobody set changes nothing.
import type { DecidingBody } from '#kernel/htcds.ts'
import type { AccountId, FactId, OrganisationId, PersonId } from '#kernel/id.ts'
import type { Day, KindOfHelp } from '#services/index.ts'
import type {
  Answer,
  GuardianKind,
  IdentificationStatus,
  LegalMatter,
  PersonRole,
  PersonsView,
  PlainCaseFact,
  Placement,
  ProceedingsTrack,
  ProtectionMeasure,
  ProtectionNeed,
  RiskLevel
} from './facts.ts'

export type PlannedHelp = {
  readonly id: FactId
  readonly service: KindOfHelp
  readonly owner: OrganisationId
  readonly worker?: AccountId
  readonly plannedOn: Day
  readonly until: Day
  readonly cents?: number
  readonly spentCents: number
  readonly givenOn?: Day
  readonly endedOn?: Day
  readonly result?: string
  readonly personsView?: PersonsView
  /** The newest fact that changed who, by when or how much. */
  readonly newest: FactId
}

export type Proceedings = {
  readonly track: ProceedingsTrack
  readonly begunOn: Day
  readonly endedOn?: Day
  readonly outcome?: string
  readonly cents?: number
}
export type LegalDeadline = {
  readonly id: FactId
  readonly matter: LegalMatter
  readonly until: Day
  readonly metOn?: Day
}
export type Protection = {
  readonly measure: ProtectionMeasure
  readonly askedOn: Day
  readonly granted?: boolean
}

/** What the person asked about their own record, and what they were told. */
export type RightsRequest = {
  readonly id: FactId
  readonly is: 'correction' | 'erasure'
  readonly askedOn: Day
  readonly answeredOn?: Day
  readonly refused?: string
}

export type PersonInCase = {
  readonly id: PersonId
  readonly role: PersonRole
  readonly under18: Answer
  readonly recordedOn: Day
  /** Means something for presumed victims only; others in the case keep the value they were recorded with. */
  readonly status: IdentificationStatus
  readonly statusOn: Day
  readonly decidedBy?: DecidingBody
  readonly needs?: { readonly kinds: readonly KindOfHelp[]; readonly on: Day }
  readonly risk?: { readonly level: RiskLevel; readonly placement: Placement; readonly on: Day }
  readonly safetyPlan?: { readonly on: Day; readonly reviewOn: Day }
  readonly reflection?: {
    readonly days: number
    readonly from: Day
    readonly until: Day
    /** The person wished it to end. */
    readonly endedOn?: Day
  }
  readonly guardian?: { readonly kind: GuardianKind; readonly since: Day }
  readonly bestInterestAssessedOn?: Day
  readonly bestInterest?: { readonly on: Day; readonly reviewOn: Day }
  readonly helpGivenOn?: Day
  readonly plan: readonly PlannedHelp[]
  readonly planReviewOn?: Day
  readonly proceedings: readonly Proceedings[]
  readonly compensationPaidCents: number
  readonly deadlines: readonly LegalDeadline[]
  readonly protectionNeeds: readonly ProtectionNeed[]
  readonly protection: readonly Protection[]
  readonly returnRiskOn?: Day
  readonly returnedOn?: Day
  readonly reintegratedOn?: Day
  readonly visits: readonly Day[]
  readonly requests: readonly RightsRequest[]
}

export const nothingYet = (on: Day) => ({
  status: 'presumed' as const,
  statusOn: on,
  plan: [],
  proceedings: [],
  compensationPaidCents: 0,
  deadlines: [],
  protectionNeeds: [],
  protection: [],
  visits: [],
  requests: []
})

type OfPerson = Extract<PlainCaseFact, { person: PersonId }>
/** Facts that change one person and nothing else of the case. */
export type PersonFact = Exclude<
  OfPerson,
  { kind: 'person-recorded' | `consent-${string}` | `referral-${string}` | `disclosure-${string}` }
>

const changed = <T extends { readonly id: FactId }>(
  list: readonly T[],
  id: FactId | undefined,
  change: (line: T) => Partial<T>
): readonly T[] => list.map(line => (line.id === id ? { ...line, ...change(line) } : line))

/** What changes about the person. */
export const applyPersonFact = (person: PersonInCase, fact: PersonFact): Partial<PersonInCase> => {
  const { on } = fact
  switch (fact.kind) {
    case 'needs-assessed':
      return { needs: { kinds: fact.needs, on } }
    case 'risk-assessed':
      return { risk: { level: fact.level, placement: fact.placement, on } }
    case 'safety-plan-made':
      return { safetyPlan: { on, reviewOn: fact.reviewOn } }
    case 'safety-plan-reviewed':
      return person.safetyPlan ? { safetyPlan: { ...person.safetyPlan, reviewOn: fact.reviewOn } } : {}
    case 'age-determined':
      return { under18: fact.under18 }
    case 'status-determined':
      return { status: fact.status, statusOn: on, decidedBy: fact.body }
    case 'reflection-period-granted':
      return { reflection: { days: fact.days, from: on, until: fact.until } }
    case 'reflection-period-ended':
      return person.reflection ? { reflection: { ...person.reflection, endedOn: on } } : {}
    case 'guardian-appointed':
      return { guardian: { kind: fact.guardian, since: on } }
    case 'guardian-ended':
      return { guardian: undefined }
    case 'best-interest-assessed':
      return { bestInterestAssessedOn: on }
    case 'best-interest-determined':
      return { bestInterest: { on, reviewOn: fact.reviewOn } }
    case 'assistance-planned': {
      const { id, service, owner, worker, until, cents } = fact
      const line = { id, service, owner, worker, until, cents, plannedOn: on, spentCents: 0, newest: id }
      return { plan: [...person.plan, line] }
    }
    case 'assistance-replanned': {
      const { id: newest, owner, worker, until, cents } = fact
      return { plan: changed(person.plan, fact.planned, () => ({ newest, owner, worker, until, cents })) }
    }
    case 'money-spent':
      return {
        plan: changed(person.plan, fact.planned, line => ({ spentCents: line.spentCents + fact.cents }))
      }
    case 'assistance-given':
      return {
        helpGivenOn: person.helpGivenOn ?? on,
        plan: changed(person.plan, fact.planned, () => ({ givenOn: on }))
      }
    case 'assistance-ended': {
      const { result, personsView } = fact
      return { plan: changed(person.plan, fact.planned, () => ({ endedOn: on, result, personsView })) }
    }
    case 'plan-reviewed':
      return { planReviewOn: fact.reviewOn }
    case 'proceedings-begun':
      return { proceedings: [...person.proceedings, { track: fact.track, begunOn: on }] }
    case 'proceedings-ended': {
      const { outcome, cents } = fact
      return {
        proceedings: person.proceedings.map(each =>
          each.track === fact.track && !each.endedOn ? { ...each, endedOn: on, outcome, cents } : each
        )
      }
    }
    case 'compensation-paid':
      return { compensationPaidCents: person.compensationPaidCents + fact.cents }
    case 'legal-deadline-set':
      return {
        deadlines: [...person.deadlines, { id: fact.id, matter: fact.matter, until: fact.until }]
      }
    case 'legal-deadline-met':
      return { deadlines: changed(person.deadlines, fact.deadline, () => ({ metOn: on })) }
    case 'protection-needs-recorded':
      return { protectionNeeds: fact.needs }
    case 'protection-asked':
      return { protection: [...person.protection, { measure: fact.measure, askedOn: on }] }
    case 'protection-answered':
      return {
        protection: person.protection.map(each =>
          each.measure === fact.measure && each.granted === undefined
            ? { ...each, granted: fact.granted }
            : each
        )
      }
    case 'return-risk-assessed':
      return { returnRiskOn: on }
    case 'returned':
      return { returnedOn: on }
    case 'reintegration-reached':
      return { reintegratedOn: on }
    case 'follow-up-visited':
      return { visits: [...person.visits, on].toSorted() }
    case 'copy-given':
      return {}
    case 'correction-asked':
    case 'erasure-asked': {
      const is = fact.kind === 'erasure-asked' ? 'erasure' : 'correction'
      return { requests: [...person.requests, { id: fact.id, is, askedOn: on }] }
    }
    case 'correction-answered':
    case 'erasure-answered':
      return {
        requests: changed(person.requests, fact.asked, () => ({ answeredOn: on, refused: fact.refused }))
      }
  }
}

export const waitsForAnswer = (person: PersonInCase, is: RightsRequest['is']): readonly RightsRequest[] =>
  person.requests.filter(each => each.is === is && !each.answeredOn)

/** Asked to be erased, and was not told no: still waiting counts. */
export const wishesErasure = (person: PersonInCase): boolean =>
  person.requests.some(each => each.is === 'erasure' && !each.refused)

/** A victim who was awarded compensation and has not seen it. */
export const compensationOpen = (person: PersonInCase): boolean => {
  const awarded = person.proceedings.filter(
    each => each.track === 'compensation' && (each.outcome === 'granted' || each.outcome === 'partly-granted')
  )
  const cents = awarded.reduce((sum, each) => sum + (each.cents ?? 0), 0)
  return awarded.length > 0 && (person.compensationPaidCents === 0 || person.compensationPaidCents < cents)
}

/** Needs that were found and that no line of the plan answers. */
export const needsWithoutPlan = (person: PersonInCase): readonly KindOfHelp[] =>
  (person.needs?.kinds ?? []).filter(kind => !person.plan.some(line => line.service === kind))

export const reflectionRuns = (person: PersonInCase, today: Day): boolean =>
  person.reflection !== undefined &&
  person.reflection.endedOn === undefined &&
  today <= person.reflection.until
