import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { whetherAny } from '#services/index.server.ts'
import { formVerbs } from './verbs.ts'

export const formIndicators: Indicator<Read>[] = [
  whetherAny({
    code: 'questionnaires-created',
    unit: 'yes-no',
    sensitive: 'none',
    version: 1,
    sources: 'counted.questionnaires-created',
    // A draft is not yet created for anybody; once one was in use, it stays so.
    sql: `select count(distinct form_id) as count from risk.forms where used_on < :to`,
    behind: { path: '/desk/risk/forms', permission: formVerbs['form.read'], word: 'forms' }
  })
]
