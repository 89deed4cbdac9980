import { z } from 'zod'
import { browse } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { loadMatrixFile } from './matrix-file.ts'
import { matrixVerbs } from './verbs.ts'

export const CheckFile = z.strictObject({ text: z.string().max(2 * 1024 * 1024) })

/** What stands in the file, or every fault with its line. Nothing is kept. */
export const checkFile = (actor: Actor, { text }: z.infer<typeof CheckFile>) =>
  browse(actor, matrixVerbs['matrix.draft'], async () => loadMatrixFile(text))
