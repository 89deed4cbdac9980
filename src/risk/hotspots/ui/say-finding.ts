// What a scan found as sentences: the same in every place that shows it.
import { formatNumber } from '#locales/format.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import { sayPlaces as inOneBreath } from '../../say-places.ts'
import type { ByChance, Finding, Group } from '../finding.ts'

type Names = Readonly<Record<string, string>>

export const sayPlaces = (ids: readonly string[], names: Names): string =>
  inOneBreath(
    ids.map(id => names[id] ?? id),
    tt
  )

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

/** The whole finding: what a heading says, and what stands below it; with a cluster its place among those that were found. */
export const sayFinding = (
  found: Finding,
  names: Names,
  periodDays: number
): { heading: string; more: { text: string; heads?: boolean; cluster?: number }[] } => {
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
      more: (lists.length > 0 ? lists : [t('scan.areas.none')]).map(text => ({ text }))
    }
  }
  const { kind, groups } = found
  const [first] = groups
  if (!first)
    return {
      heading: t('scan.nothing'),
      more: [{ text: t('scan.nothing-near', { chance: sayChance(found.nearest) }) }]
    }
  const seen = (group: Group) =>
    t('scan.seen', { observed: group.observed, expected: formatNumber(language(), group.expected, 1) })
  return {
    heading: sayGroup(first, kind, names, periodDays),
    more: groups.flatMap((group, cluster) => [
      ...(cluster > 0 ? [{ text: sayGroup(group, kind, names, periodDays), heads: true }] : []),
      { text: seen(group), cluster }
    ])
  }
}
