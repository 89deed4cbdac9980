import { series } from '#app/series.server.ts'
import type { NetworkInUse } from '#app/network.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { MapPlace } from '#risk/hotspots/map.server.ts'

/** The settlements of the network and the language of the reader: what every map of early warning begins with. */
export const placeOf = ({
  network,
  locale
}: {
  network?: NetworkInUse
  locale: MapPlace['locale']
}): MapPlace => {
  if (!network) throw notFound()
  return { sources: series, settlements: network.settlements, timezone: network.profile.timezone, locale }
}
