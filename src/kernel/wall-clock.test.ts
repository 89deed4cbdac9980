import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, isTimeOfDay, parseTime, wallClock } from './wall-clock.ts'

const zone = 'Europe/Belgrade'
const iso = (day: string, time: string) => instantOf(day, time, zone).toISOString()

describe('clock times and instants', () => {
  test.each([
    ['2026-01-15', '08:00', '2026-01-15T07:00:00.000Z'],
    ['2026-07-15', '08:00', '2026-07-15T06:00:00.000Z'],
    ['2026-07-15', '00:00', '2026-07-14T22:00:00.000Z'],
    ['2026-07-15', '24:00', '2026-07-15T22:00:00.000Z']
  ])('%s %s', (day, time, at) => expect(iso(day, time)).toBe(at))

  test('on 29 March 2026 the hour from two to three does not exist', () => {
    expect(iso('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z')
    expect(iso('2026-03-29', '02:30')).toBe(iso('2026-03-29', '03:30'))
    expect(iso('2026-03-29', '03:00')).toBe('2026-03-29T01:00:00.000Z')
    expect(wallClock(new Date('2026-03-29T01:00:00Z'), zone)).toEqual({ day: '2026-03-29', time: '03:00' })
  })

  test('on 25 October 2026 the hour from two to three comes twice, and the first is meant', () => {
    expect(iso('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(iso('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z')
    for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
      expect(wallClock(new Date(at), zone).time).toBe('02:30')
  })

  test('what the clock shows leads back to the same moment, but in the hour that comes twice', () => {
    const anyMinute = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })
    fc.assert(
      fc.property(
        anyMinute,
        fc.constantFrom(zone, 'UTC', 'America/St_Johns', 'Pacific/Auckland'),
        (n, where) => {
          const at = n * 60_000
          const { day, time } = wallClock(new Date(at), where)
          expect([at, at - 3_600_000]).toContain(instantOf(day, time, where).getTime())
        }
      )
    )
  })

  test('refuses what is no time and no day', () => {
    for (const time of ['8:00', '24:01', '12:60', '', '12:00:00', '-1:00'])
      expect(isTimeOfDay(time)).toBe(false)
    expect(() => instantOf('2026-02-30x', '08:00', zone)).toThrow(RangeError)
    expect(() => instantOf('2026-02-03', '8', zone)).toThrow(RangeError)
  })

  test('reads a time as people type it', () => {
    for (const [typed, time] of [
      ['8', '08:00'],
      [' 8:30 ', '08:30'],
      ['08.05', '08:05'],
      ['0830', '08:30'],
      ['830', '08:30'],
      ['24', '24:00'],
      ['0', '00:00'],
      ['22h15', '22:15']
    ] as const)
      expect(parseTime(typed), typed).toBe(time)
    for (const typed of ['', 'osam', '25', '24:01', '8:60', '8:3', '12345', '-8'])
      expect(parseTime(typed), typed).toBeUndefined()
  })
})
