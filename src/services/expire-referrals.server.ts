// Nobody answered: at night the referral expires, the packet is taken back and the provider's access ends. Runs as the jobs' own role,
// which reaches referrals that wait for an answer and no word of any (db/migrations/0022_referral_ends.sql).
import { sql } from 'kysely'
import { recordEntry } from '#audit/record.server.ts'
import { may } from '#access/verbs.ts'
import type { CircleId, OrganisationId, ReferralId } from '#kernel/id.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { addDays, dayOf } from './day.ts'
import { endProvidersAccess } from './end-access.server.ts'
import { referralSettings } from './referral.ts'
import { deletePacket } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

type Waiting = { id: ReferralId; circle: CircleId; to: OrganisationId }

/** How many expired. One referral is one transaction: stopped in between, the next night goes on. */
export const expireReferrals = async (database: Database, { network }: SystemActor): Promise<number> => {
  if (!may({ kind: 'system', network }, referralVerbs['referral.expire'])) throw notFound()
  const at = now()
  const today = dayOf(at.toISOString())
  const sentBefore = addDays(today, -referralSettings.expireDays)
  const unanswered = sql`network_id = ${network} and status = 'sent' and sent_on <= ${sentBefore}::date`
  const waiting = await database.transaction('jobs', { network }, tx =>
    readHandle(tx).rows(sql<Waiting>`
      select id, circle_id as circle, to_organisation as to from services.referrals where ${unanswered} order by sent_on, id`)
  )
  let expired = 0
  for (const row of waiting)
    expired += await database.transaction('jobs', { network }, async tx => {
      const db = writeHandle(tx)
      // answered or revoked in the meantime: then there is nothing to do
      const done = await db.run(sql`
        update services.referrals set status = 'expired' where ${unanswered} and id = ${row.id}`)
      if (!done) return 0
      await db.run(sql`
        insert into services.referral_facts (network_id, id, circle_id, referral_id, kind, happened_on, at)
        values (${network}, ${crypto.randomUUID()}, ${row.circle}, ${row.id}, 'referral-expired', ${today}, ${at})`)
      await deletePacket(db, network, row.id)
      await endProvidersAccess({ db, now: at }, network, { ...row, caseId: null })
      await recordEntry(db, {
        network,
        at,
        actor: 'system',
        verb: referralVerbs['referral.expire'].verb,
        subject: `services.referrals/${row.id}`,
        circle: row.circle,
        detail: {}
      })
      return 1
    })
  return expired
}
