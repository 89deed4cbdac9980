import { expect, test } from 'vitest'
import { fieldsOf } from './fact-fields.ts'
import { centsFrom, fromForm } from './from-form.ts'

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
