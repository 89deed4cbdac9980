// A value of an indicator. "Not set" is null and never zero: nobody looked is not the same as nobody was there.
// Stored values are never edited; a correction is another row with a reason.

import type { Day, Period } from '#kernel/period.ts'
import { daysBetween, samePeriod } from '#kernel/period.ts'
import type { Trilingual } from '#kernel/locale.ts'

export type ValueKind = 'count' | 'percent' | 'yes_no' | 'qualitative'
export type Unit = 'reports' | 'persons' | 'cases' | 'referrals' | 'services' | 'yes-no' | 'things' | 'words'

/** `of`: in a share, how many there were of this part. */
export type Part = { by: string; key: string; value: number; of?: number }
/** `counted`: how many records stand behind it; 0 for a value entered by hand. */
export type IndicatorValue = { counted: number } & (
  | { kind: 'count'; value: number | null; breakdown: readonly Part[] }
  | { kind: 'percent'; numerator: number | null; denominator: number | null; breakdown: readonly Part[] }
  | { kind: 'yes_no'; value: boolean | null }
  | { kind: 'qualitative'; value: Trilingual | null }
)

export const notSet = (kind: ValueKind): IndicatorValue => {
  if (kind === 'count') return { kind, value: null, breakdown: [], counted: 0 }
  if (kind === 'percent') return { kind, numerator: null, denominator: null, breakdown: [], counted: 0 }
  return { kind, value: null, counted: 0 }
}

export const isSet = (v: IndicatorValue): boolean =>
  v.kind === 'percent' ? v.numerator !== null && v.denominator !== null : v.value !== null

export type ValueProblem =
  | 'value.not-a-count'
  | 'value.half-a-share'
  | 'value.part-larger-than-whole'
  | 'value.breakdown-differs'
  | 'value.parts-exceed'
  | 'value.part-twice'
  | 'value.half-translated'
  | 'value.needs-evidence'
  | 'value.needs-reason'

/** What is wrong with a value, or nothing. Sums of a breakdown must agree: a chart that does not add up is not believed again. */
export const valueProblem = (v: IndicatorValue): ValueProblem | undefined => {
  const count = (n: number | null): boolean => n === null || (Number.isSafeInteger(n) && n >= 0)
  if (!count(v.counted)) return 'value.not-a-count'
  if (v.kind === 'yes_no') return undefined
  // Words half translated would be read as silence in the other language.
  if (v.kind === 'qualitative')
    return v.value && Object.values(v.value).some(words => !words.trim())
      ? 'value.half-translated'
      : undefined
  if (!v.breakdown.every(p => count(p.value) && count(p.of ?? 0))) return 'value.not-a-count'
  if (v.kind === 'count') {
    if (!count(v.value)) return 'value.not-a-count'
    return dimensions(v.breakdown).every(sum => sum === v.value) ? undefined : 'value.breakdown-differs'
  }
  if ((v.numerator === null) !== (v.denominator === null)) return 'value.half-a-share'
  if (!count(v.numerator) || !count(v.denominator)) return 'value.not-a-count'
  if (v.numerator !== null && v.denominator !== null && v.numerator > v.denominator) {
    return 'value.part-larger-than-whole'
  }
  if (v.breakdown.some(p => p.of === undefined)) return 'value.half-a-share'
  if (v.breakdown.some(p => p.value > p.of!)) return 'value.part-larger-than-whole'
  const wholes = [v.numerator, v.denominator]
  const sums = [dimensions(v.breakdown), dimensions(v.breakdown.map(p => ({ ...p, value: p.of! })))]
  return sums.every((each, i) => each.every(sum => sum === wholes[i])) ? undefined : 'value.breakdown-differs'
}

const dimensions = (parts: readonly Part[]): number[] => [
  ...parts
    .reduce((sums, p) => sums.set(p.by, (sums.get(p.by) ?? 0) + p.value), new Map<string, number>())
    .values()
]

export type Source =
  | { from: 'records'; version: number }
  /** `version`: of the definition that stood when it was entered. */
  | {
      from: 'hand'
      by: string
      version?: number
      evidence: readonly string[]
      /** Chosen as evidence. Its title as it is published; null when it was withdrawn. */
      evaluation?: CitedEvaluation
    }
export type CitedEvaluation = { id: string; title: Trilingual | null }
export type StoredValue = {
  id: string
  /** A code, or the id of a row of the strategy. */
  indicator: string
  period: Period
  value: IndicatorValue
  takenAt: string // an instant, ISO 8601 in UTC
  source: Source
  /** A dated correction of another value. */
  corrects?: { id: string; reason: string }
}

/** Entered by hand only with evidence; corrected only with a reason. */
export const entryProblem = (v: StoredValue): ValueProblem | undefined => {
  if (v.source.from === 'hand' && isSet(v.value) && v.source.evidence.length === 0 && !v.source.evaluation)
    return 'value.needs-evidence'
  if (v.corrects && !v.corrects.reason.trim()) return 'value.needs-reason'
  return valueProblem(v.value)
}

/**
 * The value that holds. The newest, except that a person's correction with a reason is not undone by tonight's counting:
 * it stands until it is itself corrected.
 */
export const latestValue = (
  values: readonly StoredValue[],
  indicator: string,
  period: Period
): StoredValue | undefined => {
  const mine = values.filter(v => v.indicator === indicator && samePeriod(v.period, period))
  const corrected = new Set(mine.flatMap(v => (v.corrects ? [v.corrects.id] : [])))
  const standing = mine.filter(v => !corrected.has(v.id))
  const corrections = standing.filter(v => v.corrects)
  return (corrections.length > 0 ? corrections : standing).reduce<StoredValue | undefined>(
    (best, v) => (!best || newer(v, best) ? v : best),
    undefined
  )
}

const newer = (a: StoredValue, b: StoredValue): boolean =>
  a.takenAt === b.takenAt ? a.id > b.id : a.takenAt > b.takenAt

export type Target = { at: 'least' | 'most'; number: number } | { at: 'yes' }
/** A light never stands alone: `rule` is the message key of the sentence that says why it has this colour. */
export type Light = {
  light: 'reached' | 'on-the-way' | 'behind' | 'none'
  rule: string
  params: Record<string, number>
}

/** How far behind the passing of time a count may be and still be "on the way". */
const slack = 0.8

export const trafficLight = (
  value: IndicatorValue,
  target: Target | undefined,
  { period, today }: { period: Period; today: Day }
): Light => {
  const none = (rule: string): Light => ({ light: 'none', rule: `light.${rule}`, params: {} })
  if (value.kind === 'qualitative') return none('words-have-no-colour')
  if (!target) return none('no-target')
  if (!isSet(value)) return none('not-set')
  const over = today >= period.to
  if (value.kind === 'yes_no' || target.at === 'yes') {
    if (value.kind !== 'yes_no' || target.at !== 'yes') return none('target-does-not-fit')
    if (value.value) return { light: 'reached', rule: 'light.yes', params: {} }
    return {
      light: over ? 'behind' : 'on-the-way',
      rule: over ? 'light.not-by-the-end' : 'light.not-yet',
      params: {}
    }
  }
  const now = value.kind === 'count' ? value.value! : share(value.numerator!, value.denominator!)
  if (now === undefined) return none('no-base')
  const params = { now, target: target.number }
  if (target.at === 'most') {
    if (now > target.number) return { light: 'behind', rule: 'light.over-the-most', params }
    return {
      light: over ? 'reached' : 'on-the-way',
      rule: over ? 'light.stayed-under' : 'light.still-under',
      params
    }
  }
  if (now >= target.number) return { light: 'reached', rule: 'light.reached', params }
  if (over) return { light: 'behind', rule: 'light.not-by-the-end', params }
  // A count grows through the year; a percentage does not, so it is held against its target from the first day.
  const passed = value.kind === 'count' ? elapsed(period, today) : 1
  const expected = target.number * passed * slack
  return now >= expected
    ? { light: 'on-the-way', rule: 'light.with-time', params: { ...params, expected: Math.ceil(expected) } }
    : { light: 'behind', rule: 'light.behind-time', params: { ...params, expected: Math.ceil(expected) } }
}

const share = (n: number, d: number): number | undefined =>
  d === 0 ? undefined : Math.round((n / d) * 1000) / 10
const elapsed = (p: Period, today: Day): number =>
  Math.min(1, Math.max(0, daysBetween(p.from, today) / daysBetween(p.from, p.to)))
