import { sql } from 'kysely'
import { z } from 'zod'
import { takeIn } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { largestPart, mostFiles } from '#kernel/file-limits.ts'
import { problem } from '#kernel/problem.ts'
import { hex } from '#kernel/wire.ts'
import { mostParts, type IntakeNow } from './arrive.server.ts'
import { reportVerbs } from './verbs.ts'

export const Part = z.strictObject({
  upload: hex(16),
  file: z.coerce
    .number()
    .int()
    .min(0)
    .max(mostFiles - 1),
  part: z.coerce
    .number()
    .int()
    .min(0)
    .max(mostParts - 1)
})
export type PartInput = z.infer<typeof Part> & { bytes: Uint8Array }

/**
 * Keeps one sealed part of a file. Sent twice it is there once: a phone that never heard the answer sends the same bytes again. True when it is new.
 * Not in the log: until a report names its parts, they are nobody's and nobody can see them.
 */
export const keepPart = async (actor: Actor, input: PartInput, intake: IntakeNow): Promise<boolean> => {
  if (input.bytes.length === 0) throw problem('file.empty', 400)
  if (input.bytes.length > largestPart) throw problem('file.too-big', 413)
  try {
    await takeIn(actor, reportVerbs['report.submit'], ({ db, now }) =>
      db.run(sql`
        insert into reports.file_parts (network_id, circle_id, upload, file, part, arrived_on, sealed)
        values (${actor.network}, ${intake.circle}, ${Buffer.from(input.upload)}, ${input.file}, ${input.part},
                ${dayIn(now, intake.timezone)}, ${bufferOf(input.bytes)})`)
    )
    return true
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'file_parts_pkey') throw error
    return false
  }
}

/** The same memory: a part is not copied once more. */
const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
