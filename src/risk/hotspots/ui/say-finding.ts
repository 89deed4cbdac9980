// What a scan found as sentences: the same in every place that shows it.
import { formatNumber } from '#locales/format.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import type { ByChance, Finding, Group } from '../finding.ts'

type Names = Readonly<Record<string, string>>
const mostNamed = 4

/** “Domorovce and Donje Korminjane”; of many the first four and how many more. */
export const sayPlaces = (ids: readonly string[], names: Names): string => {
  const said = ids.map(id => names[id] ?? id)
  const [last = '', ...rest] = said.toReversed()
  if (rest.length === 0) return last
  if (said.length > mostNamed + 1)
    return t('scan.and-others', { first: said.slice(0, mostNamed).join(', '), n: said.length - mostNamed })
  return t('scan.and', { first: rest.toReversed().join(', '), last })
}

export const sayChance = ({ once, rarer }: ByChance): string =>
  once === 1
    ? t('scan.chance-often')
    : t(rarer ? 'scan.chance-rarer' : 'scan.chance', { once: formatNumber(language(), once) })

const where = (places: readonly string[], names: Names) =>
  t(places.length === 1 ? 'scan.in.one' : 'scan.in.more', { places: sayPlaces(places, names) })

const sayGroup = (
  group: Group & { periods?: number },
  kind: 'by-population' | 'by-time',
  names: Names,
  periodDays: number
): string => {
  const said = {
    where: where(group.places, names),
    times: tt(`scan.times.${group.times}`),
    chance: sayChance(group.chance)
  }
  return kind === 'by-population'
    ? t('scan.group.by-population', said)
    : t('scan.group.by-time', { ...said, days: (group.periods ?? 1) * periodDays })
}

/** The whole finding: what a heading says, and what stands below it. */
export const sayFinding = (
  found: Finding,
  names: Names,
  periodDays: number
): { heading: string; more: string[] } => {
  if (found.kind === 'too-few') {
    const { code, ...numbers } = found.reason
    return { heading: tt(`scan.few.${code}`, numbers), more: [] }
  }
  if (found.kind === 'areas') {
    const listed = (key: 'scan.areas.hot' | 'scan.areas.cold', ids: string[]) =>
      ids.length > 0 ? [t(key, { places: sayPlaces(ids, names) })] : []
    const lists = [...listed('scan.areas.hot', found.hot), ...listed('scan.areas.cold', found.cold)]
    return {
      heading: t(`scan.areas.${found.together}`, { chance: sayChance(found.chance) }),
      more: lists.length > 0 ? lists : [t('scan.areas.none')]
    }
  }
  const { kind, groups } = found
  const [first, ...others] = groups
  if (!first)
    return {
      heading: t('scan.nothing'),
      more: [t('scan.nothing-near', { chance: sayChance(found.nearest) })]
    }
  const seen = (group: Group) =>
    t('scan.seen', { observed: group.observed, expected: formatNumber(language(), group.expected, 1) })
  return {
    heading: sayGroup(first, kind, names, periodDays),
    more: [seen(first), ...others.flatMap(g => [sayGroup(g, kind, names, periodDays), seen(g)])]
  }
}
