import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  common,
  Hours,
  joined,
  lineState,
  openSpans,
  without,
  type Hotline,
  type Span
} from './line-hours.ts'

const zone = 'Europe/Belgrade'
const words = { sr: 'r', sq: 'q', en: 'e' }
const daytime = [{ from: '08:00', to: '16:00' }]
const weekdaysOnly: Hotline = {
  number: '0800 1',
  hours: words,
  week: { mon: daytime, tue: daytime, wed: daytime, thu: daytime, fri: daytime },
  by_roster: false
}
const night = [{ from: '20:00', to: '06:00' }]
const nights: Hotline = { number: '1234', hours: words, week: { sat: night, sun: night } }
const at = (iso: string) => new Date(iso)
const length = (spans: readonly Span[]) =>
  spans.reduce((sum, s) => sum + (Number(s.to) - Number(s.from)), 0) / 3_600_000

describe('whether somebody answers', () => {
  test('by the hours of a weekday', () => {
    // Friday 6 March 2026, 10:00 in Ranilug
    expect(lineState(weekdaysOnly, 'first', [], at('2026-03-06T09:00:00Z'), zone)).toEqual({
      state: 'open',
      until: at('2026-03-06T15:00:00Z')
    })
    // Friday evening: Monday at eight
    expect(lineState(weekdaysOnly, 'first', [], at('2026-03-06T18:00:00Z'), zone)).toEqual({
      state: 'closed',
      opens: at('2026-03-09T07:00:00Z')
    })
  })

  test('the minute it opens it is open, the minute it closes it is closed', () => {
    expect(lineState(weekdaysOnly, 'first', [], at('2026-03-06T07:00:00Z'), zone).state).toBe('open')
    expect(lineState(weekdaysOnly, 'first', [], at('2026-03-06T06:59:59Z'), zone).state).toBe('closed')
    expect(lineState(weekdaysOnly, 'first', [], at('2026-03-06T15:00:00Z'), zone).state).toBe('closed')
  })

  test('a night that began yesterday goes on', () => {
    const kept = [{ from: at('2026-03-01T00:00:00Z'), to: at('2026-04-01T00:00:00Z'), line: 'both' as const }]
    expect(lineState(nights, 'first', kept, at('2026-03-09T04:30:00Z'), zone).state).toBe('open') // Monday 5:30
    expect(lineState(nights, 'first', kept, at('2026-03-09T05:00:00Z'), zone).state).toBe('closed') // Monday 6:00
  })

  test('with hours a roster counts unless it is said otherwise: nobody in it, nobody answers', () => {
    const open = at('2026-03-07T22:00:00Z') // Saturday 23:00
    expect(lineState(nights, 'first', [], open, zone)).toEqual({ state: 'closed' })
    const shift = {
      from: at('2026-03-08T19:00:00Z'),
      to: at('2026-03-09T05:00:00Z'),
      line: 'second' as const
    }
    expect(lineState(nights, 'second', [shift], open, zone)).toEqual({ state: 'closed', opens: shift.from })
    expect(lineState(nights, 'first', [shift], open, zone)).toEqual({ state: 'closed' })
    expect(lineState({ ...nights, by_roster: false }, 'first', [], open, zone).state).toBe('open')
  })

  test('without hours by weekday nothing is claimed', () => {
    expect(
      lineState(
        { number: '1', hours: words, by_roster: false },
        'first',
        [],
        at('2026-03-06T09:00:00Z'),
        zone
      )
    ).toEqual({ state: 'unknown' })
    expect(
      lineState(
        { number: '1', hours: words, week: { mon: [] } },
        'first',
        [],
        at('2026-03-06T09:00:00Z'),
        zone
      )
    ).toEqual({ state: 'unknown' })
  })

  test('a closed day is closed, also the night that would begin on it, and the day after is as usual', () => {
    const closed = { ...weekdaysOnly, closed_on: ['2026-03-06'] }
    expect(lineState(closed, 'first', [], at('2026-03-06T09:00:00Z'), zone)).toEqual({
      state: 'closed',
      opens: at('2026-03-09T07:00:00Z')
    })
  })

  test('a line that never closes says open, without an end that is too far to matter', () => {
    const always = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(d => [d, [{ from: '00:00', to: '24:00' }]])
    )
    const line = { ...weekdaysOnly, week: always }
    expect(lineState(line, 'first', [], at('2026-03-06T09:00:00Z'), zone)).toEqual({ state: 'open' })
  })

  test('on the two change days hours keep their clock times', () => {
    const all = { week: { sun: [{ from: '00:00', to: '24:00' }] } }
    expect(length(openSpans(all, '2026-03-29', 1, zone))).toBe(23)
    expect(length(openSpans(all, '2026-10-25', 1, zone))).toBe(25)
    const early = { week: { sun: [{ from: '01:00', to: '04:00' }] } }
    expect(length(openSpans(early, '2026-03-29', 1, zone))).toBe(2)
    expect(length(openSpans(early, '2026-10-25', 1, zone))).toBe(4)
  })
})

test('hours that begin and end alike, or begin at the end of the day, are no hours', () => {
  for (const [from, to] of [
    ['08:00', '08:00'],
    ['24:00', '06:00'],
    ['8', '16'],
    ['08:00', '25:00']
  ])
    expect(Hours.safeParse({ from, to }).success).toBe(false)
  expect(Hours.safeParse({ from: '20:00', to: '06:00' }).success).toBe(true)
})

test('spans: what is common and what is left make up the whole', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 90 }))
    .map(([from, long]) => ({ from: new Date(from * 60_000), to: new Date((from + long) * 60_000) }))
  const spans = fc.array(span, { maxLength: 8 })
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      expect(length(common(a, b)) + length(without(a, b))).toBeCloseTo(length(joined(a)))
      expect(common(without(a, b), b)).toEqual([])
      expect(joined(joined(a))).toEqual(joined(a))
    })
  )
})
