// What the OpenRosa door hands to whatever keeps submissions (field/): already looked through, the answers not yet sealed.
import type { RiskCategory } from '../matrix.ts'
import type { Level } from '../matrix.ts'

export type ArrivedSubmission = {
  /** The program's instanceID: sent twice, it is one submission. */
  id: string
  formId: string
  /** The version that was filled in, also when it is long replaced. */
  formVersion: string
  matrix: { id: string; version: number } | null
  /** What the phone said; a clock that is wrong by a year is kept, and found by whoever keeps it. */
  saidOn: string
  language: string
  category: RiskCategory | null
  settlement: string | null
  level: Level | null
  informed: string | null
  score: { level: Level; score: number; most: number; known: number; because: number[] } | null
  /** The instance as it came. */
  xml: string
}
