import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { riskCategories } from '../matrix.ts'
import type { DraftDocument } from './draft.ts'
import { writeMatrixFile } from './matrix-file.ts'
import { documentColumn } from './rows.server.ts'
import { shippedText } from './shipped.server.ts'
import { matrixVerbs } from './verbs.ts'

/** A version as a file; without one the first matrix, as it ships. A draft comes as far as it was saved. */
export const takeOut = (actor: Actor, category: string, version: number | undefined): Promise<string> =>
  browse(actor, matrixVerbs['matrix.read'], async ({ db }) => {
    const known = riskCategories.find(one => one === category)
    if (!known) throw notFound()
    if (version === undefined) return shippedText(known)
    const row = await db.row(sql<{ document: DraftDocument }>`
      select ${documentColumn} from risk.matrices where category = ${known} and version = ${version}`)
    if (!row) throw notFound()
    return writeMatrixFile(row.document)
  })
