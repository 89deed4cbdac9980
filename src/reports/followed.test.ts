// What became of what was handed on (REP7): every status meets every step.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId } from '#kernel/id.ts'
import { bodies } from './facts.ts'
import {
  bodyResults,
  dropReasons,
  foldFollowUp,
  followKinds,
  followStatuses,
  FollowStep,
  handOverWays,
  isOver,
  mayBeRecorded,
  nextFollowSteps,
  recordOnFollowUp,
  type FollowFact,
  type FollowUp
} from './followed.ts'

const written = { at: '2026-03-20T10:00:00.000Z', by: 'ana' as AccountId }
const begun: FollowFact = { kind: 'follow-up-begun', on: '2026-03-03', body: 'police', ...written }
const sent: FollowFact = { kind: 'handed-over', on: '2026-03-05', way: 'letter', ...written }
const fold = (...facts: FollowFact[]) => foldFollowUp([begun, ...facts]) as FollowUp
const code = (outcome: ReturnType<typeof recordOnFollowUp>) => (outcome.ok ? 'ok' : outcome.problem.code)
const step = (kind: string, on = '2026-03-10', more = {}) => ({ kind, on, ...more, ...written }) as FollowFact

test('from the decision to the outcome', () => {
  expect(foldFollowUp([])).toBeUndefined()
  expect(foldFollowUp([sent])).toBeUndefined()
  expect(fold()).toMatchObject({ status: 'to-send', body: 'police' })
  expect(fold(sent)).toMatchObject({ status: 'sent', sentOn: '2026-03-05', heardOn: '2026-03-05' })
  expect(fold(sent, step('receipt-confirmed')).status).toBe('received')
  expect(fold(sent, step('investigation-opened'), step('charges-brought', '2026-03-15'))).toMatchObject({
    status: 'charged',
    heardOn: '2026-03-15'
  })
  expect(fold(sent, step('body-decided', '2026-03-18', { result: 'fined' })).status).toBe('decided')
})

test('asking again and a note change nothing but the day; after no answer they begin anew', () => {
  expect(fold(sent, step('asked-again', '2026-03-12', { way: 'phone' }))).toMatchObject({
    status: 'sent',
    heardOn: '2026-03-12'
  })
  expect(fold(sent, step('noted')).status).toBe('sent')
  expect(fold(sent, step('no-answer'), step('asked-again', '2026-03-19', { way: 'phone' })).status).toBe(
    'sent'
  )
})

test('nothing happens tomorrow, or before it went out', () => {
  expect(code(recordOnFollowUp(fold(sent), step('receipt-confirmed', '2026-03-21')))).toBe(
    'followed.not-yet-happened'
  )
  expect(code(recordOnFollowUp(fold(sent), step('receipt-confirmed', '2026-03-04')))).toBe(
    'followed.too-early'
  )
  expect(code(recordOnFollowUp(fold(sent), step('receipt-confirmed', '2026-03-05')))).toBe('ok')
  // somebody was in danger: the police were told by phone before anybody decided in writing
  expect(code(recordOnFollowUp(fold(), step('handed-over', '2026-03-02', { way: 'phone' })))).toBe('ok')
})

test('nothing comes back from where nothing was sent; what was taken back is at its end', () => {
  expect(code(recordOnFollowUp(fold(), step('receipt-confirmed')))).toBe('followed.not-now')
  expect(nextFollowSteps('to-send')).toEqual(['handed-over', 'noted'])
  expect(nextFollowSteps('cancelled')).toEqual([])
  expect(fold(step('follow-up-cancelled')).status).toBe('cancelled')
})

test('every status meets every step', () => {
  for (const status of followStatuses)
    for (const kind of followKinds) {
      const outcome = recordOnFollowUp({ ...fold(), status }, step(kind))
      expect(outcome.ok, `${status} ${kind}`).toBe(mayBeRecorded(status, kind))
    }
})

test('a step has an exact shape', () => {
  expect(FollowStep.safeParse({ kind: 'handed-over', on: '2026-03-05', way: 'letter' }).success).toBe(true)
  for (const wrong of [
    { kind: 'handed-over', on: '2026-03-05' },
    { kind: 'handed-over', on: '5.3.2026', way: 'letter' },
    { kind: 'follow-up-begun', on: '2026-03-05', body: 'police' },
    { kind: 'dropped', on: '2026-03-05', why: 'because' },
    { kind: 'noted', on: '2026-03-05', note: 'reči u otvorenom' }
  ])
    expect(FollowStep.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
})

test('no walk of allowed steps reaches an undefined state', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 25 }), choices => {
      const facts: FollowFact[] = [{ ...begun, body: bodies[choices[0]! % 4]! } as FollowFact]
      for (const [day, n] of choices.entries()) {
        const one = foldFollowUp(facts) as FollowUp
        reached.add(one.status)
        expect(followStatuses).toContain(one.status)
        const possible = followKinds.filter(kind => mayBeRecorded(one.status, kind))
        if (!possible.length) {
          expect(isOver(one.status)).toBe(true)
          break
        }
        const kind = possible[n % possible.length]!
        const outcome = recordOnFollowUp(
          one,
          step(
            kind === 'follow-up-cancelled' && n % 4 ? 'handed-over' : kind,
            `2026-03-${String((day % 20) + 1).padStart(2, '0')}`,
            {
              way: handOverWays[n % 4],
              result: bodyResults[n % 5],
              why: dropReasons[n % 5]
            }
          )
        )
        if (outcome.ok) facts.push(outcome.fact)
      }
    })
  )
  expect([...reached].toSorted()).toEqual([...followStatuses].toSorted())
})
