// The look at the signs that is being taken: kept beside the page, so that a reload of the report (a message, a colleague) loses nothing.
import { keyState } from '#access/keyring.svelte.ts'
import type { Assessment } from '../assessment.ts'
import { indicatorAnswers, type IndicatorAnswer, type IndicatorId, type IndicatorListId } from '../delphi.ts'
import type { SignMark } from '../marks.ts'
import type { Reading } from '../read-indicators.ts'

type Look = {
  readonly list: IndicatorListId
  readonly answers: Readonly<Partial<Record<IndicatorId, IndicatorAnswer>>>
  readonly chosen: Reading | undefined
  readonly reason: string
  readonly marks: readonly SignMark[]
}
const empty: Look = { list: 'labour-adults', answers: {}, chosen: undefined, reason: '', marks: [] }

type Assessing = {
  readonly report: string
  /** The recorded look that this one began from. */
  readonly base: string | null
  readonly changed: boolean
  readonly look: Look
  /** What a colleague recorded meanwhile, and in which row. */
  readonly theirs: (Look & { readonly row: string }) | undefined
}
let state = $state.raw<Assessing>({ report: '', base: null, changed: false, look: empty, theirs: undefined })
const set = (part: Partial<Assessing>) => void (state = { ...state, ...part })

/** What stands on the screen; change it through `answer`, `mark` and the like, which remember that there is something to save. */
export const assessing = {
  get look() {
    return state.look
  },
  get changed() {
    return state.changed
  },
  get theirs() {
    return keyState.open ? state.theirs : undefined
  }
}

const lookOf = (recorded: Assessment | null): Look =>
  recorded
    ? {
        list: recorded.list,
        answers: recorded.answers,
        // who agreed with the reading agreed with what it was read from: with other answers the proposal is anew
        chosen: recorded.conclusion === recorded.proposed ? undefined : recorded.conclusion,
        reason: recorded.reasonWhenDifferent ?? '',
        marks: recorded.marks ?? []
      }
    : empty

/** The report was opened (again): the newest recorded look, and the row it stands in. What is being changed here is not overwritten. */
export const beginAssessing = (report: string, row: string | null, recorded: Assessment | null): void => {
  if (state.report !== report || (!state.changed && row !== state.base))
    set({ report, base: row, changed: false, look: lookOf(recorded), theirs: undefined })
  else if (row !== null && row !== state.base && row !== state.theirs?.row)
    set({ theirs: { ...lookOf(recorded), row } })
}

export const assessed = (row: string): void => set({ base: row, changed: false, theirs: undefined })
export const change = (part: Partial<Look>): void => set({ look: { ...state.look, ...part }, changed: true })
export const answer = (id: IndicatorId, given: IndicatorAnswer): void =>
  change({ answers: { ...state.look.answers, [id]: given } })

/** Words that show a sign: the sign is then there. */
export const mark = (made: SignMark): void =>
  change({
    marks: [...state.look.marks, made],
    answers: { ...state.look.answers, [made.indicator]: 'yes' }
  })
export const unmark = (made: SignMark): void =>
  change({ marks: state.look.marks.filter(one => one !== made) })

/** Mine stays; the colleague's is what it will stand beside. */
export const keepMine = (): void => set({ base: state.theirs?.row ?? state.base, theirs: undefined })
export const takeTheirs = (): void => {
  if (!state.theirs) return
  const { row, ...look } = state.theirs
  set({ base: row, look, changed: false, theirs: undefined })
}

/** A yes of either stays a yes, then a no; the words of both stand together. */
export const takeBoth = (): void => {
  const { look: mine, theirs } = state
  if (!theirs) return
  const ids = Object.keys({ ...theirs.answers, ...mine.answers }) as IndicatorId[]
  const given = (one: IndicatorAnswer | undefined) => indicatorAnswers.indexOf(one ?? 'not-known')
  const answers = Object.fromEntries(
    ids.map(id => [
      id,
      indicatorAnswers[Math.min(given(mine.answers[id]), given(theirs.answers[id]))] ?? 'not-known'
    ])
  )
  const reason = [theirs.reason, mine.reason === theirs.reason ? '' : mine.reason].filter(Boolean).join(' ')
  const marks = [...theirs.marks, ...mine.marks.filter(one => !theirs.marks.some(other => same(one, other)))]
  set({ base: theirs.row, look: { ...mine, answers, reason, marks }, changed: true, theirs: undefined })
}
const same = (a: SignMark, b: SignMark) =>
  a.indicator === b.indicator && a.in === b.in && a.span.from === b.span.from && a.span.to === b.span.to
