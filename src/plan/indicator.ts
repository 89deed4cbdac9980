// The interface through which every other capability contributes numbers to the plan. The plan knows none of them by name:
// `app/indicators.server.ts` lists them. `Query` is whatever handle the server gives them; this file stays pure.

import type { Permission } from '#access/verbs.ts'
import type { Period } from '#kernel/period.ts'
import type { Sensitive } from '#kernel/small-numbers.ts'
import { computable, type IndicatorCode } from './indicator-codes.ts'
import type { IndicatorValue, Unit } from './value.ts'

/** `behind.` + this says what the records are: "from 31 alerts". */
export type BehindWord =
  | 'alerts'
  | 'calls'
  | 'cases'
  | 'evaluations'
  | 'forms'
  | 'matrices'
  | 'programmes'
  | 'questionnaires'
  | 'referrals'
  | 'reports'

export type Indicator<Query> = {
  code: IndicatorCode
  unit: Unit
  sensitive: Sensitive
  /** Raised whenever what is counted changes; values of different versions are not one line on a chart. */
  version: number
  /** What it counts, from which records: a message key. */
  sources: string
  /** How many days after its end a period may still change by the mere passing of time: until then its value is not final. */
  settles?: number
  /** Where the records that were counted can be seen, by those who may. */
  behind?: { path: string; permission: Permission; word: BehindWord }
  /** The statement itself, shown to those who may see it. Reading and saying are the same text, so they cannot drift apart. */
  sql: string
  value(query: Query, period: Period): Promise<IndicatorValue>
}

export type ContributionFault = { code: 'twice' | 'missing' | 'differs' | 'no-definition'; indicator: string }

/** The one list in `app/` is complete and agrees with the table of codes; anything returned here fails the build. */
export const contributionFaults = (
  contributed: readonly Indicator<never>[],
  expected: readonly IndicatorCode[]
): ContributionFault[] => {
  const codes = contributed.map(i => i.code)
  return [
    ...codes
      .filter((c, i) => codes.indexOf(c) !== i)
      .map(indicator => ({ code: 'twice' as const, indicator })),
    ...expected.filter(c => !codes.includes(c)).map(indicator => ({ code: 'missing' as const, indicator })),
    ...contributed
      .filter(i => i.unit !== computable[i.code].unit || i.sensitive !== computable[i.code].sensitive)
      .map(i => ({ code: 'differs' as const, indicator: i.code })),
    ...contributed
      .filter(i => !i.sql.trim() || !i.sources.trim() || !(i.version >= 1))
      .map(i => ({ code: 'no-definition' as const, indicator: i.code }))
  ]
}
