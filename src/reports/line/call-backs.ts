// What became of a call-back: dated facts and their fold. Facts are codes, times and ids; the number, the safe hours and the
// safe word are sealed, and gone once the matter is closed.
import type { AccountId } from '#kernel/id.ts'
import { refuse, type Outcome } from '#kernel/problem.ts'
import type { Day } from '#kernel/period.ts'
import type { LineName } from '#kernel/line-hours.ts'

type Instant = string
type Fact<Kind extends string, Rest = unknown> = {
  readonly kind: Kind
  readonly at: Instant
  readonly by: AccountId
} & Rest

export const triedHow = ['no-answer', 'someone-else', 'not-safe'] as const
export type TriedHow = (typeof triedHow)[number]

export const givingUpReasons = ['not-reachable', 'asked-not-to', 'not-safe', 'called-again'] as const
export type GivingUpReason = (typeof givingUpReasons)[number]

export type CallBackFact =
  /** Agreed with the caller while speaking. */
  | Fact<'call-back-agreed', { readonly owner: AccountId; readonly dueAt: Instant }>
  /** Nobody picked up. Without a number there is nothing to call. */
  | Fact<
      'call-missed',
      {
        readonly day: Day
        readonly hour: number
        readonly line: LineName
        readonly owner?: AccountId
        readonly dueAt?: Instant
      }
    >
  | Fact<'call-back-taken', { readonly owner: AccountId }>
  | Fact<'call-back-moved', { readonly dueAt: Instant }>
  | Fact<'call-back-tried', { readonly how: TriedHow }>
  | Fact<'call-back-done'>
  | Fact<'call-back-given-up', { readonly reason: GivingUpReason }>

export type CallBackStep = CallBackFact['kind']
export const callBackStatuses = ['due', 'done', 'given-up', 'not-possible'] as const
export type CallBackStatus = (typeof callBackStatuses)[number]

export const nextCallBackSteps = {
  due: ['call-back-taken', 'call-back-moved', 'call-back-tried', 'call-back-done', 'call-back-given-up'],
  done: [],
  'given-up': [],
  'not-possible': []
} as const satisfies Record<CallBackStatus, readonly CallBackStep[]>

export type CallBack = {
  readonly status: CallBackStatus
  readonly owner?: AccountId
  readonly dueAt?: Instant
  readonly tries: number
  readonly lastTried?: { readonly at: Instant; readonly how: TriedHow }
  readonly missed?: { readonly day: Day; readonly hour: number; readonly line: LineName }
}

/** Undefined when the facts do not begin with a call. */
export const foldCallBack = (facts: readonly CallBackFact[]): CallBack | undefined => {
  const [first, ...rest] = facts
  if (first?.kind === 'call-back-agreed')
    return rest.reduce(apply, { status: 'due', owner: first.owner, dueAt: first.dueAt, tries: 0 })
  if (first?.kind !== 'call-missed') return undefined
  const { day, hour, line, owner, dueAt } = first
  const missed = { day, hour, line }
  return rest.reduce(
    apply,
    dueAt
      ? { status: 'due', dueAt, tries: 0, missed, ...(owner ? { owner } : {}) }
      : { status: 'not-possible', tries: 0, missed }
  )
}

const apply = (one: CallBack, fact: CallBackFact): CallBack => {
  if (one.status !== 'due') return one
  switch (fact.kind) {
    case 'call-back-agreed':
    case 'call-missed':
      return one
    case 'call-back-taken':
      return { ...one, owner: fact.owner }
    case 'call-back-moved':
      return { ...one, dueAt: fact.dueAt }
    case 'call-back-tried':
      return { ...one, tries: one.tries + 1, lastTried: { at: fact.at, how: fact.how } }
    case 'call-back-done':
      return { ...one, status: 'done' }
    case 'call-back-given-up':
      return { ...one, status: 'given-up' }
  }
}

/** One more fact, or why not. A call-back that is closed stays closed: whoever calls again is a new call. */
export const recordOnCallBack = (
  one: CallBack,
  fact: CallBackFact
): Outcome<{ readonly fact: CallBackFact }> => {
  const allowed: readonly CallBackStep[] = nextCallBackSteps[one.status]
  if (!allowed.includes(fact.kind)) return refuse('call.already-closed', 409)
  if (fact.kind === 'call-back-moved' && fact.dueAt <= fact.at) return refuse('call.due-in-the-past', 400)
  return { ok: true, fact }
}

export const isClosed = (one: Pick<CallBack, 'status'>): boolean => one.status !== 'due'

export const dueStates = ['late', 'soon', 'ahead'] as const
export type DueState = (typeof dueStates)[number]

/** Late once the hour has passed; soon in the two hours before. */
export const dueState = (dueAt: Instant, now: Instant): DueState => {
  const left = Date.parse(dueAt) - Date.parse(now)
  return left < 0 ? 'late' : left <= 2 * 3_600_000 ? 'soon' : 'ahead'
}
