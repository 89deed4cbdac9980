import { sql } from 'kysely'
import { lookOn, work, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { isUuid, type CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { caseVerbs } from './verbs.ts'

/** As in reports: the bytes come from the browser that opened the file; entered is the result, as a code. */
export const checkFile = async (
  actor: Actor,
  file: string,
  check: () => Promise<{ found: string | null }>
) => {
  const permission = caseVerbs['case.check-file']
  await lookOn(actor, permission, ({ db }) => caseOf(db, actor, file))
  const outcome = await check().then(
    result => ({ result, failed: undefined }),
    (failed: unknown) => ({ result: undefined, failed })
  )
  const { result } = outcome
  await work(actor, permission, async ({ db }) => {
    const { id, circle } = await caseOf(db, actor, file)
    const detail = { file, result: result ? (result.found ? 'found' : 'clean') : 'failed' }
    return { subject: `cases.cases/${id}`, circle, detail, reply: null }
  })
  if (!result) throw outcome.failed
  return result
}

const caseOf = async (db: Read, actor: Actor, file: string) => {
  if (!isUuid(file)) throw notFound()
  const found = await db.row(sql<{ id: string; circle: CircleId }>`
    select case_id as id, circle_id as circle from cases.files where network_id = ${actor.network} and id = ${file}`)
  if (!found) throw notFound()
  return found
}
