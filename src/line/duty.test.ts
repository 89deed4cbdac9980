import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AccountId } from '#kernel/id.ts'
import {
  callBackSteps,
  foldCallBack,
  nextCallBackSteps,
  recordCallBack,
  type CallBackFact
} from './call-back.ts'
import { nextOnDuty, onDuty, planShift, type Shift } from './duty.ts'

const [ana, lule] = ['ana', 'lule'] as unknown as [AccountId, AccountId]
const now = new Date('2026-11-24T12:00:00Z')
const shift = (id: string, account: AccountId, from: number, to: number): Shift => ({
  id,
  account,
  from: new Date(now.getTime() + from * 3_600_000),
  to: new Date(now.getTime() + to * 3_600_000)
})
const codeOf = (outcome: ReturnType<typeof planShift>) => (outcome.ok ? 'ok' : outcome.problem.code)

it('lets nobody be on duty twice at once, and touching shifts stand', () => {
  const roster = [shift('1', ana, 2, 10)]
  expect(codeOf(planShift(shift('2', ana, 9, 12), roster, now))).toBe('duty.twice-at-once')
  expect(codeOf(planShift(shift('2', ana, 10, 12), roster, now))).toBe('ok')
  expect(codeOf(planShift(shift('2', lule, 2, 10), roster, now))).toBe('ok')
  expect(codeOf(planShift(shift('1', ana, 3, 9), roster, now))).toBe('ok')
  expect(codeOf(planShift(shift('2', ana, 12, 12), roster, now))).toBe('duty.bad-times')
  expect(codeOf(planShift(shift('2', ana, 12, 37), roster, now))).toBe('duty.bad-times')
  expect(codeOf(planShift(shift('2', ana, -8, 0), roster, now))).toBe('duty.past')
  expect(codeOf(planShift({ ...shift('2', ana, 1, 2), to: new Date(NaN) }, roster, now))).toBe(
    'duty.bad-times'
  )
})

it('says who is on duty and who comes next', () => {
  const roster = [shift('1', ana, -2, 1), shift('2', lule, 1, 9), shift('3', ana, 9, 12)]
  expect(onDuty(roster, now).map(s => s.id)).toEqual(['1'])
  expect(nextOnDuty(roster, now)?.id).toBe('2')
  expect(nextOnDuty([], now)).toBeUndefined()
})

it('no sequence of steps on a promised call is undefined, and what is over stays over', () => {
  const fact = fc.record({
    kind: fc.constantFrom(...callBackSteps),
    at: fc.constant('2026-11-24T12:00:00Z'),
    by: fc.constantFrom(ana, lule)
  })
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 12 }), fact, (facts: CallBackFact[], more: CallBackFact) => {
      const state = foldCallBack(facts)
      expect(Object.keys(nextCallBackSteps)).toContain(state.status)
      expect(state.status === 'nobodys').toBe(state.owner === undefined)
      expect(recordCallBack(state, more.kind).ok).toBe(state.status !== 'done')
      if (state.status === 'done') expect(foldCallBack([...facts, more])).toEqual(state)
    })
  )
})
