// A cluster that a scan found, as the alert it can become. The same places in the same month are the same cluster, however often and
// with whatever luck it is looked for.
import { createHash } from 'node:crypto'
import { addDays } from '#kernel/period.ts'
import type { NewAlert } from '../alerts/raise.server.ts'
import type { Finding, Group } from './finding.ts'
import type { RanOn } from './scans.server.ts'

type OnPlaces = Extract<RanOn, { method: 'places' }>
export type FoundCluster = Group & { periods?: number }

/** From this on it is more than to be watched. */
const seldom = 100

export const clustersOf = (found: Finding): FoundCluster[] =>
  found.kind === 'by-population' || found.kind === 'by-time' ? found.groups : []

/** The first of its days: all that was counted, or as many of the last days as stand out. */
const sinceOf = ({ from, to, periodDays }: OnPlaces, { periods }: FoundCluster) =>
  periods === undefined ? from : addDays(to, 1 - periods * periodDays)

/** Tells nothing by itself: places are in it, and cannot be read out. */
const idOf = (ranOn: OnPlaces, cluster: FoundCluster): string => {
  const content = [ranOn.what, sinceOf(ranOn, cluster).slice(0, 7), ...cluster.places.toSorted()].join(' ')
  return `cluster:${createHash('sha256').update(content).digest('base64url')}`
}

export const clusterAlert = (ranOn: OnPlaces, cluster: FoundCluster): NewAlert => {
  const { places, observed, expected, chance } = cluster
  return {
    kind: 'several',
    category: null,
    settlement: places[0] ?? null,
    level: chance.once >= seldom ? 'risk' : 'watch',
    source: { kind: 'statistics', id: idOf(ranOn, cluster) },
    why: {
      code: 'cluster',
      params: {
        places,
        observed,
        usual: Math.round(expected * 10) / 10,
        since: sinceOf(ranOn, cluster),
        until: ranOn.to,
        ...chance
      }
    }
  }
}

/** Of each cluster the id its alert has or would have. Alerts gathered somewhere raise no alert: that would feed itself. */
export const clusterIds = (ranOn: RanOn, found: Finding): string[] =>
  ranOn.method === 'places' && ranOn.what !== 'alerts'
    ? clustersOf(found).map(cluster => idOf(ranOn, cluster))
    : []

/** What may be counted outside of the circle; nothing where nothing could be said. */
export const toldOf = (ranOn: RanOn, found: Finding) =>
  ranOn.method === 'places' &&
  ranOn.what !== 'alerts' &&
  (found.kind === 'by-population' || found.kind === 'by-time')
    ? {
        until: ranOn.to,
        kind: found.kind,
        replicates: ranOn.replicates,
        seed: ranOn.seed,
        clusters: clusterIds(ranOn, found)
      }
    : null
export type Told = NonNullable<ReturnType<typeof toldOf>>
