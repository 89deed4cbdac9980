// Until when somebody must have gone on with an alert. House habits of Fener, no law: a network that wants others says so in its protocol.
import { instantOf } from '#kernel/wall-clock.ts'
import { addDays, type Day, type Instant } from '#services/index.ts'
import { ownerOf, type Alert, type AlertLevel } from './facts.ts'

/** To be taken after it was raised, and to have an action or an end after it was taken. */
export const alertHours = { urgent: 24, risk: 3 * 24, watch: 14 * 24 } as const satisfies Record<
  AlertLevel,
  number
>

/** After the end the words beside it go, and who did what; that there was an alert and what came of it stays counted. */
export const wordsKeptMonths = 24

const hour = 3_600_000

export const dueAfter = (at: Instant, level: AlertLevel): Instant =>
  new Date(Date.parse(at) + alertHours[level] * hour).toISOString()

/** A promised day is kept until it is over where the network sits. */
export const endOfDay = (day: Day, zone: string): Instant =>
  instantOf(addDays(day, 1), '00:00', zone).toISOString()

export const isLate = (alert: Pick<Alert, 'state'> & { dueAt?: Instant }, now: Instant): boolean =>
  alert.state !== 'closed' && alert.dueAt !== undefined && alert.dueAt <= now

/**
 * Who must act now. An alert nobody took within its hours is the coordinator's, and so is at once what belonged to somebody who left:
 * nothing ends unowned.
 */
export const whoseTurn = (
  alert: Alert,
  { now, ownerIsHere }: { now: Instant; ownerIsHere: boolean }
): 'nobody' | 'anybody' | 'owner' | 'coordinator' => {
  if (alert.state === 'closed') return 'nobody'
  if (ownerOf(alert) !== undefined) return ownerIsHere ? 'owner' : 'coordinator'
  return isLate(alert, now) ? 'coordinator' : 'anybody'
}
