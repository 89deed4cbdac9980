import { expect, test } from 'vitest'
import { foldCase } from './case.ts'
import { child, consentId, fact, lule, referralId } from './examples.ts'
import { lineOf } from './line.ts'

const line = (...facts: Parameters<typeof foldCase>[0]) => lineOf(foldCase(facts)!, '2026-03-05')
const opened = fact('case-opened')
const person = fact('person-recorded')

test('shows the highest risk, who leads, and the furthest stage under way', () => {
  expect(line(opened)).toMatchObject({ status: 'opened', stage: 'initial-identification', risk: null })
  expect(
    line(
      opened,
      fact('case-assigned', { to: lule }),
      person,
      fact('person-recorded', { person: child }),
      fact('risk-assessed', { level: 'low' }),
      fact('risk-assessed', { level: 'high', person: child })
    )
  ).toMatchObject({ status: 'active', risk: 'high', assignedTo: lule })
})

test('leaves out what waits for a provider, and remembers when a consent ends under a referral', () => {
  const risk = fact('risk-assessed', { level: 'low' })
  const sent = fact('referral-sent')
  expect(line(opened, person, risk, fact('consent-recorded'), sent)).toMatchObject({
    due: { kind: 'assess-needs' },
    groundOn: null
  })
  const until = fact('consent-recorded', { until: '2026-04-01' })
  expect(line(opened, person, risk, until, sent).groundOn).toBe('2026-04-02')
  const other = fact('referral-sent', {
    referral: referralId(1),
    basis: { kind: 'consent', consent: consentId(7) }
  })
  expect(line(opened, person, risk, until, other).groundOn).toBe('2026-03-02')
  expect(line(opened, person, risk, until, sent, fact('referral-declined')).groundOn).toBeNull()
})

test('nothing waits in a closed case', () => {
  expect(line(opened, person, fact('case-closed'))).toMatchObject({
    status: 'closed',
    due: null,
    groundOn: null
  })
})
