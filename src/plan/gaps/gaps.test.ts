import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadStrategy } from '../load-strategy.ts'
import type { Movement, Way } from '../indicators/movement.ts'
import { foldGaps, readGap, refuseGapFact, type GapFact } from './gaps.ts'
import { shippedReadings } from './readings.server.ts'

const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
if (!loaded.ok) throw new Error('faulty strategy')
const { strategy } = loaded
const readings = shippedReadings(strategy.id)
const by = { at: '2026-03-01T10:00:00.000Z', by: 'jelena' }
const linked = (gap: string, activity: string, reason: string | null = 'why'): GapFact => ({ ...by, kind: 'measure-linked', gap, activity, reason }) // prettier-ignore
const unlinked = (gap: string, activity: string, reason: string | null = 'why'): GapFact => ({ ...by, kind: 'measure-unlinked', gap, activity, reason }) // prettier-ignore
const confirmed = (gap: string, activities: string[]): GapFact => ({ ...by, kind: 'reading-confirmed', gap, activities, reason: null }) // prettier-ignore
const of = (gap: string, facts: GapFact[]) => foldGaps(strategy, readings, facts).find(g => g.gap === gap)!
const names = (gap: string, facts: GapFact[]) => of(gap, facts).links.map(l => l.activity)

describe('our reading', () => {
  test('names gaps and measures that there are, each once, and answers all eleven', () => {
    const gaps = strategy.situation_analysis.gaps.map(g => g.id)
    const activities = strategy.results_framework.flatMap(t => t.activities.map(a => a.id))
    expect(gaps).toHaveLength(11)
    for (const r of readings)
      expect([gaps.includes(r.gap), activities.includes(r.activity)]).toEqual([true, true])
    expect(new Set(readings.map(r => `${r.gap} ${r.activity}`)).size).toBe(readings.length)
    expect(foldGaps(strategy, readings, []).every(g => g.links.length > 0 && !g.confirmed)).toBe(true)
  })
  test('is ours for this strategy only', () => expect(shippedReadings('another')).toEqual([]))
})

describe('people', () => {
  test('add, remove and confirm; a later change takes the confirmation away', () => {
    expect(names('jaz-08', [])).toEqual(['b1'])
    expect(names('jaz-08', [linked('jaz-08', 'a1')])).toEqual(['b1', 'a1'])
    expect(names('jaz-08', [linked('jaz-08', 'a1'), unlinked('jaz-08', 'b1')])).toEqual(['a1'])
    expect(of('jaz-08', [confirmed('jaz-08', ['b1'])]).confirmed).toEqual(by)
    expect(of('jaz-08', [confirmed('jaz-08', ['b1']), linked('jaz-08', 'a1')]).confirmed).toBeNull()
    expect(of('jaz-07', [linked('jaz-08', 'a1')])).toEqual(of('jaz-07', []))
  })
  test.each([
    ['a link without a reason', linked('jaz-08', 'a1', ' '), 'gap.needs-reason'],
    ['a link that stands', linked('jaz-08', 'b1'), 'gap.linked-already'],
    ['removing what is not linked', unlinked('jaz-08', 'a1'), 'gap.not-linked'],
    ['removing without a reason', unlinked('jaz-08', 'b1', null), 'gap.needs-reason'],
    ['confirming what is no longer there', confirmed('jaz-08', ['b1', 'a1']), 'gap.changed'],
    ['confirming what stands', confirmed('jaz-08', ['b1']), undefined]
  ] as const)('%s', (_, fact, refused) => expect(refuseGapFact(of('jaz-08', []), fact)).toBe(refused))
  test('whoever changed the links leaves the confirming to another person', () => {
    const changed = of('jaz-08', [linked('jaz-08', 'a1')])
    const all = confirmed('jaz-08', ['b1', 'a1'])
    expect(refuseGapFact(changed, all)).toBe('gap.another-confirms')
    expect(refuseGapFact(changed, { ...all, by: 'monitor' })).toBeUndefined()
  })
  test('confirming twice is refused', () => {
    expect(refuseGapFact(of('jaz-08', [confirmed('jaz-08', ['b1'])]), confirmed('jaz-08', ['b1']))).toBe(
      'gap.confirmed-already'
    )
  })
})

describe('whether a gap closes', () => {
  test.each([
    [['better', 'same', 'cannot-be-said'], 'closing'],
    [['better', 'worse'], 'mixed'],
    [['worse', 'cannot-be-said'], 'not-closing'],
    [['same', 'cannot-be-said'], 'unchanged'],
    [['cannot-be-said'], 'cannot-be-said'],
    [[], 'cannot-be-said']
  ] as [Way[], string][])('%s: %s', (ways, state) => {
    const movements = ways.map(way => ({ way }) as Movement)
    expect(readGap(of('jaz-08', []), movements).state).toBe(state)
  })
  test('without a measure it is unanswered', () => {
    expect(readGap(of('jaz-08', [unlinked('jaz-08', 'b1')]), []).state).toBe('unanswered')
  })
})
