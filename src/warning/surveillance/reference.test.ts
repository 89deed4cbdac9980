import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { answer, readQuestion } from '../input/counts.ts'
import type { Method } from './parameters.ts'

// what R says, beside the repository: see its README
const folder = fileURLToPath(new URL('../../../../shared/reference/surveillance/', import.meta.url))
const there = existsSync(`${folder}manifest.json`)
if (!there) console.warn(`The reference tables are not there (${folder}): agreement with R is not tested.`)

type Case = { id: string; file: string; fn: Method; alarms: number }
const cases: Case[] = there ? JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) : []

const columns = (csv: string) => {
  const [head, ...rows] = csv
    .trim()
    .split('\n')
    .map(line => line.split(','))
  return (name: string) => rows.map(row => row[head!.indexOf(name)]!)
}

describe.skipIf(!there)('agrees with R', () => {
  test.each(cases)('$id', it => {
    const csv = readFileSync(folder + it.file, 'utf8')
    const said = columns(answer(readQuestion(it.fn, csv, JSON.stringify(it))))
    const wanted = columns(csv)
    expect(said('alarm')).toEqual(wanted('alarm'))
    expect(said('alarm').filter(alarm => alarm === '1')).toHaveLength(it.alarms)
    const bounds = said('upperbound')
    wanted(it.fn === 'glrpois' ? 'glr' : 'upperbound').forEach((bound, i) => {
      if (bound === '') return expect(bounds[i]).toBe('')
      const off = Math.abs(Number(bounds[i]) - Number(bound))
      expect(off, `period ${i + 1}`).toBeLessThanOrEqual(1e-11 * Math.abs(Number(bound)))
    })
  })
})
