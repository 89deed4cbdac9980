// What a reader at the desk may see of an indicator's numbers, as they are drawn. A small number is told by nothing: not by a point on a
// line, not by a light that says whether it reached its target, not by the parts beside it.

import type { Day, Period } from '#kernel/period.ts'
import { protectTable, type Cell, type Total } from '#kernel/protect-table.ts'
import { isShown, protect, type Protected, type Sensitive } from '#kernel/small-numbers.ts'
import { isSet, trafficLight, type IndicatorValue, type Light, type Part, type Target } from '#plan/index.ts'
import { protectValue, type ShownValue } from '#publication/annual-report/shown-value.ts'

export const shownToStaff = (value: IndicatorValue, of: Sensitive): ShownValue =>
  protectValue(value, { audience: 'staff', of })

/** The number as it may be drawn: null where it is not set, has no amount, or is protected. A share in percent. */
export const drawn = (value: IndicatorValue, of: Sensitive): number | null => {
  const shown = shownToStaff(value, of)
  if (shown === 'not-set' || shown.kind === 'qualitative') return null
  if (shown.kind === 'yes_no') return shown.value ? 1 : 0
  const v = shown.value
  if (typeof v === 'string' || 'hidden' in v || 'fewerThan' in v) return null
  if ('shown' in v) return v.shown
  return v.denominator === 0 ? null : Math.round((v.numerator / v.denominator) * 1000) / 10
}

/** Set, and not to be seen. */
export const isProtected = (value: IndicatorValue, of: Sensitive): boolean => {
  const shown = shownToStaff(value, of)
  if (shown === 'not-set' || typeof shown.value !== 'object') return false
  return 'hidden' in shown.value || 'fewerThan' in shown.value
}

export const lightFor = (
  value: IndicatorValue | undefined,
  target: Target | undefined,
  of: Sensitive,
  when: { period: Period; today: Day }
): Light => {
  const none = (rule: string): Light => ({ light: 'none', rule: `light.${rule}`, params: {} })
  if (!target) return none('no-target')
  if (!value || !isSet(value)) return none('not-set')
  return isProtected(value, of) ? none('protected') : trafficLight(value, target, when)
}

export type ShownPart = { key: string; shown: ShownValue }
export type ShownParts = { by: string; parts: ShownPart[] }

/** The parts of a value, by each dimension. Where one must be hidden, so many others go with it that nobody can subtract. */
export const shownParts = (value: IndicatorValue, of: Sensitive): ShownParts[] => {
  if (value.kind === 'yes_no' || value.kind === 'qualitative' || !isSet(value)) return []
  const by = [...new Set(value.breakdown.map(p => p.by))]
  if (value.kind === 'count') {
    // one table for all dimensions: their parts make the same whole
    const id = (p: Part) => `${p.by} ${p.key}`
    const safe = besideWhole(
      [{ id: 'whole', value: value.value! }, ...value.breakdown.map(p => ({ id: id(p), value: p.value }))],
      by.map(b => ({ total: 'whole', parts: value.breakdown.filter(p => p.by === b).map(id) })),
      of
    )
    return by.map(b => ({
      by: b,
      parts: value.breakdown.filter(p => p.by === b).map(p => ({ key: p.key, shown: { kind: 'count', value: safe.get(id(p))! } })) // prettier-ignore
    }))
  }
  return by.map(b => {
    const parts = value.breakdown
      .filter(p => p.by === b)
      .map(p => ({ key: p.key, value: { kind: 'percent', numerator: p.value, denominator: p.of ?? p.value, breakdown: [], counted: 0 } as const })) // prettier-ignore
    const hide = isProtected(value, of) || parts.some(p => isProtected(p.value, of))
    return {
      by: b,
      parts: parts.map(p => ({ key: p.key, shown: hide ? { kind: 'percent', value: { hidden: 'partner' } } : shownToStaff(p.value, of) })) // prettier-ignore
    }
  })
}

/** A year and what it is made of, of things that are counted of people: a hidden part takes a partner with it. */
export const shownPeriods = (
  whole: IndicatorValue | undefined,
  parts: readonly (IndicatorValue | undefined)[],
  of: Sensitive
): (ShownValue | undefined)[] => {
  const alone = parts.map(v => v && shownToStaff(v, of))
  if (of === 'none' || parts.length < 2 || !parts.some(v => v && isProtected(v, of))) return alone
  const counts = parts.map(v => (v?.kind === 'count' ? v.value : null))
  const total = whole?.kind === 'count' ? whole.value : null
  if (total === null || counts.some(n => n === null) || counts.reduce<number>((a, n) => a + n!, 0) !== total)
    // not a sum that can be checked: nothing of the year's parts is told
    return parts.map(v => (v && isSet(v) ? hidden(v.kind) : v && 'not-set'))
  const safe = besideWhole(
    [{ id: 'whole', value: total }, ...counts.map((n, i) => ({ id: String(i), value: n! }))],
    [{ total: 'whole', parts: counts.map((_, i) => String(i)) }],
    of
  )
  return counts.map((_, i) => ({ kind: 'count', value: safe.get(String(i))! }))
}

/** The whole is told elsewhere as it is; where the table could be told only without it, none of its parts is. */
const besideWhole = (cells: Cell[], totals: Total[], of: Sensitive): Map<string, Protected> => {
  const to = { audience: 'staff', of } as const
  const safe = protectTable(cells, totals, to)
  const whole = cells.find(c => c.id === 'whole')!
  if (isShown(safe.get('whole')!) || !isShown(protect(whole.value, to))) return safe
  return new Map(cells.map(c => [c.id, c === whole ? protect(c.value, to) : { hidden: 'partner' }]))
}

const hidden = (kind: IndicatorValue['kind']): ShownValue =>
  kind === 'percent'
    ? { kind, value: { hidden: 'partner' } }
    : { kind: 'count', value: { hidden: 'partner' } }
