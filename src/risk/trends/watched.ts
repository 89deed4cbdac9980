// Which series are looked at every night: each source as a whole, by place, by kind of sign, by category, and by place and kind.
import { countedBy, type CountedBy, type CountedDay, type SourceCode } from '#kernel/counted-source.ts'
import type { Day } from '#kernel/period.ts'
import { units } from './periods.ts'
import type { Watched } from './rises.ts'
import { everything, seriesOf, type Filter } from './series.ts'

/** Alerts are what comes of this: to raise an alert because there are many alerts would feed itself. */
export const notWatched: readonly SourceCode[] = ['alerts']

const valuesOf = (rows: readonly CountedDay[], key: CountedBy): string[] =>
  [...new Set(rows.flatMap(row => row[key] ?? []))].toSorted()

export const filtersOf = (rows: readonly CountedDay[]): Filter[] => {
  const alone = countedBy.flatMap(key =>
    valuesOf(rows, key).map(value => ({ ...everything, [key]: value }) as Filter)
  )
  const together = new Map<string, Filter>()
  for (const { settlement, sign } of rows)
    if (settlement !== null && sign !== null)
      together.set(`${settlement} ${sign}`, { settlement, sign, category: null })
  return [everything, ...alone, ...together.values()]
}

export const watchedOf = (
  source: SourceCode,
  { rows, since, today }: { rows: readonly CountedDay[]; since: Day; today: Day }
): Watched[] =>
  filtersOf(rows).flatMap(filter =>
    units.map(unit => ({ source, filter, series: seriesOf(rows, { unit, since, today }, filter) }))
  )
