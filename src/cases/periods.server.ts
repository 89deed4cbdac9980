import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Day } from '#services/index.ts'
import { setPeriodOn, shippedKept, type KeptName, type Period, type SetPeriod } from './periods.ts'

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

/** How long it is kept, by the day on which that begins to run. */
export const keptFor = async (
  db: Read,
  network: NetworkId,
  name: KeptName
): Promise<(day: Day) => Period> => {
  const history = await periodHistory(db, network, [name])
  return day => setPeriodOn(history, name, day) ?? shippedKept(name)
}
