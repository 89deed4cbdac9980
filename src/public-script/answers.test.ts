import { expect, test } from 'vitest'
import {
  answerErrors,
  isAnswered,
  noAnswers,
  questions,
  readAnswers,
  reportFrom,
  withoutQuestion
} from './answers.ts'

const form = (fields: Record<string, string | string[]>) => {
  const data = new FormData()
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) data.append(name, value)
  return data
}
const names = (id: string) => (id === 'domorovce' ? 'Domorovce' : undefined)

test('an empty form is an empty report behind the code', () => {
  expect(readAnswers(form({}))).toEqual(noAnswers)
  expect(reportFrom(noAnswers, 'sq', [], names)).toEqual({
    language: 'sq',
    signs: [],
    answerWay: { kind: 'code' },
    files: []
  })
  expect(answerErrors(noAnswers, 0, 2)).toEqual([
    { question: 2, field: 'what', code: 'report.write-what-or-add-file' }
  ])
  expect(answerErrors(noAnswers, 1, 2)).toEqual([])
})

test('reads only what the form offers', () => {
  const answers = readAnswers(
    form({
      about: 'me',
      danger: 'x',
      place: '../x',
      signs: ['debt', 'y', 'threats'],
      way: 'pigeon',
      what: 'a\r\nb',
      more: '1'
    })
  )
  expect(answers).toEqual({ ...noAnswers, about: 'me', signs: ['debt', 'threats'], what: 'a\nb' })
})

test('a full report', () => {
  const answers = readAnswers(
    form({
      about: 'someone-else', what: 'U kući', danger: 'not-sure', place: 'domorovce', placeWords: 'stara pilana', signs: 'no-pay',
      way: 'phone', phone: '+383 44 123 456', hours: 'od 10', word: 'jabuka', named: 'yes', name: ' Ana '
    })
  ) // prettier-ignore
  expect(answerErrors(answers, 0, 2)).toEqual([])
  expect(reportFrom(answers, 'sr-Latn', [], names)).toEqual({
    language: 'sr-Latn',
    about: 'someone-else',
    what: 'U kući',
    danger: 'not-sure',
    where: { kind: 'words', words: 'Domorovce: stara pilana' },
    signs: ['no-pay'],
    answerWay: { kind: 'phone', phone: '+383 44 123 456', safeHours: 'od 10', safeWord: 'jabuka' },
    name: 'Ana',
    files: []
  })
  expect(reportFrom({ ...answers, placeWords: '' }, 'sr-Latn', [], names).where).toEqual({
    kind: 'settlement',
    settlement: 'domorovce'
  })
})

test('what is not chosen is not sent', () => {
  const answers = { ...noAnswers, what: 'x', way: 'none', phone: '123', named: 'no', name: 'Ana' }
  const report = reportFrom(answers, 'en', [], names)
  expect(report.answerWay).toEqual({ kind: 'none' })
  expect(report.name).toBeUndefined()
})

test('a phone needs a number, hours and a word', () => {
  expect(answerErrors({ ...noAnswers, what: 'x', way: 'phone' }, 0, 2).map(error => error.code)).toEqual([
    'report.phone-not-readable',
    'report.safe-hours-missing',
    'report.safe-word-missing'
  ])
})

test('a phone number typed on an Arabic or Persian keyboard is a phone number', () => {
  for (const phone of ['+٣٨٣ ٤٤ ١٢٣ ٤٥٦', '+۳۸۳ ۴۴ ۱۲۳ ۴۵۶', '\u200e+383 44 123 456']) {
    const answers = readAnswers(form({ what: 'x', way: 'phone', phone, hours: 'y', word: 'z' }))
    expect(answers.phone).toBe('+383 44 123 456')
    expect(answerErrors(answers, 0, 1)).toEqual([])
  }
})

test('skipping empties one question only', () => {
  const answers = { ...noAnswers, what: 'x', place: 'online', placeWords: 'y' }
  expect(withoutQuestion(answers, 4)).toEqual({ ...noAnswers, what: 'x' })
  expect(questions.filter(n => isAnswered(answers, n))).toEqual([2, 4, 6])
})

test('organisations are kept away while somebody is left to read', () => {
  const [one, two] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
  const some = new FormData()
  for (const id of [one, two, '../../etc', 'x']) some.append('keepFrom', id!)
  const answers = { ...readAnswers(some), what: 'x' }
  expect(answers.keepFrom).toEqual([one, two])
  expect(answerErrors(answers, 0, 3)).toEqual([])
  expect(answerErrors(answers, 0, 2)).toEqual([
    { question: 6, field: 'keepFrom', code: 'report.nobody-left' }
  ])
  expect(JSON.stringify(reportFrom(answers, 'en', [], names))).not.toContain(one)
  expect(withoutQuestion(answers, 6).keepFrom).toEqual([])
})
