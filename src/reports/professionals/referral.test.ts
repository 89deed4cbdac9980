import { expect, it } from 'vitest'
import { checkReport } from '../report.ts'
import { noReferral, readReferral, referralErrors, referralReport } from './answers.ts'

const filled = () => {
  const form = new FormData()
  form.set('profession', 'health')
  form.set('age', 'child')
  form.set('agreement', 'could-not-ask')
  form.set('danger', 'yes')
  form.append('observations', 'general.seems-afraid')
  form.append('observations', 'children.not-in-school')
  form.append('observations', 'general.seems-afraid')
  form.append('needs', 'doctor')
  form.set('what', 'Prvi red\r\ndrugi red')
  form.set('place', 'rajince')
  form.set('placeWords', 'kod škole')
  form.set('contact', ' 123, do 15 časova ')
  return form
}

it('reads a form and makes a report that the desk takes', () => {
  const answers = readReferral(filled())
  expect(referralErrors(answers, 0)).toEqual([])
  const report = referralReport(answers, 'sr-Latn', id => (id === 'rajince' ? 'Rajince' : undefined))
  const checked = checkReport(report)
  expect(checked).toMatchObject({
    ok: true,
    report: {
      about: 'someone-else',
      what: 'Prvi red\ndrugi red',
      danger: 'yes',
      where: { kind: 'words', words: 'Rajince: kod škole' },
      referral: {
        profession: 'health',
        age: 'child',
        agreement: 'could-not-ask',
        observations: ['general.seems-afraid', 'children.not-in-school'],
        needs: ['doctor'],
        contact: '123, do 15 časova'
      }
    }
  })
})

it('asks for the profession and for something that was seen; one sign is enough', () => {
  expect(referralErrors(noReferral, 0).map(({ field }) => field)).toEqual(['profession', 'what'])
  const answers = { ...noReferral, profession: 'education', observations: ['general.seems-afraid'] }
  expect(referralErrors(answers, 0)).toEqual([])
  expect(checkReport(referralReport(answers, 'sq', () => undefined)).ok).toBe(true)
})

it('takes a sign, a profession or a need from its list only', () => {
  const report = (over: object) => {
    const made = referralReport({ ...noReferral, profession: 'health', what: 'x' }, 'en', () => undefined)
    return checkReport({ ...made, referral: { ...made.referral, ...over } })
  }
  expect(report({}).ok).toBe(true)
  for (const forged of [
    { profession: 'king' },
    { observations: ['general.made-up'] },
    { needs: ['everything'] },
    { age: '17' },
    { weight: 3 }
  ])
    expect(report(forged), JSON.stringify(forged)).toEqual({
      ok: false,
      errors: [{ field: 'referral', code: 'report.choose-from-list' }]
    })
})

it('says which words are too long', () => {
  const long = { ...noReferral, profession: 'other', what: 'x'.repeat(200_001), contact: 'y'.repeat(301) }
  expect(referralErrors(long, 0)).toEqual([
    { field: 'contact', code: 'report.too-long' },
    { field: 'what', code: 'report.too-long' }
  ])
})
