import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { reportVerbs } from './verbs.ts'

/** One sealed part of a file, as it came. Each showing is logged. */
export const showFilePart = (actor: Actor, code: string, file: string, part: number): Promise<Uint8Array> =>
  look(actor, reportVerbs['report.show-file'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await db.row(sql<{ id: string; circle: CircleId; sealed: Uint8Array }>`
      select f.id, f.circle_id as circle, p.sealed
      from reports.envelopes e
      join reports.files f on f.network_id = e.network_id and f.report_id = e.id
      join reports.file_parts p on p.network_id = f.network_id and p.upload = f.upload and p.file = f.file
      where e.network_id = ${actor.network} and e.code = ${code} and f.id = ${file} and p.part = ${part}`)
    if (!found) throw notFound()
    return {
      subject: `reports.files/${found.id}`,
      circle: found.circle,
      detail: { part },
      reply: found.sealed
    }
  })
