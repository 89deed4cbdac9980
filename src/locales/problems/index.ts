import ar from './ar.ts'
import en from './en.ts'
import fa from './fa.ts'
import fr from './fr.ts'
import ps from './ps.ts'
import rom from './rom.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'
import tr from './tr.ts'
import ur from './ur.ts'

export const problems = { 'sr-Latn': srLatn, sq, en, ar, fa, ps, ur, tr, rom, fr }

type Code = keyof typeof srLatn
// Of the beginnings below, what only the desk meets.
type DeskOnly =
  | 'report.unknown-place'
  | 'report.case-opened'
  | 'report.team-left-out'
  | 'report.erased'
  | 'common.changed-by-other'
/** What somebody on a public page can meet, in eleven languages. A code with another beginning is the desk's. */
export type PublicProblem = Exclude<
  | Extract<Code, 'not-found' | 'gone' | 'busy' | 'unexpected' | 'no-signal'>
  | Extract<Code, `${'common' | 'input' | 'report' | 'receipt' | 'proof' | 'file' | 'flood'}.${string}`>,
  DeskOnly
>
