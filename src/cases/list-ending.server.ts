// What the coming weeks erase, for those who hold it: whoever needs a case longer says why, and until when.
import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf } from '#services/index.ts'
import { caseWarnUntil } from './retention.ts'
import { caseVerbs } from './verbs.ts'

const endingPage = 100

export type EndingLine = { code: string; eraseOn: string }

/** Nearest first. */
export const listEnding = (
  actor: Actor
): Promise<{ rows: EndingLine[]; more: boolean; until: string; today: string }> =>
  look(actor, caseVerbs['case.list-ending'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayOf(now.toISOString())
    const until = caseWarnUntil(today)
    const rows = await db.rows(sql<EndingLine>`
      select code, erase_on::text as "eraseOn" from cases.cases
      where network_id = ${actor.network} and erase_on <= ${until}::date order by erase_on, id limit ${endingPage + 1}`)
    return {
      subject: 'cases.cases/ending',
      circle: actor.circles[0] ?? null,
      detail: { shown: Math.min(rows.length, endingPage) },
      reply: { rows: rows.slice(0, endingPage), more: rows.length > endingPage, until, today }
    }
  })
