import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostBytes, mostFiles } from '#kernel/file-limits.ts'
import { fileBucket, sealedSize } from '#seal/index.ts'
import {
  bytesAt,
  cold,
  filesAtOnce,
  heatAt,
  heatedBy,
  levelOf,
  readSteps,
  secondsToWait,
  secondsUntil,
  usualSteps,
  type Heat
} from './flood.ts'

const minute = 60_000

describe('a connection’s heat', () => {
  it('asks nothing of the first ten, then more and more, and holds back from the eightieth', () => {
    let heat: Heat = cold
    const levels = Array.from({ length: 85 }, () => {
      const level = levelOf(heatAt(heat, 0), usualSteps)
      heat = heatedBy(heat, 0, usualSteps)
      return level
    })
    expect(levels.slice(0, 10)).toEqual(Array(10).fill(0))
    expect([levels[10], levels[19], levels[20], levels[39], levels[40], levels[84]]).toEqual([
      1, 1, 2, 2, 3, 3
    ])
    expect(heatAt(heat, 0)).toBeGreaterThanOrEqual(usualSteps.holdFrom)
  })

  it('cools by one a minute, never below nothing, and is not still warm after two hours whatever came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: minute }), { maxLength: 300 }), pauses => {
        let at = 0
        let heat: Heat = cold
        for (const pause of pauses) heat = heatedBy(heat, (at += pause), usualSteps)
        expect(heatAt(heat, at)).toBeLessThanOrEqual(usualSteps.holdFrom + 20)
        expect(heatAt(heat, at + minute)).toBeCloseTo(Math.max(0, heatAt(heat, at) - 1), 6)
        expect(levelOf(heatAt(heat, at + 120 * minute), usualSteps)).toBe(0)
      })
    )
  })

  it('is not lowered by a clock that goes back', () => {
    const heat = heatedBy({ heat: 5, at: 1000 }, 500, usualSteps)
    expect(heat.heat).toBe(6)
  })
})

it('waiting is longer than the work, and rises', () => {
  const waits = usualSteps.steps.map(step => secondsToWait(step.bits))
  expect(waits).toEqual([4, 30, 120])
})

describe('the setting FLOOD_STEPS', () => {
  it('is read as it is written', () => {
    expect(readSteps('10:19,20:22, 40:24, 80')).toEqual(usualSteps)
  })
  it.each([
    '',
    '80',
    '10:19',
    '10:19,5',
    '0:19,80',
    '10:22,20:19,80',
    '10:40,80',
    'x:1,2',
    '10:19,20:22,40:24,'
  ])('refuses %j', text => expect(readSteps(text)).toBeUndefined())
})

it('files: two of the largest reports at once, then one an hour', () => {
  const largest = mostFiles * sealedSize(fileBucket(8 + mostBytes), 2)
  expect(2 * largest).toBeLessThan(filesAtOnce)
  expect(secondsUntil(filesAtOnce)).toBe(0)
  expect(secondsUntil(filesAtOnce + filesAtOnce / 2)).toBe(3600)
  expect(bytesAt({ heat: filesAtOnce, at: 0 }, 60 * minute)).toBe(filesAtOnce / 2)
  expect(bytesAt({ heat: filesAtOnce, at: 0 }, 150 * minute)).toBe(0)
})
