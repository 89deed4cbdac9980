import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccountId } from '#kernel/id.ts'
import {
  dueState,
  foldCallBack,
  nextCallBackSteps,
  recordOnCallBack,
  type CallBackFact,
  type CallBackStep
} from './call-backs.ts'

const ana = 'ana' as AccountId
const lule = 'lule' as AccountId
const at = '2026-03-06T02:00:00.000Z'
const due = '2026-03-06T09:00:00.000Z'
const agreed: CallBackFact = { kind: 'call-back-agreed', at, by: ana, owner: ana, dueAt: due }
const missed = (more: object): CallBackFact => ({
  kind: 'call-missed',
  at,
  by: ana,
  day: '2026-03-05',
  hour: 23,
  line: 'first',
  ...more
})
const steps: Record<CallBackStep, CallBackFact> = {
  'call-back-agreed': agreed,
  'call-missed': missed({}),
  'call-back-taken': { kind: 'call-back-taken', at, by: lule, owner: lule },
  'call-back-moved': { kind: 'call-back-moved', at, by: lule, dueAt: '2026-03-07T09:00:00.000Z' },
  'call-back-tried': { kind: 'call-back-tried', at, by: lule, how: 'no-answer' },
  'call-back-done': { kind: 'call-back-done', at, by: lule },
  'call-back-given-up': { kind: 'call-back-given-up', at, by: lule, reason: 'not-reachable' }
}

describe('a call-back', () => {
  test('agreed, taken by another, tried twice, moved, done', () => {
    const one = foldCallBack([
      agreed,
      steps['call-back-taken'],
      steps['call-back-tried'],
      { ...steps['call-back-tried'], how: 'someone-else' } as CallBackFact,
      steps['call-back-moved'],
      steps['call-back-done']
    ])
    expect(one).toEqual({
      status: 'done',
      owner: lule,
      dueAt: '2026-03-07T09:00:00.000Z',
      tries: 2,
      lastTried: { at, how: 'someone-else' }
    })
  })

  test('a missed call without a number cannot be called back, with one it is due', () => {
    expect(foldCallBack([missed({})])).toMatchObject({ status: 'not-possible', tries: 0 })
    expect(foldCallBack([missed({ owner: lule, dueAt: due })])).toMatchObject({
      status: 'due',
      owner: lule,
      dueAt: due,
      missed: { day: '2026-03-05', hour: 23, line: 'first' }
    })
    // nobody's yet: it waits for whoever takes it
    expect(foldCallBack([missed({ dueAt: due })])).not.toHaveProperty('owner')
  })

  test('does not begin in the middle', () => {
    expect(foldCallBack([])).toBeUndefined()
    expect(foldCallBack([steps['call-back-done']])).toBeUndefined()
  })

  test('once closed takes no further step, and no order of steps opens it again', () => {
    const any = fc.constantFrom(...(Object.keys(steps) as CallBackStep[]))
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom('call-back-done', 'call-back-given-up'), (more, end) => {
        const closed = foldCallBack([agreed, steps[end as CallBackStep], ...more.map(m => steps[m])])!
        expect(['done', 'given-up']).toContain(closed.status)
        for (const step of more) expect(recordOnCallBack(closed, steps[step]).ok).toBe(false)
      })
    )
  })

  test('is moved into the future only', () => {
    const one = foldCallBack([agreed])!
    const moved = (dueAt: string) => recordOnCallBack(one, { kind: 'call-back-moved', at, by: ana, dueAt })
    expect(moved('2026-03-06T01:59:00.000Z')).toMatchObject({
      ok: false,
      problem: { code: 'call.due-in-the-past' }
    })
    expect(moved(due).ok).toBe(true)
  })

  test('every step is allowed exactly where the table says', () => {
    const one = foldCallBack([agreed])!
    for (const [kind, fact] of Object.entries(steps))
      expect(recordOnCallBack(one, fact).ok, kind).toBe(
        (nextCallBackSteps.due as readonly string[]).includes(kind)
      )
  })

  test('is late once its hour has passed, soon two hours before', () => {
    expect(dueState(due, '2026-03-06T09:00:00.001Z')).toBe('late')
    expect(dueState(due, due)).toBe('soon')
    expect(dueState(due, '2026-03-06T07:00:00.000Z')).toBe('soon')
    expect(dueState(due, '2026-03-06T06:59:59.000Z')).toBe('ahead')
  })
})
