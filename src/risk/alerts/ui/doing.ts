// What somebody may do to an alert now, as buttons: the rules of steps.ts asked one by one.
import type { AccountId } from '#kernel/id.ts'
import type { AlertStep } from '../facts.ts'
import { mayStep } from '../steps.ts'
import type { AlertPage } from '../read.server.ts'

const stepOf = {
  take: 'alert-taken',
  plan: 'action-planned',
  note: 'note-added',
  give: 'alert-given',
  extend: 'deadline-extended',
  close: 'alert-closed',
  'no-risk': 'alert-closed',
  reopen: 'alert-reopened'
} as const satisfies Record<string, AlertStep>
export type Doing = keyof typeof stepOf
export const doings = Object.keys(stepOf) as Doing[]

type Of = Pick<AlertPage, 'alert' | 'ownerIsHere'>
type Who = { account: string; coordinator: boolean }

export const mayDo = (one: Of, { account, coordinator }: Who): Doing[] => {
  const who = { account: account as AccountId, coordinator, ownerIsHere: one.ownerIsHere }
  const nobodys = one.alert.state === 'waiting' || (one.alert.state !== 'closed' && !one.ownerIsHere)
  // who says that what is nobody's is no risk takes it with that word
  return doings.filter(doing => (doing === 'no-risk' && nobodys) || mayStep(one.alert, stepOf[doing], who).ok)
}
