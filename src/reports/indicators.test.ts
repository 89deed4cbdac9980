import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, Assessment } from './assessment.ts'
import { dimensions, indicatorLists, labourListFor } from './delphi.ts'
import type { Dimension, IndicatorAnswer, IndicatorAnswers, IndicatorList } from './delphi.ts'
import { allObservations, observations, observationSets } from './observations.ts'
import { isPositive, readIndicators, readings } from './read-indicators.ts'
import type { Reading } from './read-indicators.ts'

const adults = indicatorLists['labour-adults']
const children = indicatorLists['labour-children']
const reference = (file: string) => new URL(`../../../shared/identification/${file}`, import.meta.url)
const table = (file: string) =>
  readFileSync(reference(file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))

test('67 indicators for adults, 65 for children, 10/10/16/9/15/7 by dimension', () => {
  expect(adults.indicators).toHaveLength(67)
  expect(children.indicators).toHaveLength(65)
  expect(dimensions.map(one => adults.indicators.filter(each => each.dimension === one).length)).toEqual([
    10, 10, 16, 9, 15, 7
  ])
  expect(new Set(adults.indicators.map(one => one.id)).size).toBe(67)
  expect(children.indicators.filter(one => one.weight === 'weak')).toEqual([])
})

test.skipIf(!existsSync(reference('delphi_indicators_labour.csv')))(
  'the lists equal the transcription (SKIPPED when ../shared/identification is absent)',
  () => {
    const rows = table('delphi_indicators_labour.csv')
    const kebab = (text = '') => text.replaceAll('_', '-')
    for (const [list, column] of [
      [adults, 4],
      [children, 5]
    ] as const) {
      const theirs = rows
        .filter(row => row[column])
        .map(row => [kebab(row[0]) + '.' + kebab(row[3]), row[1], row[2], row[column]])
      const ours = list.indicators.map(one => [one.id, one.phase, one.element, one.weight[0]?.toUpperCase()])
      expect(ours).toEqual(theirs)
    }
  }
)

test.skipIf(!existsSync(reference('delphi_dimension_rule.csv')))(
  'step 1 equals the table of all cases (SKIPPED when ../shared/identification is absent)',
  () => {
    const rows = table('delphi_dimension_rule.csv').map(row => row.map(Number))
    expect(rows.length).toBe(48)
    for (const [strong = 0, medium = 0, weak = 0, positive] of rows)
      expect(isPositive({ strong, medium, weak }), `${strong} ${medium} ${weak}`).toBe(positive === 1)
  }
)

test.each([
  [0, 0, 9, false],
  [0, 1, 9, false],
  [0, 2, 0, false],
  [0, 2, 1, true],
  [0, 3, 0, true],
  [1, 0, 0, false],
  [1, 0, 1, true],
  [1, 1, 0, true],
  [2, 0, 0, true],
  [5, 0, 0, true]
])('step 1: %i strong, %i medium, %i weak → %s', (strong, medium, weak, positive) => {
  expect(isPositive({ strong, medium, weak })).toBe(positive)
})

test('step 1: more signs never make a dimension negative', () => {
  const few = fc.nat({ max: 5 })
  fc.assert(
    fc.property(few, few, few, few, few, few, (strong, medium, weak, s, m, w) => {
      if (isPositive({ strong, medium, weak }))
        expect(isPositive({ strong: strong + s, medium: medium + m, weak: weak + w })).toBe(true)
    })
  )
})

/** Everything yes in these dimensions. */
const allOf = (list: IndicatorList, ...chosen: Dimension[]): IndicatorAnswers =>
  Object.fromEntries(
    list.indicators.filter(one => chosen.includes(one.dimension)).map(one => [one.id, 'yes'])
  )
const D = 'deceptive-recruitment'
const C = 'coercive-recruitment'
const VR = 'abuse-of-vulnerability-recruitment'
const E = 'exploitation'
const F = 'coercion-at-destination'
const VD = 'abuse-of-vulnerability-destination'

test.each<[Dimension[], Reading]>([
  [[], 'no-indication'],
  [[D, C, VR, VD], 'no-indication'],
  [[E], 'exploited-worker'],
  [[D, E], 'deception-and-exploitation'],
  [[D, C, E], 'deception-and-exploitation'],
  [[D, VR, E], 'deception-and-exploitation'],
  [[D, E, F], 'trafficking-indicated'],
  [[C, E, F], 'trafficking-indicated'],
  [[D, C, E, F], 'trafficking-indicated'],
  // Abuse of vulnerability stands in for the means of its own phase.
  [[VR, E, F], 'trafficking-indicated'],
  [[D, E, VD], 'trafficking-indicated'],
  [[C, E, VD], 'trafficking-indicated'],
  // Outside the table.
  [[E, F], 'refer-for-decision'],
  [[E, F, VD], 'refer-for-decision'],
  [[C, E], 'refer-for-decision'],
  [[F], 'refer-for-decision'],
  [[D, C, F], 'refer-for-decision'],
  [[VR, E], 'refer-for-decision'],
  [[VD, E], 'refer-for-decision'],
  [[VR, VD, E], 'refer-for-decision']
])('step 2, adults: %j → %s', (chosen, reading) => {
  const result = readIndicators(adults, allOf(adults, ...chosen))
  expect(result.reading).toBe(reading)
  for (const one of dimensions) expect(result.dimensions[one].positive).toBe(chosen.includes(one))
})

test.each<[Dimension[], IndicatorAnswer, Reading]>([
  [[], 'not-known', 'no-indication'],
  [[E], 'not-known', 'trafficking-indicated'],
  [[E], 'yes', 'trafficking-indicated'],
  [[E], 'no', 'refer-for-decision'],
  [[E, F, D], 'yes', 'trafficking-indicated'],
  [[F], 'yes', 'refer-for-decision'],
  [[D, C], 'yes', 'no-indication']
])('step 2, under 18: %j, act %s → %s', (chosen, act, reading) => {
  expect(readIndicators(children, allOf(children, ...chosen), act).reading).toBe(reading)
})

test('not known and unanswered count for nothing, and are kept apart from no', () => {
  const some = fc.constantFrom<IndicatorAnswer>('yes', 'no', 'not-known')
  fc.assert(
    fc.property(fc.array(some, { minLength: 67, maxLength: 67 }), answers => {
      const given = Object.fromEntries(
        adults.indicators.map((one, n) => [one.id, answers[n]])
      ) as IndicatorAnswers
      const onlyYes = Object.fromEntries(Object.entries(given).filter(([, answer]) => answer === 'yes'))
      expect(readIndicators(adults, given)).toEqual(readIndicators(adults, onlyYes))
      expect(readings).toContain(readIndicators(adults, given).reading)
    })
  )
})

test('what is not in the children’s list is not counted there', () => {
  const result = readIndicators(children, {
    'exploitation.no-social-protection': 'yes',
    'exploitation.excessive-working-days-or-hours': 'yes'
  })
  expect(result.dimensions.exploitation).toEqual({ strong: 1, medium: 0, weak: 0, positive: false })
})

test('age uncertain means the children’s list', () => {
  expect(labourListFor('not-known').id).toBe('labour-children')
  expect(labourListFor('yes').id).toBe('labour-children')
  expect(labourListFor('no').id).toBe('labour-adults')
})

test('agreeing asks for nothing, concluding otherwise for one sentence', () => {
  const input = { list: 'labour-adults', answers: allOf(adults, E), conclusion: 'exploited-worker' } as const
  const same = assess(input)
  if (!same.ok) throw same.problem
  expect(Assessment.parse(same.assessment)).toEqual(same.assessment)
  expect(same.assessment.answers['coercion-at-destination.debt-bondage']).toBe('not-known')
  expect(same.assessment).not.toHaveProperty('reasonWhenDifferent')
  const other = { ...input, conclusion: 'trafficking-indicated' } as const
  for (const reason of [undefined, '', ' . ', 'ok ok']) expect(assess({ ...other, reason }).ok).toBe(false)
  const said = assess({ ...other, reason: ' Kaže da ne sme da ode. ' })
  expect(said.ok && said.assessment.reasonWhenDifferent).toBe('Kaže da ne sme da ode.')
  expect(said.ok && said.assessment.proposed).toBe('exploited-worker')
})

test('six observation lists, six to ten signs each, none twice', () => {
  expect(observationSets).toHaveLength(6)
  for (const set of observationSets) {
    expect(observations[set].length).toBeGreaterThanOrEqual(6)
    expect(observations[set].length).toBeLessThanOrEqual(10)
  }
  expect(new Set(allObservations).size).toBe(allObservations.length)
})
