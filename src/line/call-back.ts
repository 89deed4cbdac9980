// A call that was promised back: dated facts and their fold. Who calls is whoever took it last; it ends when the person was
// reached, or when somebody says that it cannot be done any more.
import { refuse, type Outcome } from '#kernel/problem.ts'
import type { AccountId } from '#kernel/id.ts'

export const callBackSteps = ['taken', 'tried', 'reached', 'given-up'] as const
export type CallBackStep = (typeof callBackSteps)[number]
export type CallBackFact = { readonly kind: CallBackStep; readonly at: string; readonly by: AccountId }

export type CallBackStatus = 'nobodys' | 'taken' | 'done'
export const nextCallBackSteps = {
  nobodys: ['taken', 'tried', 'reached', 'given-up'],
  taken: ['taken', 'tried', 'reached', 'given-up'],
  done: []
} as const satisfies Record<CallBackStatus, readonly CallBackStep[]>

export type CallBack = {
  readonly status: CallBackStatus
  readonly owner?: AccountId
  readonly tries: number
  readonly lastTriedAt?: string
  readonly ended?: 'reached' | 'given-up'
}

export const foldCallBack = (facts: readonly CallBackFact[]): CallBack =>
  facts.reduce<CallBack>(
    (state, { kind, at, by }) => {
      if (state.status === 'done') return state
      switch (kind) {
        case 'taken':
          return { ...state, status: 'taken', owner: by }
        case 'tried':
          return {
            ...state,
            status: 'taken',
            owner: state.owner ?? by,
            tries: state.tries + 1,
            lastTriedAt: at
          }
        case 'reached':
        case 'given-up':
          return { ...state, status: 'done', owner: by, ended: kind }
      }
    },
    { status: 'nobodys', tries: 0 }
  )

/** Refuses a step on a call that is over: somebody else reached the person meanwhile. */
export const recordCallBack = (
  callBack: CallBack,
  step: CallBackStep
): Outcome<{ readonly step: CallBackStep }> =>
  (nextCallBackSteps[callBack.status] as readonly CallBackStep[]).includes(step)
    ? { ok: true, step }
    : refuse('line.call-back-over', 409)
