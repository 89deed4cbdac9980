// Which numbers records can give already. Everything else in a strategy is entered by hand, with evidence: a value that no record
// supports would look measured. A capability that learns to count more adds its code here and implements `Indicator`.

import type { Sensitive } from '#kernel/small-numbers.ts'
import type { Unit, ValueKind } from './value.ts'
import { indicatorRows } from './rows.ts'
import type { Strategy } from './strategy.ts'

type Computable = { kind: ValueKind; unit: Unit; sensitive: Sensitive }

export const computable = {
  'victims-identified': { kind: 'count', unit: 'persons', sensitive: 'people' },
  'reporting-line-available': { kind: 'yes_no', unit: 'yes-no', sensitive: 'none' },
  'working-group-formed': { kind: 'yes_no', unit: 'yes-no', sensitive: 'none' },
  'risk-matrix-adopted': { kind: 'yes_no', unit: 'yes-no', sensitive: 'none' },
  'questionnaires-created': { kind: 'yes_no', unit: 'yes-no', sensitive: 'none' },
  'impact-analysis-drawn-up': { kind: 'yes_no', unit: 'yes-no', sensitive: 'none' },
  'empowerment-programmes': { kind: 'count', unit: 'things', sensitive: 'none' },
  'migrants-profiled': { kind: 'count', unit: 'persons', sensitive: 'reports' },
  // The strategy asks for these in its points and recommendations, without a row in its tables:
  // its row of two numbers shows the first; this is the second
  'migrants-informed': { kind: 'count', unit: 'persons', sensitive: 'reports' },
  'reports-received': { kind: 'count', unit: 'reports', sensitive: 'reports' },
  'reports-answered-in-time': { kind: 'percent', unit: 'reports', sensitive: 'reports' },
  'cases-opened': { kind: 'count', unit: 'cases', sensitive: 'cases' },
  // A conference is about one person's case: few conferences are few people.
  'case-conferences-held': { kind: 'count', unit: 'things', sensitive: 'cases' },
  'working-group-decisions': { kind: 'count', unit: 'things', sensitive: 'none' },
  // A referral or a service is one person's: few referrals are few people.
  'referrals-sent': { kind: 'count', unit: 'referrals', sensitive: 'people' },
  'referrals-accepted': { kind: 'count', unit: 'referrals', sensitive: 'people' },
  'services-delivered': { kind: 'count', unit: 'services', sensitive: 'people' },
  'persons-supported': { kind: 'count', unit: 'persons', sensitive: 'people' },
  'early-risks-recognised': { kind: 'count', unit: 'reports', sensitive: 'reports' },
  'early-risks-averted': { kind: 'percent', unit: 'reports', sensitive: 'reports' }
} as const satisfies Record<string, Computable>

export type IndicatorCode = keyof typeof computable
export const indicatorCodes = Object.keys(computable) as IndicatorCode[]
export const isIndicatorCode = (value: unknown): value is IndicatorCode =>
  typeof value === 'string' && Object.hasOwn(computable, value)

/** Where the strategy asks for a number that its tables do not name. Ids of points and recommendations. */
export const askedForIn: Record<
  Exclude<
    IndicatorCode,
    | 'victims-identified'
    | 'reporting-line-available'
    | 'early-risks-recognised'
    | 'early-risks-averted'
    | 'working-group-formed'
    | 'risk-matrix-adopted'
    | 'questionnaires-created'
    | 'impact-analysis-drawn-up'
    | 'migrants-profiled'
    | 'empowerment-programmes'
  >,
  readonly string[]
> = {
  'migrants-informed': ['c1-p6'],
  'reports-received': ['tacka-06-1', 'tacka-06-2'],
  'reports-answered-in-time': ['tacka-06-2', 'prep-13'],
  'cases-opened': ['tacka-07-1'],
  'case-conferences-held': ['tacka-15-1'],
  'working-group-decisions': ['tacka-01-1'],
  'referrals-sent': ['tacka-03-1', 'prep-07'],
  'referrals-accepted': ['tacka-03-1', 'prep-07'],
  'services-delivered': ['tacka-03-1', 'tacka-03-2'],
  'persons-supported': ['tacka-10-1', 'prep-07']
}

/** A row of a strategy's tables → what counts it. By strategy, since ids are each municipality's own. */
const rowCodes: Record<string, Record<string, IndicatorCode>> = {
  'xk-ranilug-2024': {
    'c1-p3': 'early-risks-recognised',
    'c1-p4': 'early-risks-averted',
    'c1-p1': 'working-group-formed',
    'c1-p2': 'risk-matrix-adopted',
    'c1-p5': 'questionnaires-created',
    'c1-p6': 'migrants-profiled',
    'c1-p7': 'victims-identified',
    'b1-p1': 'impact-analysis-drawn-up',
    'b1-p6': 'empowerment-programmes',
    'b1-p9': 'reporting-line-available'
  }
}

/** What computes this printed row; undefined means: by hand, with evidence. Repeated rows answer as their twin does. */
export const codeOfRow = (strategy: Strategy, indicatorId: string): IndicatorCode | undefined => {
  const row = indicatorRows(strategy).find(r => r.indicator.id === indicatorId)
  return row && rowCodes[strategy.id]?.[row.countedAs]
}

/** Rows entered by hand that count people in need or signs of danger. Not cases: their rule is stricter and comes with the code. */
const sensitiveRows: Record<string, Record<string, Sensitive>> = { 'xk-ranilug-2024': {} }

/** Which rule for small numbers a printed row follows. In a strategy we do not know, every number is treated as one about people's reports. */
export const sensitivityOfRow = (strategy: Strategy, indicatorId: string): Sensitive => {
  const code = codeOfRow(strategy, indicatorId)
  if (code) return computable[code].sensitive
  const row = indicatorRows(strategy).find(r => r.indicator.id === indicatorId)
  const known = sensitiveRows[strategy.id]
  if (known) return (row && known[row.countedAs]) ?? 'none'
  return row?.indicator.kind === 'yes_no' || row?.indicator.kind === 'qualitative' ? 'none' : 'reports'
}
