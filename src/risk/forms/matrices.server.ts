// What questionnaires ask of matrices.
import type { Read } from '#access/work.server.ts'
import { problem } from '#kernel/problem.ts'
import { findMatrix, type ScoringMatrix } from '../matrices/rows.server.ts'

/** Throws `form.matrix-replaced` (409): a new questionnaire begins with the matrix that counts now. */
export const matrixInForce = async (db: Read, id: string): Promise<ScoringMatrix> => {
  const found = await findMatrix(db, id)
  if (found?.state !== 'in-force') throw problem('form.matrix-replaced', 409)
  return found
}
