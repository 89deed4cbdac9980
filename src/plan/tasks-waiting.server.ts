// Tasks that wait for somebody: their owner when the deadline comes near or is over, the coordinator when nobody owns what is late.
import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { AccountId, NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { foldTask, isDueSoon, remindsOn, taskRows, type TaskState } from './index.ts'
import { findStrategy, taskFactsOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

const statesOf = async (db: Read, network: NetworkId, today: string) => {
  const strategy = await findStrategy(db, network)
  if (!strategy) return []
  const facts = await taskFactsOf(db, network)
  return taskRows(strategy).map(({ task }) => ({
    task,
    state: foldTask(facts.get(task.id) ?? [], today)
  }))
}

export type WaitingTask = { id: string; words: Trilingual; deadline: string; late: boolean; mine: boolean }

/** The nearest first. Whoever leads the plan also sees what is late and nobody's. */
export const planTasksFor = (actor: Actor, most: number, timezone: string): Promise<WaitingTask[]> =>
  browse(actor, planVerbs['plan.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const leads = may(actor, planVerbs['plan.record-progress'])
    const waits = ({ owner, status, ...rest }: TaskState) =>
      owner?.person === actor.account
        ? status === 'late' || isDueSoon({ owner, status, ...rest }, today)
        : leads && status === 'late'
    return (await statesOf(db, actor.network, today))
      .filter(({ state }) => waits(state))
      .map(({ task: { id, sr, sq, en }, state }) => ({
        id,
        words: { sr, sq, en },
        deadline: state.deadline!,
        late: state.status === 'late',
        mine: state.owner?.person === actor.account
      }))
      .sort((a, b) => Number(b.mine) - Number(a.mine) || a.deadline.localeCompare(b.deadline))
      .slice(0, most)
  })

/** Who is told today that something waits: owners, or null for those who lead the plan. */
export const toRemindOfTasks = (network: NetworkId): Promise<(AccountId | null)[]> =>
  browse({ kind: 'system', network }, planVerbs['plan.read'], async ({ db, now }) => {
    const of = await db.row(sql<{ timezone: string }>`
      select profile->>'timezone' as timezone from identity.networks where network_id = ${network}`)
    const today = dayIn(now, of?.timezone ?? 'UTC')
    const told = (await statesOf(db, network, today))
      .filter(({ state }) => remindsOn(state, today))
      .map(({ state }) => (state.owner?.person ?? null) as AccountId | null)
    return [...new Set(told)]
  })
