// The last holder of what nobody else can open comes back for three days, to hand it on (docs/decisions/0017-working-together.md).
import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#access/verbs.ts'
import { actorName, identify, type Read } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { coordinationOf } from './coordination.server.ts'
import { identityVerbs } from './verbs.ts'

export const letInHours = 72
export const LetIn = z.strictObject({ person: z.uuid() })

/**
 * Opens the door to these circles and no other, and shuts it by itself. The person signs in with what they always had: nobody else can,
 * for the keys were theirs. Throws `people.nothing-orphaned`, and `people.came-back` when the address has a new account by now.
 */
export const letInOnceMore = async (
  actor: Actor,
  { person }: z.infer<typeof LetIn>,
  orphanedBy: (db: Read, person: string) => Promise<CircleId[]>
): Promise<{ until: string }> => {
  if (!may(actor, identityVerbs['people.let-in-once-more']) || actor.kind !== 'staff') throw notFound()
  const { network } = actor
  return identify(network, async ({ db, now }) => {
    const gone = await db.row(sql<{ back: boolean }>`
      select exists (select from identity.people o where o.network_id = p.network_id and lower(o.email) = lower(p.email)
                     and o.id <> p.id and (o.left_at is null or o.left_at > ${now})) as back
      from identity.people p where p.network_id = ${network} and p.id = ${person} and p.left_at is not null for update`)
    if (!gone) throw notFound()
    if (gone.back) throw problem('people.came-back', 409)
    const circles = await orphanedBy(db, person)
    if (circles.length === 0) throw problem('people.nothing-orphaned', 409)
    const until = new Date(now.getTime() + letInHours * 3_600_000)
    await db.run(
      sql`update identity.people set left_at = ${until} where network_id = ${network} and id = ${person}`
    )
    await db.run(sql`
      update identity.memberships set until_at = ${until}
      where network_id = ${network} and person_id = ${person} and role = 'case-manager'`)
    await db.run(sql`
      update access.circle_members set until_at = ${until}
      where network_id = ${network} and account_id = ${person} and circle_id = any(${circles}::uuid[])`)
    await recordEntry(db, {
      network,
      at: now,
      actor: actorName(actor),
      verb: 'people.let-in-once-more',
      subject: `identity.people/${person}`,
      circle: await coordinationOf(db, network),
      detail: { circles: circles.length, hours: letInHours }
    })
    return { until: until.toISOString() }
  })
}
