// A draft may be incomplete: half a question, an empty weight. It is kept as it is, and says what is still in the way of adopting it.
import { z } from 'zod'
import { migrantLocales, type MigrantLocale } from '#kernel/locale.ts'
import { pathText, type Path } from '#kernel/path-text.ts'
import { levels, riskCategories, signAnswers, type Matrix, type MatrixWords } from '../matrix.ts'
import { faultsOf, missedExamples } from './check.ts'
import { MatrixDocument } from './document.ts'

export const deskLanguages = ['sr-Latn', 'sq', 'en'] as const
/** Of the people who are asked: a questionnaire made from the matrix speaks one of them when every question is written in it. */
export const askedLanguages = migrantLocales
export type AskedLanguage = MigrantLocale
const wordLanguages = [...deskLanguages, ...askedLanguages] as const
export type WordLanguage = (typeof wordLanguages)[number]

const text = z.string().max(2000)
const DraftWords = z.partialRecord(z.enum(wordLanguages), text)
export type DraftWords = z.infer<typeof DraftWords>
const number = z.int().min(0).max(100_000).nullable()
const codes = z.array(z.string().max(64)).max(200)
const level = z.enum(levels)

export const DraftSign = z.strictObject({
  code: z.string().max(64),
  words: DraftWords,
  weight: number,
  severe: z.boolean(),
  source: text
})
export type DraftSign = z.infer<typeof DraftSign>
const DraftRule = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('any-severe'), level }),
  z.strictObject({ when: z.literal('score'), atLeast: number, level }),
  z.strictObject({ when: z.literal('signs'), atLeast: number, of: codes, level })
])
export type DraftRule = z.infer<typeof DraftRule>
const DraftGuidance = z.strictObject({ text: DraftWords, withinHours: number })
const DraftExample = z.strictObject({
  title: DraftWords,
  answers: z.record(z.string().max(64), z.enum(signAnswers)),
  level
})
export type DraftExample = z.infer<typeof DraftExample>

export const DraftDocument = z.strictObject({
  schema: z.literal('fener-matrix/1'),
  category: z.enum(riskCategories),
  title: DraftWords,
  signs: z.array(DraftSign).max(200),
  rules: z.array(DraftRule).max(100),
  guidance: z.strictObject({
    none: DraftGuidance,
    watch: DraftGuidance,
    risk: DraftGuidance,
    urgent: DraftGuidance
  }),
  examples: z.array(DraftExample).max(100)
})
export type DraftDocument = z.infer<typeof DraftDocument>

const everyWords = ({ title, signs, guidance, examples }: DraftDocument): DraftWords[] => [
  title,
  ...signs.map(({ words }) => words),
  ...levels.map(level => guidance[level].text),
  ...examples.map(example => example.title)
]

/** Besides those of the desk. One that was added is there before its first word. */
export const languagesIn = (draft: DraftDocument): AskedLanguage[] =>
  askedLanguages.filter(language => everyWords(draft).some(words => words[language] !== undefined))

/** How many of its questions are written in a language, with the title: a questionnaire needs them all. */
export const writtenIn = ({ title, signs }: DraftDocument, language: AskedLanguage) => {
  const asked = [title, ...signs.map(({ words }) => words)]
  return { written: asked.filter(words => words[language]?.trim()).length, of: asked.length }
}

/** Takes a language out of the draft, with every word that was written in it. */
export const dropLanguage = (draft: DraftDocument, language: AskedLanguage) => {
  for (const words of everyWords(draft)) delete words[language]
}

/** `path` as `signs[3].words.sq`: where it stands, for the field beside which it is said. */
export type DraftFault = { path: string; code: string; params: Record<string, string | number> }

/** What is in the way of adopting. First what is missing; how the parts fit together is known when all are there. */
export const draftFaults = (draft: DraftDocument): DraftFault[] => {
  const clean = trimmed(draft)
  const parsed = MatrixDocument.safeParse(clean)
  if (!parsed.success) return parsed.error.issues.map(issue => missing(issue, clean))
  return [
    ...faultsOf(parsed.data).map(({ path, code, params }) => ({ path: pathText(path), code, params })),
    ...missedExamples(parsed.data).map(at => ({
      path: pathText(['examples', at]),
      code: 'example-missed',
      params: { example: at + 1 }
    }))
  ]
}

/** The document, or undefined while something is in the way. */
export const adoptable = (draft: DraftDocument): MatrixDocument | undefined =>
  draftFaults(draft).length === 0 ? MatrixDocument.parse(trimmed(draft)) : undefined

/** To try it out while it is written: a weight nobody gave counts nothing, a rule without its number never holds. */
export const scorable = ({ signs, rules }: DraftDocument): Pick<Matrix, 'signs' | 'rules'> => ({
  signs: signs.map(sign => ({ ...sign, weight: sign.weight ?? 0, words: sign.words as MatrixWords })),
  rules: rules.map(rule =>
    rule.when === 'any-severe' ? rule : { ...rule, atLeast: rule.atLeast ?? Infinity }
  )
})

const missing = (issue: z.core.$ZodIssue, clean: unknown): DraftFault => {
  const path = issue.path as Path
  const key = String(path.at(-1))
  const at = { path: pathText(path) }
  if ((deskLanguages as readonly string[]).includes(key) && !valueAt(clean, path))
    return { ...at, code: 'missing-word', params: { language: key } }
  if (issue.code === 'too_big') return { ...at, code: 'too-much', params: { most: Number(issue.maximum) } }
  if (key === 'code') return { ...at, code: 'code-form', params: {} }
  return { ...at, code: 'nothing-here', params: {} }
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((v, key) => (v as Record<string | number, unknown> | undefined)?.[key], value)

/** Blanks around words are nobody's intention; a language nobody wrote is not there. */
const trimmed = (draft: DraftDocument): unknown => {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return value.trim()
    if (Array.isArray(value)) return value.map(clean)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, one]) => [key, clean(one)])
        .filter(([key, one]) => !(one === '' && (wordLanguages as readonly unknown[]).includes(key)))
    )
  }
  return clean(draft)
}
