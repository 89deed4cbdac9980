import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldCase } from './case.ts'
import type { Case } from './case.ts'
import { clinic, fact, newFactId, she, shelter } from './examples.ts'
import { caseSteps, type CaseFact } from './facts.ts'
import { followKinds, mayFollow } from './may-follow.ts'
import { dueOn } from './due.ts'
import { recordOnCase } from './steps.ts'

const today = '2026-03-10'
const kinds = (facts: readonly CaseFact[], own: (typeof clinic)[] = []) =>
  mayFollow(foldCase(facts) as Case, today, { own }).map(offer => offer.kind)
const begun = (origin = 'self', under18 = 'no') => [
  fact('case-opened', { origin } as never),
  fact('person-recorded', { under18 } as never)
]

test('a presumed victim is offered reflection and a decision once the risk is known; a decision ends both', () => {
  expect(kinds(begun())).toEqual([])
  const assessed = [...begun(), fact('risk-assessed')]
  expect(kinds(assessed)).toEqual(['grant-reflection', 'decide-status'])
  expect(kinds([...assessed, fact('reflection-period-granted')])).toEqual([])
  expect(
    mayFollow(foldCase(assessed) as Case, today, { withoutForm: [she] }).map(offer => offer.kind)
  ).toEqual(['grant-reflection', 'record-form', 'decide-status'])
  expect(kinds([...assessed, fact('status-determined')])).toEqual(['claim-compensation'])
})

test('who is no victim leads to closing, and is asked for nothing new', () => {
  const not = fact('status-determined', { status: 'not-a-victim', reason: 'signs-not-confirmed' } as never)
  const facts = [...begun('report', 'not-known'), not]
  expect(kinds(facts)).toEqual(['determine-age', 'close-case'])
  expect(dueOn(foldCase(facts) as Case, today)).toEqual([])
})

test('a promise goes by consent and referral to its end; the own organisation needs neither', () => {
  const line = fact('assistance-planned', { service: 'shelter', owner: shelter } as never)
  const planned = [...begun(), line]
  expect(kinds(planned)).toEqual(['take-consent'])
  expect(kinds(planned, [shelter])).toEqual([])
  const agreed = [...planned, fact('consent-recorded')]
  expect(mayFollow(foldCase(agreed) as Case, today)).toEqual([
    { kind: 'refer', person: she, planned: line.id, service: 'shelter', to: shelter }
  ])
  const sent = [...agreed, fact('referral-sent')]
  expect(kinds(sent)).toEqual([])
  expect(kinds([...sent, fact('referral-declined')])).toEqual(['refer'])
  const delivered = [...sent, fact('referral-accepted'), fact('referral-delivered')]
  expect(kinds(delivered)).toEqual(['end-help'])
  const ended = fact('assistance-ended', { planned: line.id } as never)
  expect(kinds([...delivered, ended])).toEqual(['assess-return', 'begin-follow-up'])
})

test('whoever is brought home is asked about before the journey', () => {
  const brought = [...begun('transfer'), fact('risk-assessed')]
  expect(kinds(brought)).toContain('assess-return')
  expect(kinds([...brought, fact('return-risk-assessed')])).toContain('record-return')
})

test('a closed case offers one thing: to be opened again', () => {
  expect(kinds([...begun(), fact('case-closed')])).toEqual(['reopen-case'])
})

test('total: whatever was recorded, each offer is one that is known', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...caseSteps), { maxLength: 25 }), steps => {
      let facts: readonly CaseFact[] = begun()
      for (const step of steps) {
        const next = { ...fact(step), id: newFactId() } as CaseFact
        const outcome = recordOnCase(facts, next)
        if (outcome.ok) facts = [...facts, ...outcome.facts]
      }
      for (const kind of kinds(facts)) expect(followKinds).toContain(kind)
    })
  )
})
