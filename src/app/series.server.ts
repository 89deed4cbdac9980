// Everything that is counted day by day for early warning, contributed by the capability that keeps the records.
import type { Read } from '#access/work.server.ts'
import { caseSeries } from '#cases/index.server.ts'
import type { CountedSource } from '#kernel/counted-source.ts'
import { callSeries } from '#line/index.server.ts'
import { reportSeries } from '#reports/series.server.ts'
import { submissionSeries } from '#risk/field/submission-series.server.ts'
import { alertSeries } from '#risk/trends/alert-series.server.ts'

export const series: readonly CountedSource<Read>[] = [
  reportSeries,
  callSeries,
  caseSeries,
  submissionSeries,
  alertSeries
]
