// A file that comes to a case later: sealed in the browser, its manifest first, then its parts; nobody sees it before all of them are there.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { isUuid, type CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { mostParts } from './limits.ts'
import { getCaseToChange } from './rows.server.ts'
import { caseVerbs } from './verbs.ts'

export const AddFile = z.strictObject({
  case: z.uuid(),
  file: z.uuid(),
  epoch: z.int().positive(),
  parts: z.int().min(1).max(mostParts),
  /** Sealed to row `file` of cases.files, purpose 'file', rev 1. */
  manifest: sealedBytes
})
export type AddFile = z.infer<typeof AddFile>

export const addFile = (actor: Actor, input: AddFile) =>
  work(actor, caseVerbs['case.add-file'], async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    checkEpoch(input.epoch, row.epoch)
    await db.run(sql`
      insert into cases.files (network_id, id, circle_id, case_id, epoch, account_id, manifest, parts)
      values (${network}, ${input.file}, ${row.circle}, ${row.id}, ${input.epoch}, ${account},
              ${Buffer.from(input.manifest)}, ${input.parts})`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { file: input.file, parts: input.parts },
      reply: null
    }
  })

/** One part of a file its sender has announced. Sent again after a broken line it changes nothing. */
export const addFilePart = (actor: Actor, file: string, part: number, sealed: Uint8Array) =>
  work(actor, caseVerbs['case.add-file'], async ({ db }) => {
    if (actor.kind !== 'staff' || !isUuid(file)) throw notFound()
    const row = await db.row(sql<{ case: string; circle: CircleId; parts: number }>`
      select case_id as case, circle_id as circle, parts from cases.files
      where network_id = ${actor.network} and id = ${file} and account_id = ${actor.account}`)
    if (!row || !Number.isInteger(part) || part < 0 || part >= row.parts) throw notFound()
    if (sealed.length === 0) throw problem('input.malformed', 400)
    await db.run(sql`
      insert into cases.file_parts (network_id, circle_id, file_id, part, sealed)
      values (${actor.network}, ${row.circle}, ${file}, ${part}, ${Buffer.from(sealed)})
      on conflict (network_id, file_id, part) do nothing`)
    return {
      subject: `cases.cases/${row.case}`,
      circle: row.circle,
      detail: { file, part },
      reply: null
    }
  })
