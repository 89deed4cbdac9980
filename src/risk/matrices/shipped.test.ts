// The matrices that ship: whole, of the categories of the strategy, and true to their sources.
import { describe, expect, it } from 'vitest'
import { indicatorLists } from '#reports/delphi.ts'
import { allObservations } from '#reports/observations.ts'
import { levels, riskCategories, scoreMatrix } from '../matrix.ts'
import { faultsOf, missedExamples } from './check.ts'
import { loadMatrixFile } from './matrix-file.ts'
import { shippedMatrix, shippedText } from './shipped.server.ts'

const points = { strong: 3, medium: 2, weak: 1 }
const delphi = /ILO\/EC Delphi 2009, labour, (adults|children) \(([a-z.-]+)\)/
const every = riskCategories.map(shippedMatrix)

describe.each(riskCategories)('the first matrix of %s', category => {
  const loaded = loadMatrixFile(shippedText(category))

  it('has no fault, and says of itself that it is to be adopted', () => {
    expect(loaded).toMatchObject({ ok: true, document: { category } })
    expect(shippedText(category)).toContain('TO BE ADOPTED')
    expect(faultsOf(shippedMatrix(category))).toEqual([])
  })
  it('says of its examples what is expected, with one for every level', () => {
    const document = shippedMatrix(category)
    expect(missedExamples(document)).toEqual([])
    expect(document.examples.map(one => one.level).toSorted()).toEqual([...levels].toSorted())
  })
  it('weighs the signs of a Delphi list as that list does', () => {
    for (const { code, weight, source } of shippedMatrix(category).signs) {
      const [, list, id] = delphi.exec(source) ?? []
      if (!list) continue
      const known = indicatorLists[`labour-${list as 'adults' | 'children'}`].indicators.find(
        i => i.id === id
      )
      expect({ code, weight }).toEqual({ code, weight: points[known!.weight] })
    }
  })
  it('names only observations that are in the lists', () => {
    const named = shippedMatrix(category).signs.flatMap(({ source }) =>
      [...source.matchAll(/UNODC observations \(([a-z.-]+)\)/g)].map(m => m[1]!)
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(id => !(allObservations as readonly string[]).includes(id))).toEqual([])
  })
  it('takes one sign alone for no alert, unless it is severe', () => {
    const matrix = shippedMatrix(category)
    for (const { code, severe } of matrix.signs)
      expect({ code, level: scoreMatrix(matrix, { [code]: 'yes' }).level }).toEqual(
        severe ? { code, level: 'urgent' } : { code, level: expect.stringMatching(/^(none|watch)$/) }
      )
  })
})

it('asks the same question in every matrix that has the sign', () => {
  const asked = new Map<string, unknown>()
  for (const { code, words, source } of every.flatMap(({ signs }) => signs)) {
    const before = asked.get(code)
    if (before) expect({ words, source }).toEqual(before)
    asked.set(code, { words, source })
  }
  expect(asked.size).toBeGreaterThan(80)
})
