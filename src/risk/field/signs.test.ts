import { expect, test } from 'vitest'
import { answersBySign } from './signs.ts'

const signs = new Map([
  ['/data/child/alone', 'alone'],
  ['/data/papers', 'papers-taken']
])

test('once yes is yes, no needs every no, and silence is not no', () => {
  const of = (...values: string[]) =>
    answersBySign(
      signs,
      values.map((value, at) => ({ reference: `/data/child[${at + 1}]/alone`, value }))
    ).alone
  expect(of('no', 'no')).toBe('no')
  expect(of('no', 'yes', '')).toBe('yes')
  expect(of('no', '')).toBe('not-known')
  expect(of('')).toBe('not-known')
  expect(answersBySign(signs, [{ reference: '/data/papers', value: 'yes' }])).toEqual({
    'papers-taken': 'yes'
  })
  expect(answersBySign(signs, [{ reference: '/data/other', value: 'yes' }])).toEqual({})
})
