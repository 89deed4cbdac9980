import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clinic, consentId, ana, she, shelter } from './examples.ts'
import { checkConsent, consentPurposes, isInForce, mayShare, toldBeforeConsent } from './consent.ts'
import type { Consent } from './consent.ts'

const consent = (change: Partial<Consent> = {}): Consent => ({
  id: consentId(),
  person: she,
  purpose: 'sharing-with-named-body',
  recipient: shelter,
  channel: 'spoken',
  language: 'sq',
  textVersion: '2026-1',
  explainedBy: ana,
  told: [...toldBeforeConsent],
  givenOn: '2026-03-02',
  ...change
})
const code = (one: Consent) => {
  const outcome = checkConsent(one)
  return outcome.ok ? 'ok' : outcome.problem.code
}

test('consent names the body, and the person was told all seven things', () => {
  expect(code(consent())).toBe('ok')
  expect(code(consent({ recipient: undefined }))).toBe('consent.name-the-body')
  expect(code(consent({ purpose: 'contact' }))).toBe('consent.name-the-body')
  expect(code(consent({ until: '2026-03-01' }))).toBe('consent.ends-before-it-begins')
  expect(toldBeforeConsent).toHaveLength(7)
  for (const left of toldBeforeConsent)
    expect(code(consent({ told: toldBeforeConsent.filter(thing => thing !== left) }))).toBe(
      'consent.not-informed'
    )
})

test('it holds from its day to its end, and not on the day it is withdrawn', () => {
  const one = consent({ until: '2026-03-31' })
  expect(isInForce(one, '2026-03-01')).toBe(false)
  expect(isInForce(one, '2026-03-02')).toBe(true)
  expect(isInForce(one, '2026-03-31')).toBe(true)
  expect(isInForce(one, '2026-04-01')).toBe(false)
  expect(isInForce(consent({ withdrawnOn: '2026-03-05' }), '2026-03-05')).toBe(false)
})

test('one purpose never stands for another, one body never for another', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...consentPurposes),
      fc.constantFrom(...consentPurposes),
      fc.constantFrom(shelter, clinic),
      fc.constantFrom(shelter, clinic, undefined),
      (given, asked, to, wanted) => {
        const sharing = given === 'sharing-with-named-body'
        const one = consent({ purpose: given, recipient: sharing ? to : undefined })
        const may = mayShare([one], asked, wanted, '2026-03-02').ok
        expect(may).toBe(given === asked && (!sharing || to === wanted))
      }
    )
  )
})
