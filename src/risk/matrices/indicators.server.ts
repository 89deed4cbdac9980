import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf, whetherAny } from '#services/index.server.ts'
import { matrixVerbs } from './verbs.ts'

const behind = {
  path: '/desk/risk/matrices',
  permission: matrixVerbs['matrix.read'],
  word: 'matrices'
} as const

// A decision record proves both: that the group met, and that it adopted a matrix. Once formed and once adopted, it stays so.
const indicator = (code: 'working-group-formed' | 'risk-matrix-adopted', state: string): Indicator<Read> =>
  whetherAny({
    code,
    unit: 'yes-no',
    sensitive: 'none',
    version: 1,
    sources: `counted.${code}`,
    sql: `select count(distinct category) as count from risk.matrices where ${state}met_on < :to`,
    behind
  })

export const matrixIndicators: Indicator<Read>[] = [
  indicator('working-group-formed', ''),
  indicator('risk-matrix-adopted', `state <> 'draft' and `),
  countOf({
    code: 'working-group-decisions',
    unit: 'things',
    sensitive: 'none',
    version: 1,
    sources: 'counted.working-group-decisions',
    sql: `select count(*) as count from risk.matrices
where state <> 'draft' and met_on >= :from and met_on < :to`,
    behind
  })
]
