import { describe, expect, it } from 'vitest'
import type { MatrixDocument } from './document.ts'
import { loadMatrixFile, writeMatrixFile } from './matrix-file.ts'
import { shippedMatrix, shippedText } from './shipped.server.ts'

const text = shippedText('rk-deca')
const lineOf = (part: string, of = text) => of.slice(0, of.indexOf(part)).split('\n').length
/** The faults of the shipped file after a change, as `line code`. */
const faultsAfter = (from: string | RegExp, to: string) => {
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  const loaded = loadMatrixFile(changed)
  return loaded.ok ? [] : loaded.faults.map(({ line, code }) => `${line} ${code}`)
}

describe('a matrix as a file', () => {
  it('comes back as it went out', () => {
    const document = shippedMatrix('rk-zrtve')
    expect(loadMatrixFile(writeMatrixFile(document))).toEqual({ ok: true, document })
    expect(loadMatrixFile(JSON.stringify(document))).toEqual({ ok: true, document })
    const { schema, signs, ...rest } = document
    const turned = writeMatrixFile({ ...rest, signs, schema })
    expect(turned).toBe(writeMatrixFile(document))
    expect(turned.split('\n').slice(0, 2)).toEqual(['schema: fener-matrix/1', 'category: rk-zrtve'])
  })
  it('says line and reason of what is missing or misspelt', () => {
    const question = '      sq: "A e mbajnë fëmijën'
    expect(faultsAfter(/ {6}sq: "A e mbajnë fëmijën.*\n/, '')).toEqual([
      `${lineOf(question) - 2} matrix.missing-word`
    ])
    expect(faultsAfter('category: rk-deca', 'category: rk-svi')).toEqual([
      `${lineOf('category: ')} matrix.wrong-value`
    ])
    expect(faultsAfter('    weight: 3', '    weigth: 3')).toEqual(
      expect.arrayContaining([`${lineOf('    weight: 3')} matrix.unknown-key`])
    )
    expect(faultsAfter('schema: fener-matrix/1', 'schema: fener-strategy/1')).toEqual([
      `${lineOf('schema: ')} matrix.wrong-schema`
    ])
    expect(loadMatrixFile('signs: [')).toMatchObject({ ok: false, faults: [{ code: 'matrix.yaml-syntax' }] })
    expect(loadMatrixFile('')).toMatchObject({ ok: false })
  })
  it('says line and reason of what does not fit together', () => {
    const rule = '  - {when: signs, atLeast: 2, of: [child-begs-at-night, child-hands-over-the-money]'
    const at = lineOf(rule)
    expect(faultsAfter('of: [child-begs-at-night', 'of: [child-sings')).toEqual([`${at} matrix.unknown-sign`])
    expect(faultsAfter('of: [child-begs-at-night', 'of: [child-hands-over-the-money')).toEqual([
      `${at} matrix.more-than-signs`,
      `${at} matrix.rule-sign-twice`
    ])
    expect(faultsAfter('atLeast: 8', 'atLeast: 800')).toEqual([
      `${lineOf('atLeast: 8')} matrix.score-out-of-reach`
    ])
    expect(faultsAfter('    answers: {child-not-in-school:', '    answers: {child-sleeps:')).toEqual([
      `${lineOf('    answers: {child-not-in-school:')} matrix.example-unknown-sign`
    ])
    expect(faultsAfter('  - code: child-hurt', '  - code: child-cannot-leave')[0]).toBe(
      `${lineOf('  - code: child-hurt')} matrix.sign-twice`
    )
    expect(faultsAfter('{when: any-severe, level: urgent}', '{when: any-severe, level: none}')).toEqual([
      `${lineOf('{when: any-severe')} matrix.rule-says-nothing`
    ])
    expect(faultsAfter('  - {when: any-severe, level: urgent}\n', '')).toEqual(
      Array(4).fill(expect.stringContaining('matrix.severe-without-rule'))
    )
    expect(faultsAfter('    withinHours: 168', '    withinHours: 2')).toEqual([
      `${lineOf('    withinHours: 24')} matrix.slower-than-lower`
    ])
    expect(faultsAfter('    withinHours: 1\n', '    withinHours: null\n')).toEqual([
      `${lineOf('    withinHours: 1\n')} matrix.no-deadline`
    ])
  })
  it('is not asked to calm: without a rule that reaches a risk it is no matrix', () => {
    const document: MatrixDocument = shippedMatrix('rk-zene')
    const calm = {
      ...document,
      signs: document.signs.map(sign => ({ ...sign, severe: false })),
      rules: [{ when: 'score' as const, atLeast: 3, level: 'watch' as const }]
    }
    const loaded = loadMatrixFile(writeMatrixFile(calm))
    expect(loaded).toMatchObject({ ok: false, faults: [{ code: 'matrix.never-risk' }] })
  })
})
