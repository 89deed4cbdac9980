// What may be recorded on an alert now, and by whom. Only its owner or a coordinator decides; whoever sees it may note and, while it
// is nobody's, take it.
import type { AccountId } from '#kernel/id.ts'
import { refuse, type Outcome } from '#kernel/problem.ts'
import { addDays, dayOf } from '#services/index.ts'
import { foldAlert, ownerOf, type Alert, type AlertFact, type AlertStep } from './facts.ts'
import { alertTable } from './step-tables.ts'

/** Who asks. `ownerIsHere`: the owner still belongs to the circle; what belonged to somebody who left is nobody's. */
export type Standing = {
  readonly account: AccountId
  readonly coordinator: boolean
  readonly ownerIsHere: boolean
}

/** How far ahead a day can be promised at once; afterwards somebody says again why. */
export const longestActionDays = 180
export const longestExtensionDays = 60

const allowed = { ok: true } as const

/** Allowed, or why not. Total over every state, step and person. */
export const mayStep = (alert: Alert, step: AlertStep, who: Standing): Outcome<object> => {
  const owner = who.ownerIsHere ? ownerOf(alert) : undefined
  // an owner who left leaves it as if nobody had taken it
  const state = owner === undefined && alert.state !== 'closed' ? 'waiting' : alert.state
  const decision = alertTable[state][step]
  switch (decision) {
    case 'allowed':
      return allowed
    case 'owner':
      return who.coordinator || owner === who.account ? allowed : refuse('alert.not-yours', 403)
    case 'someone-elses':
      if (owner === who.account) return refuse('alert.yours-already', 409)
      return who.coordinator ? allowed : refuse('alert.someone-elses', 409)
    case 'coordinator':
      return who.coordinator ? allowed : refuse('alert.take-it-first', 409)
    default:
      return refuse(decision, 409)
  }
}

type Recorded = { readonly facts: readonly AlertFact[]; readonly after: Alert }

/** Adds one fact, or says why not. The given facts are never changed. */
export const recordOnAlert = (
  facts: readonly AlertFact[],
  fact: AlertFact,
  who: Standing
): Outcome<Recorded> => {
  const before = foldAlert(facts)
  if (!before) return refuse('alert.not-raised', 409)
  const may = mayStep(before, fact.kind, who)
  if (!may.ok) return may
  const today = dayOf(fact.at)
  if (fact.kind === 'alert-given' && who.ownerIsHere && ownerOf(before) === fact.to)
    return refuse('alert.has-it-already', 409)
  if (fact.kind === 'action-planned' && !within(fact.until, today, longestActionDays))
    return refuse('alert.until-when', 400, { days: longestActionDays })
  if (fact.kind === 'deadline-extended' && !within(fact.until, today, longestExtensionDays))
    return refuse('alert.until-when', 400, { days: longestExtensionDays })
  const after = foldAlert([...facts, fact])
  return after ? { ok: true, facts: [...facts, fact], after } : refuse('alert.not-raised', 409)
}

const within = (until: string, today: string, days: number) => until >= today && until <= addDays(today, days)
