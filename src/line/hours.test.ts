import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { both, gaps, joined, lineNow, openSpans, OpeningHours, type Span } from './hours.ts'

const zone = 'Europe/Belgrade'
const span = (from: string, to: string): Span => ({ from: new Date(from), to: new Date(to) })
const at = (text: string) => new Date(text)
const weekdays: OpeningHours = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }]
const nights: OpeningHours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }]

describe('the line', () => {
  it('is open in its hours, and says when it opens next', () => {
    // Tuesday 24 November 2026, winter time
    expect(lineNow(weekdays, [], at('2026-11-24T07:00:00Z'), zone)).toEqual({ open: true })
    expect(lineNow(weekdays, [], at('2026-11-24T15:00:00Z'), zone)).toEqual({
      open: false,
      opensAt: at('2026-11-25T07:00:00Z')
    })
    // Friday evening: Monday
    expect(lineNow(weekdays, [], at('2026-11-27T20:00:00Z'), zone).opensAt).toEqual(
      at('2026-11-30T07:00:00Z')
    )
    expect(lineNow([], [], at('2026-11-24T07:00:00Z'), zone)).toEqual({ open: false })
  })

  it('is closed while a roster is kept and nobody is on duty', () => {
    const duty = [span('2026-11-24T10:00:00Z', '2026-11-24T12:00:00Z')]
    expect(lineNow(weekdays, duty, at('2026-11-24T09:00:00Z'), zone)).toEqual({
      open: false,
      opensAt: at('2026-11-24T10:00:00Z')
    })
    expect(lineNow(weekdays, duty, at('2026-11-24T11:00:00Z'), zone)).toEqual({ open: true })
    expect(lineNow(weekdays, duty, at('2026-11-24T12:00:00Z'), zone)).toEqual({ open: false })
    expect(lineNow(weekdays, duty, at('2026-12-03T12:00:00Z'), zone).open).toBe(true)
  })

  it('keeps its hours by the clock on the wall on the two days when the clock changes', () => {
    const day = (from: string, to: string) => openSpans(nights, span(from, to), zone)[0]!
    const hours = (s: Span) => (s.to.getTime() - s.from.getTime()) / 3_600_000
    expect(hours(day('2026-03-28T20:00:00Z', '2026-03-29T12:00:00Z'))).toBe(7)
    expect(hours(day('2026-10-24T19:00:00Z', '2026-10-25T12:00:00Z'))).toBe(9)
    expect(hours(day('2026-11-24T20:00:00Z', '2026-11-25T12:00:00Z'))).toBe(8)
  })

  it('takes a night that began yesterday', () => {
    expect(lineNow(nights, [], at('2026-11-24T02:00:00Z'), zone).open).toBe(true)
    expect(lineNow(nights, [], at('2026-11-24T05:00:00Z'), zone).open).toBe(false)
  })

  it('refuses hours that are none', () => {
    for (const wrong of [
      { days: [0], from: '08:00', to: '09:00' },
      { days: [1], from: '24:00', to: '09:00' },
      { days: [], from: '08:00', to: '09:00' },
      { days: [1], from: '8', to: '9' }
    ])
      // prettier-ignore
      expect(OpeningHours.safeParse([wrong]).success).toBe(false)
  })
})

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 50 })), { maxLength: 12 })
  .map(list =>
    list.map(([from, long]) => ({ from: new Date(from * 60_000), to: new Date((from + long) * 60_000) }))
  )
const covers = (list: readonly Span[], minute: number) =>
  list.some(s => s.from.getTime() <= minute * 60_000 && minute * 60_000 < s.to.getTime())

it('every minute is either covered or a gap, and both means both', () => {
  const whole = [span('1970-01-01T00:00:00Z', '1970-01-01T09:00:00Z')]
  fc.assert(
    fc.property(spans, spans, fc.integer({ min: 0, max: 539 }), (a, b, minute) => {
      expect(covers(gaps(whole, a), minute)).toBe(!covers(a, minute))
      expect(covers(joined(a), minute)).toBe(covers(a, minute))
      expect(covers(both(joined(a), joined(b)), minute)).toBe(covers(a, minute) && covers(b, minute))
    })
  )
})
