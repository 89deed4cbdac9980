import { expect, test } from 'vitest'
import { clockOff, filledDay } from './clock.ts'

const now = new Date('2026-11-28T10:00:00Z')
const right = { off: 0, today: '2026-11-28', firstDay: '2026-11-01' }

test('a fault is counted in whole days, whatever the time zone', () => {
  expect(clockOff(new Date('2026-11-28T21:00:00Z'), now)).toBe(0)
  expect(clockOff(new Date('2025-11-28T10:00:00Z'), now)).toBe(-365)
  expect(clockOff(new Date('2027-11-28T10:00:00Z'), now)).toBe(365)
})

test('with a right clock the day is as said', () => {
  expect(filledDay('2026-11-20', right)).toEqual({ filledOn: '2026-11-20', saidOn: null })
  // just after midnight where the phone is
  expect(filledDay('2026-11-29', right)).toEqual({ filledOn: '2026-11-28', saidOn: null })
})

test('a clock wrong by a year: the day is put right and the said one kept', () => {
  expect(filledDay('2025-11-20', { ...right, off: -365 })).toEqual({
    filledOn: '2026-11-20',
    saidOn: '2025-11-20'
  })
  expect(filledDay('2027-11-20', { ...right, off: 365 })).toEqual({
    filledOn: '2026-11-20',
    saidOn: '2027-11-20'
  })
})

test('a clock that mended itself before sending is found by the first day of the phone', () => {
  expect(filledDay('2025-11-20', right)).toEqual({ filledOn: '2026-11-28', saidOn: '2025-11-20' })
  expect(filledDay('2027-11-20', right)).toEqual({ filledOn: '2026-11-28', saidOn: '2027-11-20' })
})
