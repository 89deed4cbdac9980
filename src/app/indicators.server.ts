// Every number that records can give, contributed by the capability that keeps the records; the plan knows none of them by name.
import { caseIndicators } from '#cases/index.server.ts'
import { reportIndicators } from '#reports/indicators.server.ts'
import { lineIndicators } from '#line/index.server.ts'
import { evaluationIndicators } from '#plan/evaluations/indicators.server.ts'
import { riskIndicators } from '#risk/alerts/indicators.server.ts'
import { fieldIndicators } from '#risk/field/indicators.server.ts'
import { formIndicators } from '#risk/forms/indicators.server.ts'
import { matrixIndicators } from '#risk/matrices/indicators.server.ts'
import { serviceIndicators } from '#services/index.server.ts'

export const indicators = [
  ...reportIndicators,
  ...caseIndicators,
  ...serviceIndicators,
  ...lineIndicators,
  ...riskIndicators,
  ...evaluationIndicators,
  ...matrixIndicators,
  ...formIndicators,
  ...fieldIndicators
]
