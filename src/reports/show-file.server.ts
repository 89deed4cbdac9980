import { sql } from 'kysely'
import { look, lookOn, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { reportVerbs } from './verbs.ts'

export type ShownParts = { parts: Uint8Array[]; next: number | null }

/** At most so much leaves in one answer: small parts travel together, and no answer is large in memory. */
const atOnce = 2 * 1024 * 1024

/**
 * Sealed parts of a file as they came, from `part` on; `next` says where to go on. The first look is entered in the log: the
 * first part holds the key to all others, and without it the rest stays closed.
 */
export const showFileParts = (
  actor: Actor,
  code: string,
  file: string,
  part: number
): Promise<ShownParts> => {
  const permission = reportVerbs['report.show-file']
  if (part !== 0)
    return lookOn(actor, permission, async ({ db }) => (await partsOf(db, actor, code, file, part)).shown)
  return look(actor, permission, async ({ db }) => {
    const { id, circle, of, shown } = await partsOf(db, actor, code, file, 0)
    return { subject: `reports.files/${id}`, circle, detail: { parts: of }, reply: shown }
  })
}

const partsOf = async (db: Read, actor: Actor, code: string, file: string, from: number) => {
  if (!isStaff(actor)) throw notFound()
  const found = await db.row(sql<{
    id: string
    circle: CircleId
    of: number
    upload: Uint8Array
    file: number
  }>`
    select f.id, f.circle_id as circle, f.parts as of, f.upload, f.file
    from reports.envelopes e join reports.files f on f.network_id = e.network_id and f.report_id = e.id
    where e.network_id = ${actor.network} and e.code = ${code} and f.id = ${file}`)
  if (!found || from >= found.of) throw notFound()
  const rows = await db.rows(sql<{ part: number; sealed: Uint8Array }>`
    select part, sealed from (
      select part, sealed, sum(length(sealed)) over (order by part) as upto from reports.file_parts
      where network_id = ${actor.network} and upload = ${Buffer.from(found.upload)} and file = ${found.file}
        and part >= ${from} and part < ${Math.min(found.of, from + 64)}
    ) parts where upto <= ${atOnce} or part = ${from} order by part`)
  // none missing in between: what is not whole is not shown
  if (rows.length === 0 || rows.some(({ part }, at) => part !== from + at)) throw notFound()
  const next = from + rows.length
  return { ...found, shown: { parts: rows.map(r => r.sealed), next: next < found.of ? next : null } }
}
