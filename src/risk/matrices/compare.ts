// What another version would say: sign by sign, rule by rule, and on the same answers.
import { levels, scoreMatrix, type Level, type SignAnswer } from '../matrix.ts'
import { canonical, same } from './canonical.ts'
import { scorable, type DraftDocument, type DraftRule, type DraftSign } from './draft.ts'

export type Change = 'same' | 'added' | 'gone' | 'changed'
type Pair<T> = { before: T | undefined; after: T | undefined; change: Change }

const changeOf = (before: unknown, after: unknown): Change =>
  before === undefined ? 'added' : after === undefined ? 'gone' : same(before, after) ? 'same' : 'changed'
const pair = <T>(before: T | undefined, after: T | undefined): Pair<T> => ({
  before,
  after,
  change: changeOf(before, after)
})

/** Two versions, line beside line. Signs are the same by their code, rules by what they say. */
export const sideBySide = (before: DraftDocument, after: DraftDocument) => {
  const codes = [...new Set([...after.signs, ...before.signs].map(sign => sign.code))]
  const rules = [...new Set([...after.rules, ...before.rules].map(canonical))]
  const find = <T>(list: readonly T[], wanted: (one: T) => boolean) => list.find(wanted)
  return {
    signs: codes.map(code => ({
      code,
      ...pair<DraftSign>(
        find(before.signs, sign => sign.code === code),
        find(after.signs, sign => sign.code === code)
      )
    })),
    rules: rules.map(said => {
      const is = (rule: DraftRule) => canonical(rule) === said
      return pair<DraftRule>(find(before.rules, is), find(after.rules, is))
    }),
    guidance: levels.map(level => ({ level, ...pair(before.guidance[level], after.guidance[level]) }))
  }
}

export type Answers = Readonly<Record<string, SignAnswer>>
export type Tried = { now: Level | undefined; then: Level; moved: 'same' | 'higher' | 'lower' }

/** The same answers by the version in force (there may be none) and by the one that is tried. */
export const tryAnswers = (
  inForce: DraftDocument | undefined,
  tried: DraftDocument,
  answers: Answers
): Tried => {
  const now = inForce && scoreMatrix(scorable(inForce), answers).level
  const then = scoreMatrix(scorable(tried), answers).level
  const step = now === undefined ? 0 : levels.indexOf(then) - levels.indexOf(now)
  return { now, then, moved: step === 0 ? 'same' : step > 0 ? 'higher' : 'lower' }
}
