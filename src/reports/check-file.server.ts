import { sql } from 'kysely'
import { lookOn, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { reportVerbs } from './verbs.ts'

export type Check = () => Promise<{ found: string | null }>

/**
 * A file that the operator has opened is checked for viruses: its bytes come from their browser, since the server cannot read what
 * it keeps. Entered is that it was checked and what came of it, as a code; a check that failed is entered too, and thrown on.
 */
export const checkFile = async (actor: Actor, code: string, file: string, check: Check) => {
  const permission = reportVerbs['report.check-file']
  await lookOn(actor, permission, ({ db }) => circleOf(db, actor, code, file))
  const outcome = await check().then(
    result => ({ result, failed: undefined }),
    (failed: unknown) => ({ result: undefined, failed })
  )
  const { result } = outcome
  await work(actor, permission, async ({ db }) => ({
    subject: `reports.files/${file}`,
    circle: await circleOf(db, actor, code, file),
    detail: { result: result ? (result.found ? 'found' : 'clean') : 'failed' },
    reply: null
  }))
  if (!result) throw outcome.failed
  return result
}

const circleOf = async (db: Read, actor: Actor, code: string, file: string): Promise<CircleId> => {
  if (!isStaff(actor)) throw notFound()
  const found = await db.row(sql<{ circle: CircleId }>`
    select f.circle_id as circle from reports.envelopes e
    join reports.files f on f.network_id = e.network_id and f.report_id = e.id
    where e.network_id = ${actor.network} and e.code = ${code} and f.id = ${file}`)
  if (!found) throw notFound()
  return found.circle
}
