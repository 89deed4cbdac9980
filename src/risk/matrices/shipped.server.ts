// The first matrices, as files that ship with Fener. They are proposals: nothing is scored by them before a working group adopts one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RiskCategory } from '../matrix.ts'
import type { MatrixDocument } from './document.ts'
import { loadMatrixFile } from './matrix-file.ts'

export const shippedText = (category: RiskCategory): string =>
  readFileSync(
    join(process.env.FENER_HOME ?? process.cwd(), 'strategy', 'risk-matrices', `${category}.yaml`),
    'utf8'
  )

export const shippedMatrix = (category: RiskCategory): MatrixDocument => {
  const loaded = loadMatrixFile(shippedText(category))
  if (!loaded.ok) throw new Error(`the matrix of ${category} that ships with Fener has faults`)
  return loaded.document
}
