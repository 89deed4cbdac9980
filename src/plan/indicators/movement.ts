// Does an indicator move, and which way? Said of two numbers that a reader may see, with the direction that somebody set: where one of
// the three is missing, nothing is said. A running year of a count is not over, so it is never compared with a whole one.

import { previous, samePeriod, year, type Day, type Period } from '#kernel/period.ts'
import { isSet, latestValue, type IndicatorValue, type StoredValue } from '../value.ts'
import type { Defined } from './definition.ts'

export type Way = 'better' | 'worse' | 'same' | 'cannot-be-said'
/** `rule` is the message key of the sentence that says why. */
export type Movement = {
  way: Way
  rule: string
  /** What was compared; null when nothing could be. */
  now: { period: Period; number: number } | null
  then: { period: Period; number: number; baseline: boolean } | null
}

const unknown = (rule: string): Movement => ({
  way: 'cannot-be-said',
  rule: `movement.${rule}`,
  now: null,
  then: null
})

export type Moving = {
  indicator: string
  stored: readonly StoredValue[]
  defined: Pick<Defined, 'better' | 'baseline'>
  today: Day
  /** Whether a reader may see this value: a small number must not be told by its direction either. */
  shown: (value: IndicatorValue) => boolean
}

/** The last year that is over (or, for what has no amount that grows, the running one) against the one before, else against the baseline. */
export const movementOf = ({ indicator, stored, defined, today, shown }: Moving): Movement => {
  const at = (p: Period) => {
    const found = latestValue(stored, indicator, p)?.value
    return found && isSet(found) ? { period: p, value: found } : undefined
  }
  const running = year(Number(today.slice(0, 4)))
  const candidate = at(running)
  const grows = (candidate?.value.kind ?? 'count') === 'count'
  const now = (grows ? undefined : candidate) ?? at(previous(running)) ?? at(previous(previous(running)))
  if (!now) return unknown(candidate ? 'year-runs' : 'not-set')
  if (now.value.kind === 'qualitative') return unknown('words')
  const baseline = defined.baseline
  const earlier =
    at(previous(now.period)) ??
    (baseline && isYear(baseline.period) && baseline.period.from < now.period.from ? baseline : undefined)
  if (!earlier || earlier.value.kind !== now.value.kind) return unknown('nothing-before')
  const [a, b] = [amount(earlier.value), amount(now.value)]
  if (a === undefined || b === undefined) return unknown('no-base')
  if (!shown(earlier.value) || !shown(now.value)) return unknown('protected')
  const better = defined.better ?? (now.value.kind === 'yes_no' ? 'more' : null)
  const way = a === b ? 'same' : !better ? undefined : b > a === (better === 'more') ? 'better' : 'worse'
  if (!way) return unknown('no-direction')
  const against = earlier === baseline ? 'baseline' : 'before'
  return {
    way,
    rule: `movement.${way}.${now.value.kind === 'yes_no' ? 'yes-no' : against}`,
    now: { period: now.period, number: b },
    then: { period: earlier.period, number: a, baseline: earlier === baseline }
  }
}

/** A part of a year, or several, is not compared with one. */
const isYear = (period: Period): boolean => samePeriod(period, year(Number(period.from.slice(0, 4))))

/** One number to compare by; a share in percent with one place. Undefined where there was nothing to count. */
const amount = (v: IndicatorValue): number | undefined => {
  switch (v.kind) {
    case 'count':
      return v.value!
    case 'percent':
      return v.denominator === 0 ? undefined : Math.round((v.numerator! / v.denominator!) * 1000) / 10
    case 'yes_no':
      return v.value ? 1 : 0
    case 'qualitative':
      return undefined
    default:
      return v satisfies never
  }
}
