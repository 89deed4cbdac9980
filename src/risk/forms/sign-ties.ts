// Which question of a form asks for which sign of a matrix, and which of its answers mean yes. Forms made here say it themselves
// (`fener:sign`, ties-of.ts); of one that was brought in somebody says it, and the file stays as it came.
import { z } from 'zod'
import type { SignAnswer } from '../matrix.ts'
import type { AskedThere } from './labels-in.ts'

const codes = z.array(z.string().min(1).max(200)).max(200)
export const SignTie = z.strictObject({
  sign: z.string().min(1).max(64),
  /** Where its question stands in the answers, without positions: `/data/child/alone`. */
  at: z.string().min(1).max(1000),
  yes: codes,
  no: codes
})
export type SignTie = z.infer<typeof SignTie>

/** A question made for its sign. */
export const plainTie = (sign: string, at: string): SignTie => ({ sign, at, yes: ['yes'], no: ['no'] })

export type AnsweredAt = { reference: string; value: string }
export const withoutPositions = (reference: string): string => reference.replace(/\[\d+\]/g, '')

/** Several choices are written with blanks between them. What means neither is no no. */
const said = ({ yes, no }: SignTie, value: string): SignAnswer => {
  const chosen = value.split(/\s+/)
  if (chosen.some(code => yes.includes(code))) return 'yes'
  return chosen.some(code => no.includes(code)) ? 'no' : 'not-known'
}

/** One sign asked several times (a repeat): once yes is yes; no only where every answer is no. */
export const answersBySign = (
  ties: readonly SignTie[],
  answered: readonly AnsweredAt[]
): Record<string, SignAnswer> => {
  const byPlace = Map.groupBy(answered, ({ reference }) => withoutPositions(reference))
  return Object.fromEntries(
    ties.flatMap(tie => {
      const answers = (byPlace.get(tie.at) ?? []).map(({ value }) => said(tie, value))
      const [first] = answers
      if (first === undefined) return []
      const answer = answers.includes('yes')
        ? 'yes'
        : answers.every(one => one === first)
          ? first
          : 'not-known'
      return [[tie.sign, answer]]
    })
  )
}

export const tieFaultCodes = ['nothing', 'no-question', 'no-yes', 'yes-and-no', 'no-such-sign', 'twice'] as const // prettier-ignore
export type TieFault = {
  /** Blank: of the whole. */
  sign: string
  code: (typeof tieFaultCodes)[number]
}

/** What is in the way of using the form with this matrix. A sign nobody asks for is none: it counts as not known. */
export const tieFaults = (
  ties: readonly SignTie[],
  asks: readonly AskedThere[],
  signs: readonly { code: string }[]
): TieFault[] => {
  if (!ties.length) return [{ sign: '', code: 'nothing' }]
  return ties.flatMap(({ sign, at, yes, no }, n): TieFault[] => {
    const say = (code: TieFault['code']) => [{ sign, code }]
    if (!signs.some(({ code }) => code === sign)) return say('no-such-sign')
    if (ties.findIndex(other => other.sign === sign) < n) return say('twice')
    const answers = asks.find(ask => ask.at === at)?.answers.map(({ code }) => code) ?? []
    if (!answers.length) return say('no-question')
    if (!yes.some(code => answers.includes(code))) return say('no-yes')
    return yes.some(code => no.includes(code)) ? say('yes-and-no') : []
  })
}

const yesLike = /^(yes|y|da|po|oui|evet|true|1)$/i
const noLike = /^(no|n|ne|jo|non|hayir|false|0)$/i
/** What a question's answers most likely mean; whoever ties it looks at each. */
export const likelyTie = (sign: string, { at, answers }: AskedThere): SignTie => ({
  sign,
  at,
  yes: answers.map(({ code }) => code).filter(code => yesLike.test(code)),
  no: answers.map(({ code }) => code).filter(code => noLike.test(code))
})
/** A form of another Fener says of its questions itself which sign they ask for. */
export const likelyTies = (asks: readonly AskedThere[], signs: readonly { code: string }[]): SignTie[] =>
  signs.flatMap(({ code }) => {
    const ask = asks.find(({ sign }) => sign === code)
    return ask?.answers.length ? [likelyTie(code, ask)] : []
  })
