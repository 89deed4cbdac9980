// What stands in the form, read the same way in the browser and on the server, and turned into the report. Pure.
import { mostFiles } from '#kernel/file-limits.ts'
import { plainDigits } from './digits.ts'
import { abouts, dangers, signs, ways, type FileManifest, type ReportContent } from './report-content.ts'

export type Answers = {
  about: string
  what: string
  danger: string
  /** A settlement's id, `online`, `unknown` or nothing. */
  place: string
  placeWords: string
  signs: string[]
  way: string
  phone: string
  hours: string
  word: string
  /** Organisations that must not read this. */
  keepFrom: string[]
  named: string
  name: string
}

export const noAnswers: Answers = {
  about: '', what: '', danger: '', place: '', placeWords: '', signs: [],
  way: 'code', phone: '', hours: '', word: '', keepFrom: [], named: 'no', name: ''
} // prettier-ignore

/** Which fields belong to which question: skipping a question empties them. */
export const fieldsOf = {
  1: ['about'],
  2: ['what'],
  3: ['danger'],
  4: ['place', 'placeWords'],
  5: ['signs'],
  6: ['way', 'phone', 'hours', 'word', 'keepFrom'],
  7: ['named', 'name']
} as const satisfies Record<number, readonly (keyof Answers)[]>

export type Question = keyof typeof fieldsOf
export const questions: readonly Question[] = [1, 2, 3, 4, 5, 6, 7]
export const questionOf = (step: string): Question | undefined => questions.find(n => String(n) === step)

/** Anything not offered by the form reads as not answered. Unknown fields are left alone: nothing is kept of them. */
export const readAnswers = (form: FormData): Answers => {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''
  }
  const one = (name: string, offered: readonly string[]) => (offered.includes(text(name)) ? text(name) : '')
  return {
    about: one('about', abouts),
    what: text('what'),
    danger: one('danger', dangers),
    place: /^[a-z0-9-]{1,64}$/.test(text('place')) ? text('place') : '',
    placeWords: text('placeWords'),
    signs: signs.filter(sign => form.getAll('signs').includes(sign)),
    way: one('way', ways) || 'code',
    phone: plainDigits(text('phone')),
    hours: text('hours'),
    word: text('word'),
    keepFrom: form
      .getAll('keepFrom')
      .filter((id): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      .slice(0, 40),
    named: text('named') === 'yes' ? 'yes' : 'no',
    name: text('name')
  }
}

export const withoutQuestion = (answers: Answers, question: Question): Answers => {
  const left = { ...answers }
  for (const field of fieldsOf[question]) Object.assign(left, { [field]: noAnswers[field] })
  return left
}

export const isAnswered = (answers: Answers, question: Question): boolean => {
  if (question === 6) return true
  if (question === 7) return answers.named === 'yes' && answers.name.trim() !== ''
  return fieldsOf[question].some(
    field =>
      answers[field as keyof Answers].length > 0 && String(answers[field as keyof Answers]).trim() !== ''
  )
}

export type AnswerError = { question: Question; field: string; code: string }

/** The few things that must hold before sending; the server checks everything again where it can see. */
export const answerErrors = (answers: Answers, files: number, organisations: number): AnswerError[] => {
  const errors: AnswerError[] = []
  const say = (question: Question, field: string, code: string) => errors.push({ question, field, code })
  if (!answers.what.trim() && files === 0) say(2, 'what', 'report.write-what-or-add-file')
  if (answers.what.length > 200_000) say(2, 'what', 'report.too-long')
  if (files > mostFiles) say(2, 'files', 'report.too-many-files')
  if (answers.placeWords.length > 1_900) say(4, 'placeWords', 'report.too-long')
  if (answers.way === 'phone') {
    const digits = answers.phone.replace(/\D/g, '').length
    if (
      !/^\+?[0-9 ()/.-]+$/.test(answers.phone.trim()) ||
      digits < 5 ||
      digits > 15 ||
      answers.phone.trim().length > 30
    )
      say(6, 'phone', 'report.phone-not-readable')
    if (!answers.hours.trim()) say(6, 'hours', 'report.safe-hours-missing')
    else if (answers.hours.length > 200) say(6, 'hours', 'report.too-long')
    if (!answers.word.trim()) say(6, 'word', 'report.safe-word-missing')
    else if (answers.word.length > 60) say(6, 'word', 'report.too-long')
  }
  // all of them left out: nobody would ever read it
  if (answers.keepFrom.length > 0 && answers.keepFrom.length >= organisations)
    say(6, 'keepFrom', 'report.nobody-left')
  if (answers.named === 'yes' && answers.name.length > 200) say(7, 'name', 'report.too-long')
  return errors
}

/** What the last look shows of an answer: a browser needs half a minute to draw a mebibyte of text. */
export const excerpt = (text: string): string => (text.length > 6_000 ? `${text.slice(0, 6_000)} …` : text)

const whereOf = (answers: Answers, placeName: (id: string) => string | undefined): ReportContent['where'] => {
  const words = answers.placeWords.trim()
  if (answers.place === 'online') return words ? { kind: 'online', words } : { kind: 'online' }
  const name = answers.place && answers.place !== 'unknown' ? placeName(answers.place) : undefined
  // A landmark narrows the settlement: both are needed, and the report has room for both only as words.
  if (words) return { kind: 'words', words: name ? `${name}: ${words}` : words }
  if (name) return { kind: 'settlement', settlement: answers.place }
  return answers.place === 'unknown' ? { kind: 'unknown' } : undefined
}

/** Answers without errors → the report. A field that was left out is not there at all. */
export const reportFrom = (
  answers: Answers,
  language: ReportContent['language'],
  files: FileManifest[],
  placeName: (id: string) => string | undefined
): ReportContent => {
  const content: ReportContent = {
    language,
    signs: answers.signs as ReportContent['signs'],
    answerWay:
      answers.way === 'phone'
        ? {
            kind: 'phone',
            phone: answers.phone.trim(),
            safeHours: answers.hours.trim(),
            safeWord: answers.word.trim()
          }
        : { kind: answers.way === 'none' ? 'none' : 'code' },
    files
  }
  if (answers.about) content.about = answers.about as Exclude<ReportContent['about'], undefined>
  if (answers.what.trim()) content.what = answers.what
  if (answers.danger) content.danger = answers.danger as Exclude<ReportContent['danger'], undefined>
  const where = whereOf(answers, placeName)
  if (where) content.where = where
  if (answers.named === 'yes' && answers.name.trim()) content.name = answers.name.trim()
  return content
}
