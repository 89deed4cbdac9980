// Which circles wait for a new key, told to those who end an access. They are outside most of these circles: standing ones
// are named, case and referral teams are only counted, and few are not counted out.
import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import { protect, type Protected } from '#kernel/small-numbers.ts'
import type { CircleKind } from './circles.server.ts'
import type { Read, Write } from './work.server.ts'

const standing = ['intake', 'coordination', 'matching', 'warning'] as const satisfies CircleKind[]
type Standing = (typeof standing)[number]

export type NewKeysWaiting = {
  standing: Standing[]
  teams: Protected
  /** Teams nobody is left in: no new key, and nobody who could open what they hold. */
  left: Protected
}

/**
 * Marks every circle the person holds the key of. Locks them, so that a new key being made at this moment is either made for
 * those who stay or refused. True when for some circle nobody else holds the key.
 */
export const markForNewKeys = async (
  db: Write,
  { network, account }: { network: NetworkId; account: string },
  now: Date
): Promise<boolean> => {
  const mine = sql`
    select m.circle_id from access.circle_members m
    where m.network_id = ${network} and m.account_id = ${account} and m.until_at is null`
  await db.run(sql`
    update access.circles set renew_since = coalesce(renew_since, ${now})
    where network_id = ${network} and ended_at is null and id in (${mine})`)
  const alone = await db.row(sql`
    select 1 from access.circles c
    where c.network_id = ${network} and c.ended_at is null and c.id in (${mine})
      and not exists (select 1 from access.circle_members o
                      where o.network_id = c.network_id and o.circle_id = c.id and o.until_at is null
                        and o.account_id <> ${account})
    limit 1`)
  return !!alone
}

/** With a handle that sees every circle (sign-in's); what leaves is protected here. */
export const newKeysWaiting = async (db: Read, network: NetworkId): Promise<NewKeysWaiting> => {
  const rows = await db.rows(sql<{ kind: CircleKind; held: boolean }>`
    select c.kind, exists (select 1 from access.circle_members m
                           where m.network_id = c.network_id and m.circle_id = c.id and m.until_at is null) as held
    from access.circles c
    where c.network_id = ${network} and c.renew_since is not null and c.ended_at is null`)
  const isStanding = (kind: CircleKind) => standing.some(one => one === kind)
  const teams = rows.filter(r => !isStanding(r.kind))
  const count = (n: number) => protect(n, { audience: 'staff', of: 'cases' })
  return {
    standing: standing.filter(kind => rows.some(r => r.kind === kind && r.held)),
    teams: count(teams.filter(r => r.held).length),
    left: count(rows.filter(r => !r.held).length)
  }
}
