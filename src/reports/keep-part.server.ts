import { sql } from 'kysely'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { problem } from '#kernel/problem.ts'
import { partBytes, type IntakeNow, type PartInput } from './arrive.server.ts'
import { reportVerbs } from './verbs.ts'

/** Keeps one sealed part of a file, at most 1 MiB. Sent twice it is there once; a report names its parts afterwards. */
export const keepPart = async (actor: Actor, input: PartInput, intake: IntakeNow): Promise<void> => {
  if (input.bytes.length === 0) throw problem('file.empty', 400)
  if (input.bytes.length > partBytes) throw problem('file.too-big', 413)
  try {
    await work(actor, reportVerbs['report.submit'], async ({ db, now }) => {
      await db.run(sql`
        insert into reports.file_parts (network_id, circle_id, upload, file, part, arrived_on, sealed)
        values (${actor.network}, ${intake.circle}, ${Buffer.from(input.upload)}, ${input.file}, ${input.part},
                ${dayIn(now, intake.timezone)}, ${Buffer.from(input.bytes)})`)
      return { subject: 'reports.file_parts', circle: intake.circle, reply: undefined }
    })
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'file_parts_pkey') throw error
  }
}
