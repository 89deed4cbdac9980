// The map of the annual report: early risks recognised by settlement in one year, protected as the public may see them.
import { sql } from 'kysely'
import { count, type Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { year as yearPeriod } from '#kernel/period.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { protectTable } from '#kernel/protect-table.ts'
import type { PlacesBlock } from '#publication/index.ts'
import { neverARisk } from '../alerts/codes.ts'
import { findBoundary } from './boundaries.server.ts'
import { ownAreas } from './map.server.ts'
import { classOf, drawSettlements } from './settlement-map.ts'

const elsewhere = 'elsewhere-or-unknown'

/** Undefined when nothing was recognised that year: a map of nothing says nothing. */
export const reportPlaces = async (
  db: Read,
  network: NetworkId,
  profile: NetworkProfile,
  year: number
): Promise<Omit<PlacesBlock, 'kind' | 'id' | 'caption'> | undefined> => {
  const { from, to } = yearPeriod(year)
  const rows = await count(network, ({ db }) =>
    db.rows(sql<{ settlement: string | null; n: number }>`
      select settlement, count(*)::int as n from risk.alerts
      where raised_on >= ${from} and raised_on < ${to} and (reason is null or reason <> all (${[...neverARisk]}::text[]))
      group by 1`)
  )
  if (rows.length === 0) return undefined
  const known = new Set(profile.settlements.map(s => s.id))
  const sum = (here: (settlement: string | null) => boolean) =>
    rows.filter(r => here(r.settlement)).reduce((n, r) => n + r.n, 0)
  // how many there were in all stands in the report too: whoever subtracts must find nothing
  const cells = [
    ...profile.settlements.map(({ id }) => ({ id, value: sum(s => s === id) })),
    { id: elsewhere, value: sum(s => s === null || !known.has(s)) },
    { id: 'all', value: sum(() => true) }
  ]
  const parts = cells.map(c => c.id).filter(id => id !== 'all')
  const shown = protectTable(cells, [{ total: 'all', parts }], { audience: 'public', of: 'reports' })
  const boundary = await findBoundary(db, network)
  const map = drawSettlements(
    profile.settlements.map(({ id, sr, lat, lon }) => ({
      id,
      name: sr,
      lat,
      lon,
      class: classOf(shown.get(id)!)
    })),
    ownAreas(boundary)
  )
  if (!map) return undefined
  return {
    width: map.phone.width,
    height: map.phone.height,
    outlines: map.phone.outlines,
    ...(boundary?.credit ? { credit: boundary.credit } : {}),
    places: map.phone.points.map(({ id, x, y, radius, label }) => {
      const { sr, sr_cyrl, sq } = profile.settlements.find(s => s.id === id)!
      return { name: { sr, sr_cyrl, sq }, x, y, radius, shown: shown.get(id)!, ...(label ? { label } : {}) }
    })
  }
}
