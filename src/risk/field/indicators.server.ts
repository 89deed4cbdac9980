// Profiled and informed: one questionnaire is one person asked, on the best day we know. Whoever was asked twice is counted twice; the
// answers that could tell are sealed.
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countBy } from '#services/index.server.ts'
import { fieldVerbs } from './verbs.ts'

const asked = (and: string) =>
  `select category as key, count(*) as count from risk.submissions
where filled_on >= :from and filled_on < :to${and} group by 1 order by 1`

const told = { 'migrants-profiled': '', 'migrants-informed': ' and informed is not null' } as const

export const fieldIndicators: Indicator<Read>[] = (['migrants-profiled', 'migrants-informed'] as const).map(
  code =>
    countBy('category', {
      code,
      unit: 'persons',
      sensitive: 'reports',
      version: 1,
      sources: `counted.${code}`,
      sql: asked(told[code]),
      behind: {
        path: '/desk/risk/submissions',
        permission: fieldVerbs['submission.list'],
        word: 'questionnaires'
      }
    })
)
