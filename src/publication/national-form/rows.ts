// One published edition as rows, for the Ministry: every printed indicator with what was to be reached and what was shown.
// Made from the edition's own shown values, so no form can say more than the report did.

import type { Trilingual } from '#kernel/locale.ts'
import type { Period } from '#kernel/period.ts'
import { codeOfRow, indicatorRows, type Strategy, type Target, type ValueKind } from '#plan/index.ts'
import type { ReportValue } from '../annual-report/report-values.ts'
import type { Edition } from '../annual-report/report.ts'
import type { ShownValue, ValueState } from '../annual-report/shown-value.ts'

export type NationalRow = {
  table: Trilingual
  activity: Trilingual
  activityId: string
  row: number
  id: string
  indicator: Trilingual
  /** The row that is counted instead. */
  twinOfRow: number | null
  kind: ValueKind
  period: Period
  target: Target | null
  baseline: NationalBaseline | null
  shown: ShownValue
  state: ValueState
  source: 'records' | 'hand' | 'none'
}
/** Where the indicator began, when somebody set it: a year and a number. */
export type NationalBaseline = { year: number; value: number }

const plain = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })

export const nationalRows = (
  strategy: Strategy,
  edition: Pick<Edition, 'sections' | 'values'>,
  baselines: ReadonlyMap<string, NationalBaseline>
): NationalRow[] => {
  const values = new Map(edition.values.map(v => [v.chip, v]))
  const targets = new Map(
    edition.sections.flatMap(s =>
      s.blocks.flatMap(b =>
        b.kind === 'figures'
          ? b.groups.flatMap(g => g.values.flatMap(v => (v.target ? [[v.chip, v.target] as const] : [])))
          : []
      )
    )
  )
  const rows = indicatorRows(strategy)
  const number = new Map(rows.map((r, i) => [r.indicator.id, i + 1]))
  // a row that came into the strategy after the edition is not in it
  return rows.flatMap(({ indicator, activity, table, countedAs }, i): NationalRow[] => {
    const value = values.get(indicator.id)
    if (!value) return []
    return [
      {
        table: plain(table.title),
        activity: plain(activity.title),
        activityId: activity.id,
        row: i + 1,
        id: indicator.id,
        indicator: plain(indicator),
        twinOfRow: countedAs === indicator.id ? null : (number.get(countedAs) ?? null),
        kind: indicator.kind,
        period: value.period,
        target: targets.get(indicator.id) ?? null,
        baseline: baselineOf(baselines, value.of, codeOfRow(strategy, indicator.id) ?? countedAs),
        shown: value.shown,
        state: stateOf(value.shown),
        source: sourceOf(value)
      }
    ]
  })
}

/** A baseline of people, cases or reports may be as small as a value of one year: only plain counts have theirs printed. */
const baselineOf = (
  baselines: ReadonlyMap<string, NationalBaseline>,
  of: ReportValue['of'],
  id: string
): NationalBaseline | null => (of === 'none' ? (baselines.get(id) ?? null) : null)

const sourceOf = ({ origin, valueId }: ReportValue): NationalRow['source'] => {
  if (!valueId || origin?.from === 'nothing') return 'none'
  return origin?.from === 'hand' ? 'hand' : 'records'
}

export const stateOf = (shown: ShownValue): ValueState => {
  if (shown === 'not-set') return 'not-set'
  if (typeof shown.value !== 'object') return 'value'
  if ('fewerThan' in shown.value) return 'few'
  return 'hidden' in shown.value ? 'hidden' : 'value'
}

/** The figures of a shown value: nothing where it is protected, not set, or in words. */
export const figuresOf = (shown: ShownValue): { value?: number; part?: number; whole?: number } => {
  if (shown === 'not-set') return {}
  if (shown.kind === 'yes_no') return { value: shown.value ? 1 : 0 }
  if (shown.kind === 'qualitative' || typeof shown.value !== 'object') return {}
  if ('shown' in shown.value) return { value: shown.value.shown }
  if (!('numerator' in shown.value)) return {}
  const { numerator: part, denominator: whole } = shown.value
  return { ...('percent' in shown.value ? { value: shown.value.percent } : {}), part, whole }
}
