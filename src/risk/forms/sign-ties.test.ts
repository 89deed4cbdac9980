import { expect, test } from 'vitest'
import { answersBySign, likelyTies, plainTie, tieFaults } from './sign-ties.ts'

const signs = [plainTie('alone', '/data/child/alone'), plainTie('papers-taken', '/data/papers')]

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

test('a choice of several may mean yes to a sign, and what means neither is no no', () => {
  const ties = [
    { sign: 'papers-taken', at: '/d/lost', yes: ['papers', 'all'], no: ['nothing'] },
    { sign: 'phone-taken', at: '/d/lost', yes: ['phone', 'all'], no: ['nothing'] }
  ]
  const of = (value: string) => answersBySign(ties, [{ reference: '/d/lost', value }])
  expect(of('money papers')).toEqual({ 'papers-taken': 'yes', 'phone-taken': 'not-known' })
  expect(of('all')).toEqual({ 'papers-taken': 'yes', 'phone-taken': 'yes' })
  expect(of('nothing')).toEqual({ 'papers-taken': 'no', 'phone-taken': 'no' })
  expect(of('')).toEqual({ 'papers-taken': 'not-known', 'phone-taken': 'not-known' })
})

test('what does not fit is said of its sign; a sign nobody asks for is no fault', () => {
  const asks = [
    { at: '/d/lost', kind: 'select', words: {}, answers: [{ code: 'da', words: {} }, { code: 'ne', words: {} }], sign: 'a' }, // prettier-ignore
    { at: '/d/name', kind: 'input', words: {}, answers: [], sign: 'b' }
  ]
  const known = [{ code: 'a' }, { code: 'b' }]
  const tie = (change: object) => ({ sign: 'a', at: '/d/lost', yes: ['da'], no: ['ne'], ...change })
  const of = (...ties: ReturnType<typeof tie>[]) =>
    tieFaults(ties, asks, known).map(({ sign, code }) => `${sign} ${code}`)
  expect(of()).toEqual([' nothing'])
  expect(of(tie({}))).toEqual([])
  expect(of(tie({ yes: [] }))).toEqual(['a no-yes'])
  expect(of(tie({ yes: ['gone'] }))).toEqual(['a no-yes'])
  expect(of(tie({ no: ['da'] }))).toEqual(['a yes-and-no'])
  expect(of(tie({ at: '/d/name' }), tie({ sign: 'c' }), tie({}))).toEqual([
    'a no-question',
    'c no-such-sign',
    'a twice'
  ])
  expect(likelyTies(asks, known)).toEqual([{ sign: 'a', at: '/d/lost', yes: ['da'], no: ['ne'] }])
})
