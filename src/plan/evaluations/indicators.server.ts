import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '../indicator.ts'
import { evaluationVerbs } from './verbs.ts'

// An analysis is drawn up when its findings were ready before the period ended and were not reopened before then. The rule of the facts lets
// nothing be ready without a recommendation; the latest decides.
const drawnUp = `select count(*)::int as n from plan.evaluations e where e.type = 'impact-analysis' and (
  select f.kind from plan.evaluation_facts f where f.network_id = e.network_id and f.evaluation = e.id
    and f.kind in ('findings-ready', 'findings-reopened') and f.happened_on < :to
  order by f.no desc limit 1) = 'findings-ready'`

export const evaluationIndicators: Indicator<Read>[] = [
  {
    code: 'impact-analysis-drawn-up',
    unit: 'yes-no',
    sensitive: 'none',
    version: 1,
    sources: 'counted.impact-analysis-drawn-up',
    behind: {
      path: '/desk/plan/evaluations',
      permission: evaluationVerbs['evaluation.read'],
      word: 'evaluations'
    },
    sql: drawnUp,
    value: async (db, { to }) => {
      const [before = '', after = ''] = drawnUp.split(':to')
      const n = (await db.row(sql<{ n: number }>`${sql.raw(before)}${to}::date${sql.raw(after)}`))?.n ?? 0
      return { kind: 'yes_no', value: n > 0, counted: n }
    }
  }
]
