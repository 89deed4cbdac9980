// The board beside the numbers: who may own tasks, which version is in force, and how this person likes to see it.
import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { readHabits } from '#identity/desk-habits.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { boardFilter } from '#plan/board.ts'
import { ownersOf } from '#plan/owners.server.ts'
import { planVerbs } from '#plan/verbs.ts'

export const planBoard = async (actor: Actor, timezone: string) => {
  const { owners, version, today } = await browse(actor, planVerbs['plan.read'], async ({ db, now }) => ({
    today: dayIn(now, timezone),
    owners: await ownersOf(db, actor.network),
    version: await db.row(sql<{ version: number }>`
      select max(version) as version from plan.strategies where network_id = ${actor.network}`)
  }))
  const { plan } = await readHabits(actor)
  return {
    owners,
    today,
    version: version?.version ?? 1,
    filter: boardFilter(
      plan,
      [...owners.organisations, ...owners.people].map(o => o.id)
    ),
    mayAdd: may(actor, planVerbs['plan.add-task'])
  }
}
