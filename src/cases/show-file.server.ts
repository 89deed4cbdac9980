import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { isUuid, type CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { caseVerbs } from './verbs.ts'

/** A file's sealed bytes, whole; opened and checked against its manifest in the browser. */
export const showFile = (actor: Actor, file: string): Promise<Uint8Array<ArrayBuffer>> =>
  look(actor, caseVerbs['case.show-file'], async ({ db }) => {
    if (!isUuid(file)) throw notFound()
    const row = await db.row(sql<{ case: string; circle: CircleId; parts: number }>`
      select case_id as case, circle_id as circle, parts from cases.files where network_id = ${actor.network} and id = ${file}`)
    if (!row) throw notFound()
    const parts = await db.rows(sql<{ sealed: Uint8Array }>`
      select sealed from cases.file_parts where network_id = ${actor.network} and file_id = ${file} order by part`)
    if (parts.length !== row.parts) throw notFound()
    return {
      subject: `cases.cases/${row.case}`,
      circle: row.circle,
      detail: { file },
      reply: new Uint8Array(Buffer.concat(parts.map(p => p.sealed)))
    }
  })
