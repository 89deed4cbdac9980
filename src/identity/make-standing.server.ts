// Standing circles that came after a network was set up: the one under whose key case managers compare persons (decision 0016),
// and the one that reads what field teams seal (early warning).
import { sql } from 'kysely'
import { z } from 'zod'
import { makeCircle } from '#access/circles.server.ts'
import { standing } from '#access/grant-keys.server.ts'
import { may } from '#access/verbs.ts'
import { actorName, identify, type Look } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { StandingCircle } from './schemas.ts'
import { identityVerbs } from './verbs.ts'

const later = ['matching', 'warning'] as const
type Later = (typeof later)[number]
export const MakeStanding = StandingCircle.extend({ kind: z.enum(later) })

const missing = async (db: Look['db'], network: NetworkId): Promise<Later[]> => {
  const there = await db.rows(sql<{ kind: string }>`
    select kind from access.circles where network_id = ${network} and kind = any(${[...later]}::text[]) and ended_at is null`)
  return later.filter(kind => !there.some(circle => circle.kind === kind))
}

/** What this actor could make: nothing for whoever may not. */
export const missingStanding = (actor: Actor): Promise<Later[]> =>
  identify(actor.network, async ({ db }) =>
    may(actor, identityVerbs['network.make-standing']) ? missing(db, actor.network) : []
  )

/** Makes it with the coordinator in it alone: the others then wait for its key as for every other. Made meanwhile: nothing happens. */
export const makeStanding = (actor: Actor, circle: z.infer<typeof MakeStanding>) => {
  if (!may(actor, identityVerbs['network.make-standing']) || actor.kind !== 'staff') throw notFound()
  const { network, account } = actor
  return identify(network, async ({ db, now }) => {
    // one at a time: two coordinators may press at once
    await db.run(
      sql`select pg_advisory_xact_lock(hashtextextended(${`standing ${circle.kind} ${network}`}, 0))`
    )
    if (!(await missing(db, network)).includes(circle.kind)) return
    const { id, kind, recipient, sealed, vouch } = circle
    const held = [{ account, kind: standing.coordinator[kind]!, sealed, vouch }]
    // fener_identity is not bound by circles
    await makeCircle({ db, now, enterCircle: async () => {} }, { network, account }, { id, kind, recipient, held }) // prettier-ignore
    await recordEntry(db, {
      network,
      at: now,
      actor: actorName(actor),
      verb: identityVerbs['network.make-standing'].verb,
      subject: `access.circles/${id}`,
      circle: null,
      detail: { kind }
    })
  })
}
