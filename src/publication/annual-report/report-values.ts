// The numbers of one year's report, each under the name of its chip, already protected for the reader.

import type { Trilingual } from '#kernel/locale.ts'
import { periodCode, year as yearPeriod, type Day, type Period } from '#kernel/period.ts'
import { protectTable } from '#kernel/protect-table.ts'
import { protectionOver, smallestShown, type Audience, type Sensitive } from '#kernel/small-numbers.ts'
import {
  type ActivityProgress,
  codeOfRow,
  computable,
  distinctIndicators,
  firstYearOf,
  type IndicatorCode,
  indicatorCodes,
  indicatorRows,
  type IndicatorValue,
  isIndicatorCode,
  isSet,
  latestValue,
  notSet,
  pooledCodes,
  pooledPeriod,
  sensitivityOfRow,
  type StoredValue,
  type Strategy
} from '#plan/index.ts'
import { codeLabels, countLabels } from './words.ts'
import { protectValue, type ShownValue } from './shown-value.ts'

export type ReportValue = {
  chip: string
  label: Trilingual
  period: Period
  shown: ShownValue
  of: Sensitive
  /** The stored value it comes from: every number links back through it. */
  valueId?: string
  /** Absent in what was frozen before origins were kept. */
  origin?: Origin
}
/** Counted from records (by which version of which code), entered by hand, told by the plan's tasks as they stood on a day, or not there yet. */
export type Origin =
  | { from: 'records'; code: IndicatorCode; version: number; takenAt: string }
  /** `evaluation`: chosen as evidence, and readable by anybody. */
  | { from: 'hand'; takenAt: string; evaluation?: { id: string; title: Trilingual } }
  | { from: 'plan'; on?: Day }
  | { from: 'nothing'; code?: IndicatorCode }
export type ReportValues = ReadonlyMap<string, ReportValue>

export type Gather = {
  strategy: Strategy
  year: number
  /** Values by code and by id of strategy row, of all years that are known. */
  stored: readonly StoredValue[]
  /** How far the tasks are, or were on the day of the draft. */
  progress: readonly Pick<ActivityProgress, 'progress'>[]
  progressOn?: Day
  audience: Audience
  /** What earlier editions of this report showed, the newest last: see `hideSmallChanges`. */
  earlier?: readonly ReportValues[]
}

export const gatherValues = ({
  strategy,
  year,
  stored,
  progress,
  progressOn,
  audience,
  earlier = []
}: Gather): ReportValues => {
  const values = new Map<string, ReportValue>()
  const period = yearPeriod(year)
  const find = (indicator: string, of: Sensitive, p: Period, empty: IndicatorValue) => {
    const found = latestValue(stored, indicator, p)
    const shown = protectValue(found?.value ?? empty, protectionOver(p, { audience, of }))
    return {
      period: p,
      shown,
      of,
      origin: originOf(indicator, found),
      ...(found ? { valueId: found.id } : {})
    }
  }
  const addCode = (chip: string, code: IndicatorCode, p: Period): void => {
    const { sensitive, kind } = computable[code]
    values.set(chip, { chip, label: codeLabels[code], ...find(code, sensitive, p, notSet(kind)) })
  }

  for (const code of indicatorCodes) addCode(code, code, period)
  for (const code of pooledCodes) {
    const first = firstYearOf(stored, code)
    const pooled = first === undefined ? undefined : pooledPeriod(first, year)
    if (pooled) addCode(`${code}@${periodCode(pooled)}`, code, pooled)
  }
  for (const { indicator, countedAs } of indicatorRows(strategy)) {
    const code = codeOfRow(strategy, indicator.id)
    const { sr, sq, en } = indicator
    const of = sensitivityOfRow(strategy, indicator.id)
    const found = find(code ?? countedAs, of, period, notSet(indicator.kind))
    values.set(indicator.id, { chip: indicator.id, label: { sr, sq, en }, ...found })
  }
  hideDifferences(values, stored, audience)
  for (const [chip, n] of counts(strategy, stored, period, progress)) {
    const shown: ShownValue = { kind: 'count', value: { shown: n } }
    const on = chip.startsWith('tasks-') && progressOn ? { on: progressOn } : {}
    values.set(chip, {
      chip,
      label: countLabels[chip],
      period,
      of: 'none',
      shown,
      origin: { from: 'plan', ...on }
    })
  }
  for (const value of values.values()) values.set(value.chip, hideSmallChange(value, earlier))
  // How far the tasks were is told as of the first edition: what was done since belongs to another year's report.
  for (const value of earlier.at(-1)?.values() ?? [])
    if (value.chip.startsWith('tasks-')) values.set(value.chip, value)
  return values
}

const originOf = (indicator: string, found: StoredValue | undefined): Origin => {
  const code = isIndicatorCode(indicator) ? indicator : undefined
  if (!found || !isSet(found.value)) return { from: 'nothing', ...(code ? { code } : {}) }
  return code && found.source.from === 'records'
    ? { from: 'records', code, version: found.source.version, takenAt: found.takenAt }
    : { from: 'hand', takenAt: found.takenAt, ...cited(found) }
}

const cited = ({ source }: StoredValue) =>
  source.from === 'hand' && source.evaluation?.title
    ? { evaluation: { id: source.evaluation.id, title: source.evaluation.title } }
    : {}

export type CountChip = keyof typeof countLabels

/** Tasks and indicators are not people: they are counted plainly. */
const counts = (
  strategy: Strategy,
  stored: readonly StoredValue[],
  period: Period,
  progress: Gather['progress']
): [CountChip, number][] => {
  const sum = (status: 'total' | 'done' | 'late' | 'under-way' | 'not-begun'): number =>
    progress.reduce((n, row) => n + row.progress[status], 0)
  const distinct = distinctIndicators(strategy)
  const measured = distinct.filter(({ indicator }) => {
    const found = latestValue(stored, codeOfRow(strategy, indicator.id) ?? indicator.id, period)
    return found !== undefined && isSet(found.value)
  })
  return [
    ['goals-total', strategy.goals.length],
    ['tasks-total', sum('total')],
    ['tasks-done', sum('done')],
    ['tasks-under-way', sum('under-way')],
    ['tasks-late', sum('late')],
    ['tasks-not-begun', sum('not-begun')],
    ['indicators-total', distinct.length],
    ['indicators-set', measured.length],
    ['indicators-not-set', distinct.length - measured.length]
  ]
}

/** Sent minus accepted is the number of refused referrals: when that is small, the smaller of the two goes with it. */
const hideDifferences = (
  values: Map<string, ReportValue>,
  stored: readonly StoredValue[],
  audience: Audience
): void => {
  const raw = (chip: string): number | undefined => {
    const id = values.get(chip)?.valueId
    const value = stored.find(v => v.id === id)?.value
    return value?.kind === 'count' && value.value !== null ? value.value : undefined
  }
  for (const [chip, { period }] of [...values]) {
    if (!chip.startsWith('referrals-accepted')) continue
    const whole = chip.replace('accepted', 'sent')
    const [part, all] = [raw(chip), raw(whole)]
    if (part === undefined || all === undefined || part > all) continue
    const cells = [
      { id: chip, value: part },
      { id: 'rest', value: all - part },
      { id: whole, value: all }
    ]
    const safe = protectTable(
      cells,
      [{ total: whole, parts: [chip, 'rest'] }],
      protectionOver(period, { audience, of: 'people' })
    )
    for (const id of [chip, whole])
      values.set(id, { ...values.get(id)!, shown: { kind: 'count', value: safe.get(id)! } })
  }
  // Reports received beside "47 of 49 answered" gives the few that were not due yet.
  const received = raw('reports-received')
  const share = values.get('reports-answered-in-time')
  const base = stored.find(v => v.id === share?.valueId)?.value
  if (!share || received === undefined || base?.kind !== 'percent' || base.denominator === null) return
  const apart = Math.abs(received - base.denominator)
  if (audience !== 'team' && apart > 0 && apart < 5) {
    values.set(share.chip, { ...share, shown: { kind: 'percent', value: { hidden: 'partner' } } })
  }
}

/**
 * Whoever holds two editions can subtract them. When the difference is of one to four people, cases or reports, the corrected
 * number is hidden; that it changed is said, and by how much is not.
 */
export const hideSmallChange = (value: ReportValue, earlier: readonly ReportValues[]): ReportValue => {
  const { shown, of, chip } = value
  if (of === 'none' || shown === 'not-set') return value
  const now = numbersIn(shown)
  const few = earlier.some(edition => {
    const before = edition.get(chip)
    const then = before ? numbersIn(before.shown) : []
    return then.some((n, i) => {
      const apart = Math.abs(n - (now[i] ?? n))
      return apart > 0 && apart < smallestShown
    })
  })
  if (!few) return value
  if (shown.kind === 'count') return { ...value, shown: { kind: 'count', value: { hidden: 'partner' } } }
  return shown.kind === 'percent'
    ? { ...value, shown: { kind: 'percent', value: { hidden: 'partner' } } }
    : value
}

/** What a reader can subtract from: a count, or a share's part, whole and rest. */
const numbersIn = (shown: ShownValue): number[] => {
  if (shown === 'not-set' || typeof shown.value !== 'object') return []
  const v = shown.value
  if ('shown' in v) return [v.shown]
  return 'numerator' in v ? [v.numerator, v.denominator, v.denominator - v.numerator] : []
}
