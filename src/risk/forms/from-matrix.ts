// A questionnaire made from a matrix: each of its signs a question with yes, no, and not known.
import type { Matrix } from '../matrix.ts'
import { formLanguages, type Choice, type Form, type FormLanguage, type FormWords } from './form.ts'
import { phrases } from './phrases.ts'

const signName = (code: string) => `s_${code.replace(/[^a-z0-9]/g, '_')}`.slice(0, 46)

export const yesNo = (languages: readonly FormLanguage[], points: number): Choice['answers'] =>
  (['yes', 'no'] as const).map(code => ({
    code,
    words: Object.fromEntries(languages.map(l => [l, phrases[l][code]])),
    points: code === 'yes' ? points : 0
  }))

/** The languages in which the matrix has every sign. */
export const languagesOf = ({ title, signs }: Pick<Matrix, 'title' | 'signs'>): FormLanguage[] =>
  formLanguages.filter(l => [title, ...signs.map(s => s.words)].every(words => words[l]?.trim()))

export const questionsOf = (
  { signs }: Pick<Matrix, 'signs'>,
  languages: readonly FormLanguage[],
  taken: readonly string[] = []
): Choice[] => {
  // prettier-ignore
  const names = new Set(taken)
  return signs.map(({ code, words, weight }) => {
    let name = signName(code)
    for (let n = 2; names.has(name); n++) name = `${signName(code)}_${n}`
    names.add(name)
    return {
      kind: 'one',
      name,
      words: words as FormWords,
      hint: {},
      when: null,
      required: true,
      answers: yesNo(languages, weight),
      sign: code,
      tells: null
    }
  })
}

export const formFromMatrix = (matrix: Pick<Matrix, 'title' | 'signs'>): Form => {
  const languages = languagesOf(matrix)
  return {
    schema: 'fener-form/1',
    title: matrix.title as FormWords,
    languages,
    unchecked: [...languages],
    items: questionsOf(matrix, languages)
  }
}

/** The points of a newer version of the matrix put into the questions that ask for its signs; new signs are added at the end. */
export const withSignsOf = (form: Form, matrix: Pick<Matrix, 'signs'>): Form => {
  const asked = new Set<string>()
  const items = form.items.map(item => {
    if (item.kind !== 'one' || item.sign === null) return item
    const sign = matrix.signs.find(s => s.code === item.sign)
    if (!sign) return { ...item, sign: null }
    asked.add(sign.code)
    return { ...item, answers: item.answers.map(a => ({ ...a, points: a.code === 'yes' ? sign.weight : 0 })) }
  })
  const missing = matrix.signs.filter(s => !asked.has(s.code))
  const taken = items.flatMap(i => [i.name, ...(i.kind === 'repeat' ? i.questions.map(q => q.name) : [])])
  return { ...form, items: [...items, ...questionsOf({ signs: missing }, form.languages, taken)] }
}
