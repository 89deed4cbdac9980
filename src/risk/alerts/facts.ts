// What became of a recognised early risk: dated facts and their fold. Facts are codes, days and ids; all words are sealed to the
// early-warning circle beside them. What may follow what stands in `step-tables.ts`, what a step itself must hold to in `steps.ts`.
import type { AccountId, FactId } from '#kernel/id.ts'
import type { Day, Instant } from '#services/index.ts'
import { levels, type Level } from '../matrix.ts'
import type {
  ActionKind,
  AlertReopeningReason,
  ExtensionReason,
  NotARiskReason,
  UnknowableReason
} from './codes.ts'

/** A level that becomes an alert. */
export type AlertLevel = Exclude<Level, 'none'>
export const alertLevels = levels.filter((level): level is AlertLevel => level !== 'none')

export const alertStates = ['waiting', 'taken', 'planned', 'closed'] as const
export type AlertState = (typeof alertStates)[number]

/** "Not a risk" is said with its reason; it did not come true then. */
export type Ending =
  | { readonly outcome: 'came-true' }
  | { readonly outcome: 'prevented' }
  | { readonly outcome: 'did-not'; readonly notARisk?: NotARiskReason }
  | { readonly outcome: 'cannot-be-known'; readonly unknowable: UnknowableReason }

/** `by` is null for what the machine did. */
type Fact<Kind extends string, Rest = unknown> = {
  readonly kind: Kind
  readonly id: FactId
  readonly at: Instant
  readonly by: AccountId | null
} & Rest
/** The moment by which somebody must have gone on with it, as it was promised then: a change of the hours never rewrites it. */
type Promised = { readonly dueAt: Instant }

export type AlertFact =
  | Fact<'alert-raised', Promised & { readonly level: AlertLevel }>
  | Fact<'alert-taken', Promised>
  | Fact<'alert-given', Promised & { readonly to: AccountId }>
  | Fact<'action-planned', Promised & { readonly action: ActionKind; readonly until: Day }>
  | Fact<'note-added'>
  | Fact<'deadline-extended', Promised & { readonly until: Day; readonly reason: ExtensionReason }>
  | Fact<'alert-closed', Ending>
  | Fact<'alert-reopened', Promised & { readonly reason: AlertReopeningReason }>

export type AlertStep = AlertFact['kind']

type Common = { readonly level: AlertLevel; readonly raisedAt: Instant; readonly reopened: number }
type Action = { readonly action: ActionKind; readonly until: Day }
export type Alert = Common &
  (
    | { readonly state: 'waiting'; readonly dueAt: Instant }
    | { readonly state: 'taken'; readonly owner: AccountId; readonly dueAt: Instant }
    | {
        readonly state: 'planned'
        readonly owner: AccountId
        readonly dueAt: Instant
        readonly action: Action
      }
    | {
        readonly state: 'closed'
        readonly ending: Ending
        readonly closedAt: Instant
        readonly closedBy: AccountId | null
      }
  )

/** Undefined when the facts do not begin with a raising: then there is no alert. */
export const foldAlert = (facts: readonly AlertFact[]): Alert | undefined => {
  const [first, ...rest] = facts
  if (first?.kind !== 'alert-raised') return undefined
  const { level, at, dueAt } = first
  return rest.reduce(applyAlertFact, { state: 'waiting', level, raisedAt: at, reopened: 0, dueAt } as Alert)
}

/** Total: a fact that has no place in a state leaves it as it is. What is let in is decided before, in `steps.ts`. */
export const applyAlertFact = (alert: Alert, fact: AlertFact): Alert => {
  const { level, raisedAt, reopened } = alert
  const common = { level, raisedAt, reopened }
  if (alert.state === 'closed')
    return fact.kind === 'alert-reopened'
      ? { ...common, reopened: reopened + 1, state: 'waiting', dueAt: fact.dueAt }
      : alert
  switch (fact.kind) {
    case 'alert-raised':
    case 'note-added':
    case 'alert-reopened':
      return alert
    case 'alert-taken':
      return fact.by === null ? alert : { ...common, state: 'taken', owner: fact.by, dueAt: fact.dueAt }
    case 'alert-given':
      // a planned action goes on in other hands, with its own day
      return alert.state === 'planned'
        ? { ...alert, owner: fact.to }
        : { ...common, state: 'taken', owner: fact.to, dueAt: fact.dueAt }
    case 'action-planned': {
      if (alert.state === 'waiting') return alert
      const { action, until, dueAt } = fact
      return { ...common, state: 'planned', owner: alert.owner, dueAt, action: { action, until } }
    }
    case 'deadline-extended':
      return alert.state === 'waiting' ? alert : { ...alert, dueAt: fact.dueAt }
    case 'alert-closed':
      return { ...common, state: 'closed', ending: endingOf(fact), closedAt: fact.at, closedBy: fact.by }
  }
}

const endingOf = (fact: Ending): Ending => {
  switch (fact.outcome) {
    case 'came-true':
    case 'prevented':
      return { outcome: fact.outcome }
    case 'did-not':
      return fact.notARisk ? { outcome: 'did-not', notARisk: fact.notARisk } : { outcome: 'did-not' }
    case 'cannot-be-known':
      return { outcome: 'cannot-be-known', unknowable: fact.unknowable }
  }
}

export const ownerOf = (alert: Alert): AccountId | undefined =>
  alert.state === 'taken' || alert.state === 'planned' ? alert.owner : undefined
