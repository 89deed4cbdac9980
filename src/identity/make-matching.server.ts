// The circle under whose key case managers compare persons, for a network that was set up before there was one (decision 0016).
import { sql } from 'kysely'
import type { z } from 'zod'
import { makeCircle } from '#access/circles.server.ts'
import { may } from '#access/verbs.ts'
import { actorName, identify, type Look } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { StandingCircle } from './schemas.ts'
import { identityVerbs } from './verbs.ts'

export const MakeMatching = StandingCircle

const isThere = async (db: Look['db'], network: NetworkId) =>
  !!(await db.row(sql`
    select 1 from access.circles where network_id = ${network} and kind = 'matching' and ended_at is null`))

export const isMatchingMissing = (actor: Actor): Promise<boolean> =>
  identify(actor.network, async ({ db }) =>
    may(actor, identityVerbs['network.make-matching']) ? !(await isThere(db, actor.network)) : false
  )

/** Makes it, kept by the coordinator alone: case managers then wait for its key as for every other. Made meanwhile: nothing happens. */
export const makeMatching = (actor: Actor, circle: z.infer<typeof MakeMatching>) => {
  if (!may(actor, identityVerbs['network.make-matching']) || actor.kind !== 'staff') throw notFound()
  const { network, account } = actor
  return identify(network, async ({ db, now }) => {
    // one at a time: two coordinators may press at once
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`matching ${network}`}, 0))`)
    if (await isThere(db, network)) return
    const { id, recipient, sealed, vouch } = circle
    const held = [{ account, kind: 'keeper' as const, sealed, vouch }]
    // fener_identity is not bound by circles
    await makeCircle({ db, now, enterCircle: async () => {} }, { network, account }, { id, kind: 'matching', recipient, held }) // prettier-ignore
    await recordEntry(db, {
      network,
      at: now,
      actor: actorName(actor),
      verb: identityVerbs['network.make-matching'].verb,
      subject: `access.circles/${id}`,
      circle: null,
      detail: {}
    })
  })
}
