// How often an indicator is measured, and what a year is made of when it is measured more often.

import { halfYear, month, periodCode, quarter, samePeriod, year, type Period } from '#kernel/period.ts'
import { isSet, latestValue, type IndicatorValue, type Part, type StoredValue } from '../value.ts'

export const measures = ['year', 'half-year', 'quarter', 'month'] as const
export type Measured = (typeof measures)[number]

/** The periods of one year in which something is measured so often; together they fill the year. */
export const periodsIn = (y: number, measured: Measured): Period[] => {
  switch (measured) {
    case 'year':
      return [year(y)]
    case 'half-year':
      return ([1, 2] as const).map(h => halfYear(y, h))
    case 'quarter':
      return ([1, 2, 3, 4] as const).map(q => quarter(y, q))
    case 'month':
      return Array.from({ length: 12 }, (_, m) => month(y, m + 1))
    default:
      return measured satisfies never
  }
}

/** 2026, 2026-H1, 2026-Q3, 2026-04; undefined for anything else. */
export const measuredPeriod = (code: string): Period | undefined => {
  const y = Number(/^(\d{4})(?:-|$)/.exec(code)?.[1])
  if (!(y >= 2000 && y <= 2200)) return undefined
  return measures.flatMap(m => periodsIn(y, m)).find(p => periodCode(p) === code)
}

export const isMeasuredIn = (period: Period, measured: Measured): boolean =>
  periodsIn(Number(period.from.slice(0, 4)), measured).some(p => samePeriod(p, period))

/**
 * The year out of its parts, as soon as all of them are set: counts and shares are summed; of yes or no, and of words, the last
 * one holds. Not for people counted by records: whoever came in two quarters is one person, so those are counted over the year.
 */
export const yearOutOf = (parts: readonly (IndicatorValue | undefined)[]): IndicatorValue | undefined => {
  const set = parts.filter(v => v !== undefined && isSet(v)) as IndicatorValue[]
  const last = set.at(-1)
  if (!last || set.length < parts.length || set.some(v => v.kind !== last.kind)) return undefined
  return last.kind === 'count' || last.kind === 'percent' ? sumOf(set) : last
}

/** The same thing told by several: what they said is added, part by part. Undefined when nobody told anything, or no sum can be made. */
export const sumOf = (values: readonly IndicatorValue[]): IndicatorValue | undefined => {
  const [first] = values
  if (!first || values.some(v => v.kind !== first.kind || !isSet(v))) return undefined
  const counted = values.reduce((sum, v) => sum + v.counted, 0)
  if (first.kind === 'count') {
    const counts = values as Extract<IndicatorValue, { kind: 'count' }>[]
    return {
      kind: 'count',
      value: counts.reduce((sum, v) => sum + v.value!, 0),
      breakdown: sameDimensions(counts),
      counted
    }
  }
  if (first.kind === 'percent') {
    const shares = values as Extract<IndicatorValue, { kind: 'percent' }>[]
    return {
      kind: 'percent',
      numerator: shares.reduce((sum, v) => sum + v.numerator!, 0),
      denominator: shares.reduce((sum, v) => sum + v.denominator!, 0),
      breakdown: sameDimensions(shares),
      counted
    }
  }
  return undefined
}

/** Only a dimension that everybody told can be added up: else its parts would not make the whole. */
const sameDimensions = (values: readonly { breakdown: readonly Part[] }[]): Part[] => {
  const by = new Set(values[0]!.breakdown.map(p => p.by))
  const told = [...by].filter(d => values.every(v => v.breakdown.some(p => p.by === d)))
  const sums = new Map<string, Part>()
  for (const part of values.flatMap(v => v.breakdown).filter(p => told.includes(p.by))) {
    const at = `${part.by} ${part.key}`
    const before = sums.get(at)
    sums.set(
      at,
      before
        ? {
            ...before,
            value: before.value + part.value,
            ...(part.of === undefined ? {} : { of: (before.of ?? 0) + part.of })
          }
        : part
    )
  }
  return [...sums.values()]
}

/** What holds of each part of a year. */
export const partsOfYear = (
  stored: readonly StoredValue[],
  indicator: string,
  y: number,
  measured: Measured
): (StoredValue | undefined)[] => periodsIn(y, measured).map(p => latestValue(stored, indicator, p))
