// One questionnaire on the way, as it lies sealed on the phone.
import type { Interpreter, HandOver } from './submission.ts'
import type { AssignedForm } from './bundle.ts'

/** "Form 7, 14:20": all that a list says of it. */
export type Label = { n: number; at: string }

export type Draft = Label & {
  /** The instance's own id: of the draft, of the submission, and of what is said on the telephone. */
  id: string
  xml: string
  /** Key of the screen it stopped at is useless after a reload: its place is kept. */
  screen: number
  stage: 'begin' | 'ask' | 'end'
  settlement: string
  category: string
  language: string
  interpreter: Interpreter | ''
  notKnown: string[]
  notSaid: string[]
  informed: string | null
  handOver: HandOver | null
}

/** A draft keeps the form it was begun with, whatever version the network uses meanwhile. */
export type DraftForm = Pick<AssignedForm, 'formId' | 'version' | 'title' | 'xform' | 'ties' | 'matrix'>

/** The day as the phone has it, for counting and for what stands on the form. */
export const localDay = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
