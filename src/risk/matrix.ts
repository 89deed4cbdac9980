// A matrix says which signs of one category of people mean how much risk, and what is done then. The working group adopts it; a phone
// without a line scores by it. Pure: the same answers under the same version give the same level everywhere.
import { z } from 'zod'
import { riskCategories, type RiskCategory } from '#kernel/htcds-strategy.ts'

export { riskCategories, type RiskCategory }

/** From nothing to at once: `watch` is looked at again, `risk` becomes an alert, `urgent` does not wait for the next day. */
export const levels = ['none', 'watch', 'risk', 'urgent'] as const
export type Level = (typeof levels)[number]

/** Not known is not no. */
export const signAnswers = ['yes', 'no', 'not-known'] as const
export type SignAnswer = (typeof signAnswers)[number]

const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/)
const text = z.string().trim().min(1).max(600)
/** The three languages of the desk are needed; those of the people asked are added as they are translated. */
export const MatrixWords = z
  .strictObject({ en: text, 'sr-Latn': text, sq: text })
  .extend(
    Object.fromEntries(['ar', 'fa', 'ps', 'ur', 'tr', 'rom', 'fr'].map(l => [l, text.optional()])) as Record<
      'ar' | 'fa' | 'ps' | 'ur' | 'tr' | 'rom' | 'fr',
      z.ZodOptional<typeof text>
    >
  )
export type MatrixWords = z.infer<typeof MatrixWords>

const Sign = z.strictObject({
  code,
  /** Asked of the person or looked for: one plain sentence. */
  words: MatrixWords,
  weight: z.int().min(0).max(100),
  /** One such sign is enough for an alert, where a rule says so. */
  severe: z.boolean().default(false),
  /** Where the sign comes from: a list, a handbook, the working group. */
  source: z.string().trim().min(1).max(200)
})
export type Sign = z.infer<typeof Sign>

/** Rules are looked at one by one and the highest level that holds counts: a rule can raise, never lower. */
const Rule = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('any-severe'), level: z.enum(levels) }),
  z.strictObject({ when: z.literal('score'), atLeast: z.int().min(1), level: z.enum(levels) }),
  z.strictObject({
    when: z.literal('signs'),
    /** How many of them. All: as many as there are. */
    atLeast: z.int().min(1),
    of: z.array(code).min(1).max(100),
    level: z.enum(levels)
  })
])
export type Rule = z.infer<typeof Rule>

const Guidance = z.strictObject({
  text: MatrixWords,
  /** Hours until somebody must have acted; null: nothing is owed. */
  withinHours: z.int().min(1).max(2160).nullable()
})

export const Matrix = z.strictObject({
  schema: z.literal('fener-matrix/1'),
  category: z.enum(riskCategories),
  title: MatrixWords,
  signs: z.array(Sign).min(1).max(100),
  rules: z.array(Rule).min(1).max(40),
  guidance: z.strictObject({ none: Guidance, watch: Guidance, risk: Guidance, urgent: Guidance })
})
export type Matrix = z.infer<typeof Matrix>

export type Scored = {
  level: Level
  /** Sum of the weights of the signs answered yes, and what it would be if all were. */
  score: number
  most: number
  /** How many signs were answered at all: a low score of few answers says little. */
  known: number
  /** Numbers of the rules that hold, in the matrix's own order. */
  because: number[]
}

const holds = (rule: Rule, yes: readonly Sign[], score: number): boolean => {
  switch (rule.when) {
    case 'any-severe':
      return yes.some(sign => sign.severe)
    case 'score':
      return score >= rule.atLeast
    case 'signs':
      return yes.filter(sign => rule.of.includes(sign.code)).length >= rule.atLeast
  }
}

/** Signs that were not asked count as not known. */
export const scoreMatrix = (
  { signs, rules }: Pick<Matrix, 'signs' | 'rules'>,
  answers: Readonly<Record<string, SignAnswer | undefined>>
): Scored => {
  const yes = signs.filter(sign => answers[sign.code] === 'yes')
  const sum = (some: readonly Sign[]) => some.reduce((total, sign) => total + sign.weight, 0)
  const score = sum(yes)
  const because = rules.flatMap((rule, number) => (holds(rule, yes, score) ? [number] : []))
  return {
    level: levels[Math.max(0, ...because.map(number => levels.indexOf(rules[number]!.level)))]!,
    score,
    most: sum(signs),
    known: signs.filter(sign => (answers[sign.code] ?? 'not-known') !== 'not-known').length,
    because
  }
}
