import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clockChange,
  clockOf,
  dutyNow,
  hoursOf,
  mondayOf,
  overlap,
  PlannedShift,
  rosterWeek,
  spansOf
} from './shifts.ts'

const zone = 'Europe/Belgrade'
const account = '018f0000-0000-4000-8000-000000000001'
const night = (day: string, over: Partial<PlannedShift> = {}): PlannedShift => ({
  account,
  day,
  from: '22:00',
  to: '06:00',
  line: 'both',
  every: 1,
  times: 1,
  ...over
})
const at = (iso: string) => new Date(iso)
const always = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(d => [d, [{ from: '00:00', to: '24:00' }]])
)

describe('a planned shift', () => {
  test('over midnight ends the next day', () => {
    const [span] = spansOf(night('2026-03-06'), zone)
    expect(span).toEqual({ from: at('2026-03-06T21:00:00Z'), to: at('2026-03-07T05:00:00Z') })
    expect(clockOf(span!, zone)).toEqual({ day: '2026-03-06', from: '22:00', to: '06:00', nextDay: true })
  })

  test('until midnight ends that day', () => {
    for (const to of ['24:00', '00:00']) {
      const [span] = spansOf(night('2026-03-06', { to }), zone)
      expect(clockOf(span!, zone)).toEqual({ day: '2026-03-06', from: '22:00', to: '24:00', nextDay: false })
    }
  })

  test('a night over the change of time is seven hours in spring and nine in autumn', () => {
    const [spring] = spansOf(night('2026-03-28'), zone)
    const [autumn] = spansOf(night('2026-10-24'), zone)
    expect([hoursOf(spring!), clockChange(spring!, zone)]).toEqual([7, -1])
    expect([hoursOf(autumn!), clockChange(autumn!, zone)]).toEqual([9, 1])
    expect(clockOf(spring!, zone)).toMatchObject({ from: '22:00', to: '06:00' })
    expect(clockOf(autumn!, zone)).toMatchObject({ from: '22:00', to: '06:00' })
  })

  test('repeats at the same clock time, day by day and week by week, also across a change day', () => {
    const daily = spansOf(night('2026-03-27', { times: 4 }), zone)
    expect(daily.map(s => clockOf(s, zone).from)).toEqual(['22:00', '22:00', '22:00', '22:00'])
    expect(daily.map(hoursOf)).toEqual([8, 7, 8, 8])
    const weekly = spansOf(night('2026-10-17', { every: 7, times: 3 }), zone)
    expect(weekly.map(s => clockOf(s, zone).day)).toEqual(['2026-10-17', '2026-10-24', '2026-10-31'])
    expect(weekly.map(hoursOf)).toEqual([8, 9, 8])
  })

  test('shifts that touch on paper touch in time, also inside the hour that comes twice or never', () => {
    const hour = fc.integer({ min: 1, max: 22 }).map(h => `${String(h).padStart(2, '0')}:30`)
    fc.assert(
      fc.property(hour, fc.constantFrom('2026-03-29', '2026-10-25', '2026-06-01'), (middle, day) => {
        const [first] = spansOf(night(day, { from: '00:00', to: middle }), zone)
        const [second] = spansOf(night(day, { from: middle, to: '23:30' }), zone)
        expect(first!.to).toEqual(second!.from)
        expect(overlap(first!, second!)).toBe(false)
      })
    )
  })

  test('wants whole clock times and not too many repeats', () => {
    expect(PlannedShift.safeParse(night('2026-03-06')).success).toBe(true)
    for (const wrong of [
      { from: '24:00' },
      { to: '6' },
      { day: '2026-02-30' },
      { times: 32 },
      { times: 0 },
      { every: 2 },
      { line: 'third' },
      { account: 'ana' },
      { name: 'x' }
    ])
      expect(
        PlannedShift.safeParse({ ...night('2026-03-06'), ...wrong }).success,
        JSON.stringify(wrong)
      ).toBe(false)
  })
})

describe('a week of the roster', () => {
  const line = { week: always }
  const words = (day: ReturnType<typeof rosterWeek>[number]) =>
    day.gaps.map(g => {
      const { from, to, nextDay } = clockOf(g, zone)
      return `${from}-${to}${nextDay ? '+' : ''}`
    })

  test('begins on Monday', () => {
    expect(mondayOf('2026-03-08')).toBe('2026-03-02')
    expect(mondayOf('2026-03-02')).toBe('2026-03-02')
  })

  test('says where nobody stands', () => {
    const days = spansOf(night('2026-03-01', { from: '06:00', to: '22:00', times: 9 }), zone)
    const week = rosterWeek('2026-03-02', days, line, zone)
    expect(week.map(words)).toEqual([
      // what is left of Sunday's night
      ['00:00-06:00', '22:00-06:00+'],
      ...Array.from({ length: 6 }, () => ['22:00-06:00+'])
    ])
  })

  test('says each day of a longer absence, and a change day with the hours it has', () => {
    const week = rosterWeek(
      '2026-10-19',
      spansOf(night('2026-10-19', { from: '00:00', to: '24:00', times: 5 }), zone),
      line,
      zone
    )
    expect(week.map(words)).toEqual([[], [], [], [], [], ['00:00-24:00'], ['00:00-24:00']])
    expect(week[6]!.gaps.map(hoursOf)).toEqual([25])
  })

  test('has no gap where two people hand over, nor where the line is closed', () => {
    const round = [
      ...spansOf(night('2026-03-01', { times: 9 }), zone),
      ...spansOf(night('2026-03-01', { from: '06:00', to: '22:00', times: 9 }), zone)
    ]
    expect(rosterWeek('2026-03-02', round, line, zone).flatMap(d => d.gaps)).toEqual([])
    const office = { week: { mon: [{ from: '08:00', to: '16:00' }] } }
    const one = spansOf(night('2026-03-02', { from: '09:00', to: '16:00' }), zone)
    expect(rosterWeek('2026-03-02', one, office, zone).map(words)).toEqual([
      ['08:00-09:00'],
      [], [], [], [], [], []
    ]) // prettier-ignore
  })

  test('without hours claims no gap', () => {
    expect(rosterWeek('2026-03-02', [], null, zone).flatMap(d => d.gaps)).toEqual([])
  })

  test('keeps each shift on the day it begins, and no gap on a change day that is covered by the clock', () => {
    const nights = [
      ...spansOf(night('2026-10-18', { times: 9 }), zone),
      ...spansOf(night('2026-10-18', { from: '06:00', to: '22:00', times: 9 }), zone)
    ]
    const week = rosterWeek('2026-10-19', nights, line, zone)
    expect(week.map(d => d.shifts.length)).toEqual([2, 2, 2, 2, 2, 2, 2])
    expect(week.flatMap(d => d.gaps)).toEqual([])
    expect(Number(week[6]!.ends) - Number(week[6]!.begins)).toBe(25 * 3_600_000)
  })
})

test('who is on duty now, and who tonight', () => {
  const shifts = spansOf(night('2026-03-06', { times: 3 }), zone).map((s, n) => ({ ...s, n }))
  expect(dutyNow(shifts, at('2026-03-06T12:00:00Z'))).toMatchObject({ now: [], next: [{ n: 0 }] })
  expect(dutyNow(shifts, at('2026-03-06T23:00:00Z'))).toMatchObject({ now: [{ n: 0 }], next: [{ n: 1 }] })
  // the minute of handing over belongs to who comes
  expect(dutyNow(shifts, at('2026-03-07T05:00:00Z')).now).toEqual([])
})
