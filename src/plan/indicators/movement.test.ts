import { expect, test } from 'vitest'
import { quarter, year } from '#kernel/period.ts'
import type { IndicatorValue, StoredValue } from '../value.ts'
import type { Baseline, Direction } from './definition.ts'
import { movementOf } from './movement.ts'

const count = (value: number | null): IndicatorValue => ({ kind: 'count', value, breakdown: [], counted: 0 })
const share = (numerator: number, denominator: number): IndicatorValue => ({ kind: 'percent', numerator, denominator, breakdown: [], counted: 0 }) // prettier-ignore
const yes = (value: boolean): IndicatorValue => ({ kind: 'yes_no', value, counted: 0 })
const words: IndicatorValue = { kind: 'qualitative', value: { sr: 'a', sq: 'b', en: 'c' }, counted: 0 }
const base = (value: IndicatorValue): Baseline => ({ period: year(2024), value, evidence: 'x' })
type Case = {
  years: Record<number, IndicatorValue>
  better?: Direction | null
  baseline?: Baseline
  few?: boolean
}

const said = ({ years, better = 'more', baseline, few }: Case) => {
  const stored = Object.entries(years).map(([y, value]): StoredValue => ({
    id: y,
    indicator: 'x',
    period: year(Number(y)),
    value,
    takenAt: '2026-06-01T00:00:00Z',
    source: { from: 'records', version: 1 }
  }))
  const defined = { better, baseline: baseline ?? null }
  return movementOf({ indicator: 'x', stored, defined, today: '2026-06-01', shown: () => !few }).rule
}

test.each([
  ['more is better and it is more', { years: { 2025: count(9), 2024: count(7) } }, 'better.before'],
  ['less is better and it is more', { years: { 2025: count(9), 2024: count(7) }, better: 'less' }, 'worse.before'],
  ['less is better and it is less', { years: { 2025: count(6), 2024: count(7) }, better: 'less' }, 'better.before'],
  ['no change, even without a direction', { years: { 2025: count(7), 2024: count(7) }, better: null }, 'same.before'],
  ['nobody said what is better', { years: { 2025: count(9), 2024: count(7) }, better: null }, 'no-direction'],
  ['a running year of a count is not compared', { years: { 2026: count(99), 2025: count(9), 2024: count(7) } }, 'better.before'],
  ['only the running year is set', { years: { 2026: count(99) } }, 'year-runs'],
  ['a running share is', { years: { 2026: share(3, 4), 2025: share(1, 2) } }, 'better.before'],
  ['against the baseline where the year before is not set', { years: { 2025: count(9) }, baseline: base(count(12)) }, 'worse.baseline'],
  ['a baseline of the same year is no earlier one', { years: { 2024: count(9) }, baseline: base(count(12)) }, 'nothing-before'],
  ['a baseline of another kind is none', { years: { 2025: count(9) }, baseline: base(yes(true)) }, 'nothing-before'],
  ['a baseline of a part of a year is none for a year', { years: { 2025: count(9) }, baseline: { ...base(count(12)), period: quarter(2024, 3) } }, 'nothing-before'],
  ['nothing before it', { years: { 2025: count(9) } }, 'nothing-before'],
  ['nothing at all', { years: {} }, 'not-set'],
  ['not set is not zero', { years: { 2025: count(9), 2024: count(null) } }, 'nothing-before'],
  ['zero is a number', { years: { 2025: count(9), 2024: count(0) } }, 'better.before'],
  ['a share of nothing', { years: { 2025: share(0, 0), 2024: share(1, 2) } }, 'no-base'],
  ['no to yes', { years: { 2026: yes(true), 2025: yes(false) }, better: null }, 'better.yes-no'],
  ['yes to no', { years: { 2026: yes(false), 2025: yes(true) }, better: null }, 'worse.yes-no'],
  ['words have no amount', { years: { 2026: words, 2025: words } }, 'words'],
  ['a small number is not told by its direction', { years: { 2025: count(3), 2024: count(1) }, few: true }, 'protected']
] as [string, Case, string][])('%s', (_, one, rule) => expect(said(one)).toBe(`movement.${rule}`)) // prettier-ignore
