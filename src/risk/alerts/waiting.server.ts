import { sql } from 'kysely'
import { tidy } from '#access/work.server.ts'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import type { Role } from '#kernel/actor.ts'

export const alertRoles = ['operator', 'case-manager', 'coordinator'] as const satisfies readonly Role[]

export type AlertWaits = {
  network: NetworkId
  circle: CircleId
  role: Role
  /** Only this one of them. */
  person: AccountId | null
}

/**
 * Who is told that something waits: the whole circle while an alert is nobody's, its owner on the last day, the coordinators when it is
 * late. Nothing of the alert.
 */
export const circlesWithAlerts = (): Promise<AlertWaits[]> =>
  tidy(({ db, now }) =>
    db.rows(sql<AlertWaits>`
      select distinct network_id as network, circle_id as circle, role, case when of_owner then owner end as person
      from risk.alerts a, lateral (
        select role, false as of_owner from unnest(${[...alertRoles]}::text[]) as role
        where a.state = 'waiting' or (role = 'coordinator' and a.due_at <= ${now})
        union all
        select role, true from unnest(${[...alertRoles]}::text[]) as role
        where a.owner is not null and a.due_at <= ${now}::timestamptz + interval '1 day') as told
      where a.state <> 'closed'`)
  )
