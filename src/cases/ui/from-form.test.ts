import { expect, test } from 'vitest'
import { correctableFields, fieldsOf, isCorrectable } from './fact-fields.ts'
import { fact } from '../examples.ts'
import { caseSteps } from '../facts.ts'
import { centsFrom, fromForm, toForm } from './from-form.ts'

test('money is read in both ways of writing it, and never as a fraction of a cent', () => {
  expect(['12', '12,5', '12.50', ' 7 ', '0,07'].map(centsFrom)).toEqual([1200, 1250, 1250, 700, 7])
  expect(['', 'x', '1.234,50', '1,234', '-5', '1e3'].map(centsFrom)).toEqual(Array(6).fill(undefined))
})

test('what was left open is not in the fact, what was not touched has its first answer', () => {
  expect(fromForm(fieldsOf('risk-assessed'), {}, 'sr-Latn')).toEqual({ level: 'low', placement: 'own-home' })
  expect(fromForm(fieldsOf('protection-answered'), { granted: 'false' }, 'sq')).toEqual({
    measure: 'hidden-identity',
    granted: false
  })
  expect(fromForm(fieldsOf('assistance-planned'), { owner: 'o', until: '2026-05-01' }, 'sq')).toEqual({
    service: 'physical',
    owner: 'o',
    until: '2026-05-01'
  })
})

test('a form that is begun from a fact and not touched says the same fact', () => {
  for (const step of caseSteps.filter(isCorrectable)) {
    const known = fact(step)
    const again = {
      ...known,
      ...fromForm(correctableFields(step), toForm(correctableFields(step), known), 'sq')
    }
    expect(again, step).toEqual(known)
  }
  const fields = fieldsOf('assistance-planned')
  expect(fromForm(fields, toForm(fields, { cents: 12050 }), 'sq')).toMatchObject({ cents: 12050 })
})
