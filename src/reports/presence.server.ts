// Who is reading what, in the memory of this one process: ids and times, nothing of content, gone after a minute without a sign of life
// and with the process. Whoever was shown a report (which is logged) may say "still here" for it without another look.
import type { StaffActor } from '#kernel/actor.ts'
import type { AccountId, CircleId, ReportId } from '#kernel/id.ts'
import type { ReportStep } from './facts.ts'
import { now } from '#platform/clock.server.ts'

export const presenceSeconds = 60

type Seen = {
  network: string
  circle: CircleId
  id: ReportId
  readers: Map<AccountId, number>
  changes: Change[]
}
export type Change = { step: ReportStep; by: AccountId | null; at: number }

const seen = new Map<ReportId, Seen>()
const codes = new Map<string, ReportId>()
/** So many are enough to say what happened since a page was drawn. */
const changesKept = 20

const key = (network: string, code: string) => `${network} ${code}`
const alive = (at: number) => now().getTime() - at <= presenceSeconds * 1000

/** Called by whoever shows a report. */
export const beginReading = (
  actor: StaffActor,
  code: string,
  report: { id: ReportId; circle: CircleId }
): void => {
  sweep()
  const known = seen.get(report.id) ?? {
    network: actor.network,
    circle: report.circle,
    id: report.id,
    readers: new Map(),
    changes: []
  }
  known.readers.set(actor.account, now().getTime())
  seen.set(report.id, known)
  codes.set(key(actor.network, code), report.id)
}

/**
 * "Still here": who else is, and what was done since. Undefined when this person was never shown the report by this process, or has left
 * its circle: the page then asks for it again, which is logged.
 */
export const keepReading = (actor: StaffActor, code: string, since: number) => {
  const id = codes.get(key(actor.network, code))
  const known = id && seen.get(id)
  if (!known || !known.readers.has(actor.account) || !actor.circles.includes(known.circle)) return undefined
  known.readers.set(actor.account, now().getTime())
  return {
    at: now().getTime(),
    readers: othersReading(actor, known.id),
    changes: known.changes.filter(change => change.at > since && change.by !== actor.account)
  }
}

export const stopReading = (actor: StaffActor, code: string): void => {
  const id = codes.get(key(actor.network, code))
  if (id) seen.get(id)?.readers.delete(actor.account)
}

/** Others who are reading this report now. The caller has made sure that the actor may see it. */
export const othersReading = (actor: StaffActor, report: ReportId): AccountId[] =>
  [...(seen.get(report)?.readers ?? [])]
    .filter(([account, at]) => account !== actor.account && alive(at))
    .map(([account]) => account)

/** Something was recorded. Only reports that somebody has on the screen are remembered. */
export const noteChange = (report: ReportId, step: ReportStep, by: AccountId | null = null): void => {
  const known = seen.get(report)
  if (known) known.changes = [...known.changes, { step, by, at: now().getTime() }].slice(-changesKept)
}

const sweep = () => {
  for (const [id, { readers }] of seen) {
    for (const [account, at] of readers) if (!alive(at)) readers.delete(account)
    if (!readers.size) seen.delete(id)
  }
  for (const [code, id] of codes) if (!seen.has(id)) codes.delete(code)
}
