// The form of a referral → the report. Read the same way in the browser, and on the server for whoever has no script.
import type { PublicLocale } from '#kernel/locale.ts'
import { mostFiles } from '#kernel/file-limits.ts'
import type { Observation } from '../observations.ts'
import { longest } from '../longest.ts'
import type { ReportContent } from '../report.ts'
import type { Age, Agreement, Profession, UrgentNeed } from './referral.ts'

export type ReferralAnswers = {
  profession: string
  name: string
  contact: string
  age: string
  agreement: string
  danger: string
  observations: string[]
  what: string
  place: string
  placeWords: string
  needs: string[]
}

export const noReferral: ReferralAnswers = {
  profession: '',
  name: '',
  contact: '',
  age: 'not-known',
  agreement: 'could-not-ask',
  danger: '',
  observations: [],
  what: '',
  place: '',
  placeWords: '',
  needs: []
}

const text = (form: FormData, name: keyof ReferralAnswers) => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}
const texts = (form: FormData, name: keyof ReferralAnswers) => [
  ...new Set(form.getAll(name).filter((value): value is string => typeof value === 'string'))
]

export const readReferral = (form: FormData): ReferralAnswers => ({
  profession: text(form, 'profession'),
  name: text(form, 'name'),
  contact: text(form, 'contact'),
  age: text(form, 'age') || noReferral.age,
  agreement: text(form, 'agreement') || noReferral.agreement,
  danger: text(form, 'danger'),
  observations: texts(form, 'observations'),
  what: text(form, 'what'),
  place: text(form, 'place'),
  placeWords: text(form, 'placeWords'),
  needs: texts(form, 'needs')
})

export type ReferralError = { field: keyof ReferralAnswers | 'files'; code: string }

/** The few things that must hold before it goes: who writes, and something that was seen. */
export const referralErrors = (answers: ReferralAnswers, files: number): ReferralError[] => {
  const errors: ReferralError[] = []
  const tooLong = (field: 'name' | 'contact' | 'what' | 'placeWords', most: number) => {
    if (answers[field].length > most) errors.push({ field, code: 'report.too-long' })
  }
  if (!answers.profession) errors.push({ field: 'profession', code: 'report.choose-profession' })
  tooLong('name', longest.name)
  tooLong('contact', longest.contact)
  if (!answers.what.trim() && !answers.observations.length && !files)
    errors.push({ field: 'what', code: 'report.write-what-or-tick' })
  tooLong('what', longest.what)
  // the settlement's name is put before it
  tooLong('placeWords', longest.where - 100)
  if (files > mostFiles) errors.push({ field: 'files', code: 'report.too-many-files' })
  return errors
}

/** Answers without errors → the report, its files still to be named. What is chosen from lists is checked where it is read. */
export const referralReport = (
  answers: ReferralAnswers,
  language: PublicLocale,
  placeName: (id: string) => string | undefined
): ReportContent => {
  const words = answers.placeWords.trim()
  const settlement = answers.place ? placeName(answers.place) : undefined
  return {
    language,
    about: 'someone-else',
    ...(answers.what.trim() && { what: answers.what }),
    ...(answers.danger && { danger: answers.danger as 'yes' }),
    ...(words
      ? { where: { kind: 'words', words: settlement ? `${settlement}: ${words}` : words } }
      : settlement && { where: { kind: 'settlement', settlement: answers.place } }),
    signs: [],
    answerWay: { kind: 'code' },
    ...(answers.name.trim() && { name: answers.name.trim() }),
    files: [],
    referral: {
      profession: answers.profession as Profession,
      age: answers.age as Age,
      agreement: answers.agreement as Agreement,
      observations: answers.observations as Observation[],
      needs: answers.needs as UrgentNeed[],
      ...(answers.contact.trim() && { contact: answers.contact.trim() })
    }
  }
}
