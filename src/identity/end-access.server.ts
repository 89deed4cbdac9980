import { sql } from 'kysely'
import { z } from 'zod'
import { markForNewKeys, newKeysWaiting, type NewKeysWaiting } from '#access/new-keys-waiting.server.ts'
import { actorName, identify, type Read } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { coordinationOf } from './coordination.server.ts'
import { identityVerbs } from './verbs.ts'

export const EndAccess = z.strictObject({
  person: z.uuid(),
  /** Said after `people.last-holder`: the person alone holds the key of some team, and still must go. */
  evenSo: z.boolean(),
  /** Said after `people.alone-with-work`: the person cannot be waited for. */
  emergency: z.boolean().default(false)
})
export type EndAccess = z.infer<typeof EndAccess>
/**
 * Throws when the person may not go yet; asked in the transaction, with whatever they hold already marked and held. Gives the circles whose
 * keys stay, out of anybody's reach, for nobody else could hand them on.
 */
export type MayGo = (db: Read, person: string) => Promise<CircleId[]>

/**
 * A person leaves: in one transaction their roles end, their sessions close, every circle forgets them, and each is marked for
 * a new key. What they have already seen cannot be unseen, and the screen that calls this says so. Gives what waits for new
 * keys. Throws `people.last-holder` when nobody else could open what some team holds, unless `evenSo`.
 */
export const endAccess = async (
  actor: Actor,
  { person, evenSo }: Pick<EndAccess, 'person' | 'evenSo'>,
  mayGo?: MayGo
): Promise<NewKeysWaiting> => {
  if (!may(actor, identityVerbs['people.end-access']) || actor.kind !== 'staff') throw notFound()
  if (person === actor.account) throw problem('people.not-yourself', 409)
  const { network } = actor
  return identify(network, async ({ db, now }) => {
    const n = await db.run(sql`
      update identity.people set left_at = ${now}
      where network_id = ${network} and id = ${person} and left_at is null`)
    if (n === 0) throw notFound()
    const alone = await markForNewKeys(db, { network, account: person }, now)
    const keep = (await mayGo?.(db, person)) ?? []
    if (alone && !evenSo) throw problem('people.last-holder', 409)
    await db.run(sql`update identity.memberships set until_at = ${now}
                     where network_id = ${network} and person_id = ${person} and until_at is null`)
    await db.run(sql`delete from identity.sessions where network_id = ${network} and person_id = ${person}`)
    await db.run(sql`update access.circle_members set until_at = ${now}
                     where network_id = ${network} and account_id = ${person} and until_at is null`)
    // the last holder's wrap stays, out of anybody's reach: else what the circle holds would be lost for good. Whoever holds
    // a newer epoch's root reads back to the older ones, so theirs is as good.
    await db.run(sql`
      delete from access.wraps w where w.network_id = ${network} and w.account_id = ${person} and w.circle_id <> all(${keep}::uuid[])
        and exists (select 1 from access.wraps o
                    join access.circle_members m on m.network_id = o.network_id and m.circle_id = o.circle_id
                      and m.account_id = o.account_id and m.until_at is null
                    where o.network_id = w.network_id and o.circle_id = w.circle_id and o.epoch >= w.epoch)`)
    await recordEntry(db, {
      network,
      at: now,
      actor: actorName(actor),
      verb: 'people.end-access',
      subject: `identity.people/${person}`,
      circle: await coordinationOf(db, network),
      detail: {}
    })
    return newKeysWaiting(db, network)
  })
}
