// At night: what was written beside alerts that were closed long ago goes, and who did what, and where each came from. Its codes stay
// counted. Which alerts these are, the database's own rule says (db/migrations/0054_alerts.sql).
import { sql } from 'kysely'
import { recordEntry } from '#audit/record.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'
import { dayOf } from '#services/index.ts'
import { alertVerbs } from './verbs.ts'

/** Rewritten afterwards, so that the erased bytes leave the disk. */
export const tablesWithAlerts = ['risk.alert_facts']

/** How many alerts lost their words. */
export const eraseEndedAlerts = (database: Database, { network }: SystemActor): Promise<number> =>
  database.transaction('jobs', { network }, async tx => {
    const db = writeHandle(tx)
    const at = now()
    const today = dayOf(at.toISOString())
    await db.run(sql`
      update risk.alert_facts f set sealed = null, epoch = null, account_id = null
      from risk.alerts a
      where a.network_id = ${network} and f.network_id = ${network} and a.id = f.alert_id and a.erase_on <= ${today}`)
    const erased = await db.run(sql`
      update risk.alerts set source_id = id::text, erase_on = null where network_id = ${network} and erase_on <= ${today}`)
    if (erased)
      await recordEntry(db, {
        network,
        at,
        actor: 'system',
        verb: alertVerbs['alert.erase-ended'].verb,
        subject: 'risk.alerts/ended',
        circle: null,
        detail: { alerts: erased }
      })
    return erased
  })
