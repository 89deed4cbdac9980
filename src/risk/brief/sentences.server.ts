// Why each rise and cluster of a month is one, a sentence each: for a sealed brief, inside the early-warning circle.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Locale, Trilingual } from '#kernel/locale.ts'
import type { Settlement } from '#kernel/network-profile.ts'
import { wordsFor } from '#locales/words.server.ts'
import { neverARisk } from '../alerts/codes.ts'
import { sayWhy } from '../alerts/say-why.ts'
import type { AlertAbout } from '../alerts/rows.server.ts'
import { clusterAlert, clustersOf } from '../hotspots/cluster-alert.server.ts'
import type { KeptScan } from '../hotspots/scans.server.ts'
import { riseAlert } from '../trends/raise-rises.server.ts'
import type { Rise } from '../trends/rises.ts'
import { periodOf } from './found.server.ts'

type Told = Pick<AlertAbout, 'source' | 'kind' | 'category' | 'settlement' | 'why'>

/** Each rise and cluster once: as the alert it became, or as the one it would be. */
export const toldInCircle = async (db: Read, network: string, month: string, rises: readonly Rise[]) => {
  const { from, to } = periodOf(month)
  const scan = await db.row(sql<Pick<KeptScan, 'ranOn' | 'found'>>`
    select ran_on as "ranOn", found from risk.scans
    where network_id = ${network} and told->>'until' >= ${from} and told->>'until' < ${to} order by no desc limit 1`)
  const ranOn = scan?.ranOn
  const clusters =
    ranOn?.method === 'places' ? clustersOf(scan!.found).map(one => clusterAlert(ranOn, one)) : []
  const found = [...rises.map(riseAlert), ...clusters]
  const alerts = await db.rows(sql<Told & { id: string; none: boolean }>`
    select source_id as id, source_kind as source, kind, category, settlement, why,
      coalesce(reason = any (${[...neverARisk]}::text[]), false) as none from risk.alerts
    where network_id = ${network} and source_kind = 'statistics'
      and (raised_on >= ${from} and raised_on < ${to} or source_id = any (${found.map(one => one.source.id)}::text[]))
    order by raised_on, id`)
  const known = new Set(alerts.map(({ id }) => id))
  return [
    ...alerts.filter(({ none }) => !none),
    ...found.filter(one => !known.has(one.source.id)).map((one): Told => ({ ...one, source: 'statistics' }))
  ]
}

export const sentences = (rises: readonly Told[], settlements: readonly Settlement[]): Trilingual[] => {
  const as = (locale: Locale) => ({
    say: (key: string, params?: Record<string, string | number>) => {
      for (const capability of ['alerts', 'domain', 'ui'] as const) {
        const said = wordsFor(locale, capability)(key as never, params)
        if (said !== key) return said
      }
      return key
    },
    locale,
    place: (id: string) => {
      const found = settlements.find(s => s.id === id)
      return (locale === 'sq' ? found?.sq : found?.sr) ?? id
    }
  })
  return rises.map(rise => ({
    sr: sayWhy(rise, as('sr-Latn')),
    sq: sayWhy(rise, as('sq')),
    en: sayWhy(rise, as('en'))
  }))
}
