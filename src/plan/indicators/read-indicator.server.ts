import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { publicEvaluations } from '../evaluations/store.server.ts'
import { storedValues, strategyOf, toldValues } from '../stored.server.ts'
import { planVerbs } from '../verbs.ts'
import { definitionFactsOf } from './stored.server.ts'
import { whichIndicator } from './which.ts'

/** Everything about one indicator. Values are raw here: whoever shows them protects them for their reader first. */
export const readIndicator = (actor: Actor, id: string, timezone: string) =>
  browse(actor, planVerbs['indicator.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const strategy = await strategyOf(db, network)
    const which = whichIndicator(strategy, id)
    if (!which) throw notFound()
    const stored = await storedValues(db, network, which.key)
    return {
      today: dayIn(now, timezone),
      strategy,
      which,
      stored,
      /** What can be chosen as evidence of a value. */
      evaluations: (await publicEvaluations(db, network)).map(({ id, document }) => ({
        id,
        title: document.words.title
      })),
      told: await toldValues(db, network, which.key),
      facts: (await definitionFactsOf(db, network)).get(which.key) ?? [],
      organisations: await db.rows(sql<{ id: string; name: Trilingual }>`
        select id, name from identity.organisations where network_id = ${network} order by name->>'sr'`),
      people: await db.rows(sql<{ id: string; name: string }>`
        select id, name from identity.people where network_id = ${network}`)
    }
  })
