import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { actorName } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { identityVerbs } from './verbs.ts'

/**
 * A person leaves: in one transaction their roles end, their sessions close, and every circle forgets them.
 * What they have already seen cannot be unseen, and the screen that calls this says so.
 */
export const endAccess = async (actor: Actor, person: string) => {
  if (!may(actor, identityVerbs['people.end-access']) || actor.kind !== 'staff') throw notFound()
  if (person === actor.account) throw problem('people.not-yourself', 409)
  await identify(actor.network, async ({ db, now }) => {
    const n = await db.run(sql`
      update identity.people set left_at = ${now}
      where network_id = ${actor.network} and id = ${person} and left_at is null`)
    if (n === 0) throw notFound()
    await db.run(sql`update identity.memberships set until_at = ${now}
                     where network_id = ${actor.network} and person_id = ${person} and until_at is null`)
    await db.run(
      sql`delete from identity.sessions where network_id = ${actor.network} and person_id = ${person}`
    )
    await db.run(sql`update access.circle_members set until_at = ${now}
                     where network_id = ${actor.network} and account_id = ${person} and until_at is null`)
    // the last holder's wrap stays, out of anybody's reach: else what the circle holds would be lost for good
    await db.run(sql`
      delete from access.wraps w where w.network_id = ${actor.network} and w.account_id = ${person}
        and exists (select 1 from access.wraps o where o.network_id = w.network_id and o.circle_id = w.circle_id
                      and o.epoch = w.epoch and o.account_id <> w.account_id)`)
    await recordEntry(db, {
      network: actor.network,
      at: now,
      actor: actorName(actor),
      verb: 'people.end-access',
      subject: `identity.people/${person}`,
      circle: null,
      detail: {}
    })
  })
}
