// A questionnaire as people make it: questions in an order, in the languages of those who are asked. Kept leniently while it is a draft;
// what stops it from being used says form-faults.ts. It is stored and sent as a standard XForm (write-xform.ts).
import { z } from 'zod'
import { publicLocales, type PublicLocale } from '#kernel/locale.ts'

/** Serbian Cyrillic is derived, never written. */
export const formLanguages = publicLocales.filter(l => l !== 'sr-Cyrl') as readonly FormLanguage[]
export type FormLanguage = Exclude<PublicLocale, 'sr-Cyrl'>
const Language = z.enum(formLanguages as readonly [FormLanguage, ...FormLanguage[]])

export const FormWords = z.partialRecord(Language, z.string().max(1000))
export type FormWords = z.infer<typeof FormWords>

/** The answer every choice offers: not known, or not to be said. As a sign's answer it is neither yes nor no. */
export const notKnown = 'not-known'

/** The name of a question in the answers: an XML name that ODK's expressions read without quoting. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/)
const answerCode = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,47}$/)

export const comparisons = ['is', 'is-not', 'at-least', 'at-most'] as const
export const Condition = z.strictObject({
  question: z.string().max(48),
  how: z.enum(comparisons),
  /** The code of an answer, or a number. */
  answer: z.string().max(48)
})
export type Condition = z.infer<typeof Condition>
export const When = z.strictObject({
  /** All of them, or one. */
  every: z.boolean(),
  of: z.array(Condition).min(1).max(8)
})
export type When = z.infer<typeof When>

export const Answer = z.strictObject({
  code: answerCode,
  words: FormWords,
  points: z.int().min(-100).max(100)
})
export type Answer = z.infer<typeof Answer>

/** What a question tells Fener itself, in clear: coded, countable, and nothing of a person. */
export const told = ['language', 'age', 'category', 'settlement', 'informed'] as const
export type Told = (typeof told)[number]

const common = { name, words: FormWords, hint: FormWords, when: When.nullable() }
const asked = { ...common, required: z.boolean() }
const choice = {
  ...asked,
  answers: z.array(Answer).max(80),
  /** The sign of the matrix it asks for. */
  sign: z.string().max(64).nullable(),
  tells: z.enum(told).nullable()
}
export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), ...choice }),
  z.strictObject({ kind: z.literal('several'), ...choice }),
  z.strictObject({
    kind: z.literal('number'),
    ...asked,
    least: z.int().min(-1_000_000).max(1_000_000).nullable(),
    most: z.int().min(-1_000_000).max(1_000_000).nullable()
  }),
  z.strictObject({ kind: z.literal('text'), ...asked }),
  z.strictObject({ kind: z.literal('day'), ...asked }),
  z.strictObject({ kind: z.literal('note'), ...common }),
  /** The sum of the points of all answers. */
  z.strictObject({ kind: z.literal('score'), ...common })
])
export type Question = z.infer<typeof Question>
export type Choice = Extract<Question, { kind: 'one' | 'several' }>
export type QuestionKind = Question['kind']

/** Asked again for each: each child, each place of work. */
export const Repeat = z.strictObject({
  kind: z.literal('repeat'),
  ...common,
  questions: z.array(Question).max(60)
})
export type Repeat = z.infer<typeof Repeat>
export const Item = z.union([Question, Repeat])
export type Item = z.infer<typeof Item>
export type ItemKind = Item['kind']
export const itemKinds = ['one', 'several', 'number', 'text', 'day', 'note', 'score', 'repeat'] as const satisfies readonly ItemKind[] // prettier-ignore

export const Form = z.strictObject({
  schema: z.literal('fener-form/1'),
  title: FormWords,
  /** The first is the one it is written in. */
  languages: z.array(Language).min(1).max(formLanguages.length),
  /** Translations that no native speaker has read. */
  unchecked: z.array(Language).max(formLanguages.length),
  items: z.array(Item).max(200)
})
export type Form = z.infer<typeof Form>

export const isChoice = (item: Item): item is Choice => item.kind === 'one' || item.kind === 'several'

export type Placed = { item: Item; within: Repeat | null }
/** Every question in the order asked; a repeat stands before its own. */
export const placed = (form: Pick<Form, 'items'>): Placed[] =>
  form.items.flatMap((item): Placed[] => [
    { item, within: null },
    ...(item.kind === 'repeat' ? item.questions.map(q => ({ item: q, within: item })) : [])
  ])

/** The next free name: q1, q2 … */
export const freeName = (form: Pick<Form, 'items'>, stem = 'q'): string => {
  const taken = new Set(placed(form).map(({ item }) => item.name))
  for (let n = 1; ; n++) if (!taken.has(`${stem}${n}`)) return `${stem}${n}`
}

export const newItem = (kind: ItemKind, name: string): Item => {
  const base = { name, words: {}, hint: {}, when: null }
  switch (kind) {
    case 'one':
    case 'several':
      return {
        kind,
        ...base,
        required: true,
        answers: [newAnswer([]), newAnswer(['a1'])],
        sign: null,
        tells: null
      }
    case 'number':
      return { kind, ...base, required: false, least: null, most: null }
    case 'text':
    case 'day':
      return { kind, ...base, required: false }
    case 'note':
    case 'score':
      return { kind, ...base }
    case 'repeat':
      return { kind, ...base, questions: [] }
  }
}

export const newAnswer = (taken: readonly string[]): Answer => {
  for (let n = 1; ; n++) if (!taken.includes(`a${n}`)) return { code: `a${n}`, words: {}, points: 0 }
}

export const newForm = (languages: readonly FormLanguage[]): Form => ({
  schema: 'fener-form/1',
  title: {},
  languages: [...languages],
  unchecked: [...languages],
  items: []
})
