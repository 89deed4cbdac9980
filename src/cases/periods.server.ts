import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Day } from '#services/index.ts'
import { setPeriodOn, shippedCasePeriods, type Period, type SetPeriod } from './periods.ts'

/** Every change of these periods that was ever made; what is missing is shipped with Fener. */
export const periodHistory = <Name extends string>(
  db: Read,
  network: NetworkId,
  names: readonly Name[]
): Promise<SetPeriod<Name>[]> =>
  db.rows(sql<SetPeriod<Name>>`
    select name, value, unit, valid_from::text as "from", set_at::text as "setAt", account_id as by, basis
    from identity.settings where network_id = ${network} and name = any(${names}::text[])
    order by valid_from, set_at`)

/** How long a closed case is kept, by the day of its closing. */
export const casePeriod = async (db: Read, network: NetworkId): Promise<(day: Day) => Period> => {
  const history = await periodHistory(db, network, ['keep-closed-case'])
  return day => setPeriodOn(history, 'keep-closed-case', day) ?? shippedCasePeriods['keep-closed-case']
}
