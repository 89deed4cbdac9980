import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from './day.ts'
import {
  foldParticipation,
  monthsAfter,
  nextParticipationSteps,
  outcomesDue,
  participationStatuses,
  participationSteps,
  Programme,
  type ParticipationStep
} from './programmes.ts'

it('of any steps in any order only what may follow is taken, and the state is always one of the four', () => {
  const step = fc.record({
    kind: fc.constantFrom(...participationSteps),
    on: fc.integer({ min: 0, max: 900 }).map(days => addDays('2026-01-01', days)),
    programme: fc.constantFrom('p', 'q'),
    cents: fc.integer({ min: 1, max: 500_000 })
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const taken: typeof steps = []
      for (const one of steps) {
        const allowed: readonly ParticipationStep[] = nextParticipationSteps[foldParticipation(taken).status]
        if (allowed.includes(one.kind)) taken.push(one)
      }
      const end = foldParticipation(taken)
      expect(participationStatuses).toContain(end.status)
      expect(taken.filter(t => t.kind === 'joined').length).toBe(end.status === 'none' ? 0 : 1)
      expect(end.endedOn !== undefined).toBe(end.status === 'completed' || end.status === 'left-early')
      expect(end.paidCents).toBe(
        taken.filter(t => t.kind === 'grant-paid').reduce((sum, t) => sum + t.cents, 0)
      )
    })
  )
})

it('asks after 3, 6 and 12 months, each once', () => {
  expect(outcomesDue('2026-01-31', [], '2026-04-29')).toEqual([])
  expect(outcomesDue('2026-01-31', [], '2026-04-30')).toEqual([3])
  expect(outcomesDue('2026-01-31', [3], '2027-02-01')).toEqual([6, 12])
  expect(outcomesDue('2026-01-31', [...monthsAfter], '2030-01-01')).toEqual([])
})

it('ends on the day it begins or later', () => {
  const words = { sr: 'Krojenje', sq: 'Rrobaqepësi', en: 'Tailoring' }
  const one = { kind: 'job-training', name: words, about: words, places: 8, startsOn: '2026-02-01', endsOn: '2026-05-01', cents: null } // prettier-ignore
  expect(Programme.safeParse(one).success).toBe(true)
  for (const change of [
    { endsOn: '2026-01-31' },
    { places: 0 },
    { cents: 1.5 },
    { startsOn: '2026-02-30' },
    { who: 'x' }
  ])
    expect(Programme.safeParse({ ...one, ...change }).success, JSON.stringify(change)).toBe(false)
})
