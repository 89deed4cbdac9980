import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { strategyOf } from '../stored.server.ts'
import { planVerbs } from '../verbs.ts'
import { foldGaps } from './gaps.ts'
import { shippedReadings } from './readings.server.ts'
import { gapFactsOf } from './stored.server.ts'

/** Which measures answer which gap, and everything that was said about it. */
export const readGaps = (actor: Actor) =>
  browse(actor, planVerbs['plan.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const strategy = await strategyOf(db, actor.network)
    const facts = await gapFactsOf(db, actor.network)
    return {
      links: foldGaps(strategy, shippedReadings(strategy.id), facts),
      facts,
      people: await db.rows(sql<{ id: string; name: string }>`
        select id, name from identity.people where network_id = ${actor.network}`)
    }
  })
