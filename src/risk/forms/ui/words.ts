// What stands in a sentence about a questionnaire: languages, questions and answers as the reader says them.
import { directionOf } from '#kernel/locale.ts'
import { language, tt } from '#locales/t.svelte.ts'
import type { FormFault } from '../form-faults.ts'
import { placed, type Form, type FormLanguage, type FormWords, type Item } from '../form.ts'
import type { FormTitle } from '../rows.server.ts'

export const languageWord = (code: string): string => {
  const known = /^(sr|sr-Latn|sr-Cyrl|sq|en|ar|fa|ps|ur|tr|rom|fr)$/.test(code)
  return known ? tt(`language.${code === 'sr-Latn' ? 'sr' : code}`) : code
}
export const wayOf = (code: string): 'ltr' | 'rtl' => directionOf[code as FormLanguage] ?? 'ltr'

/** The language of the desk where the words are written in it, else the first. */
export const sayWords = (words: FormWords | FormTitle, languages: readonly string[]): string => {
  const mine = language() === 'sr-Cyrl' ? 'sr-Latn' : language()
  const all = words as FormTitle
  return all[mine]?.trim() || languages.map(l => all[l]?.trim()).find(Boolean) || ''
}
export const itemWord = (form: Form, item: Item, number: number | string): string =>
  sayWords(item.words, form.languages) || tt('forms.question-number', { number })

export const sayFault = (form: Form, { code, params }: FormFault): string => {
  const said = { ...params }
  if (typeof said.language === 'string') said.language = languageWord(said.language)
  if (typeof said.question === 'string') {
    const at = placed(form).findIndex(({ item }) => item.name === said.question)
    if (at >= 0) said.question = itemWord(form, placed(form)[at]!.item, at + 1)
  }
  return tt(`form-fault.${code}`, said)
}
