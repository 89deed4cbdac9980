// What is counted day by day for early warning: coded columns only, contributed by the capability that keeps the records
// (src/app/series.server.ts). Days, never hours; places and kinds as codes, null where nobody noted them.
import type { SignKind } from './htcds-strategy.ts'
import type { Period } from './period.ts'

export const sourceCodes = ['reports', 'calls', 'cases', 'submissions', 'alerts'] as const
export type SourceCode = (typeof sourceCodes)[number]

/** What a source can be told apart by. */
export const countedBy = ['settlement', 'sign', 'category'] as const
export type CountedBy = (typeof countedBy)[number]

export type CountedDay = {
  day: string
  settlement: string | null
  sign: SignKind | null
  category: string | null
  n: number
}

/** `Db` is the handle of `count` in src/access/work.server.ts: the statistics role, which reads no word. */
export type CountedSource<Db> = {
  code: SourceCode
  unit: 'people' | 'reports' | 'cases'
  /** What its rows can say; the others are always null. */
  by: readonly CountedBy[]
  /** Summed by day and codes, in the network that `db` is in. `zone`: whose days instants fall on. */
  rows: (db: Db, period: Period, zone: string) => Promise<CountedDay[]>
}
