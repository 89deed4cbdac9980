import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterWrong, mostTries, noTries, stillToWait, triesLeft, weakness, type Tries } from './pin.ts'

test('a pin is long and no pattern', () => {
  for (const pin of ['', '1234567', 'kratko']) expect(weakness(pin), pin).toBe('short')
  for (const pin of ['12345678', '87654321', '00000000', '12121212', '19981998', 'aaaaaaaa', 'abcdefgh'])
    expect(weakness(pin), pin).toBe('simple')
  for (const pin of ['39174620', 'kiša pada po krovu', '20261128']) expect(weakness(pin), pin).toBeUndefined()
})

const wrongly = (times: number, at: number): Tries => {
  let tries = noTries
  for (let n = 0; n < times; n++) tries = afterWrong(tries, at)
  return tries
}

test('three slips cost nothing, then the wait doubles up to an hour', () => {
  expect([1, 2, 3, 4, 5, 6, 19].map(n => stillToWait(wrongly(n, 1000), 1000))).toEqual([
    0, 0, 0, 30, 60, 120, 3600
  ])
  expect(stillToWait(wrongly(4, 0), 29_500)).toBe(1)
  expect(stillToWait(wrongly(4, 0), 30_000)).toBe(0)
})

test('whatever the clock says, nobody waits longer than the wait, and tries run out', () => {
  fc.assert(
    fc.property(
      fc.nat(mostTries),
      fc.integer({ min: 0, max: 2e12 }),
      fc.integer({ min: 0, max: 2e12 }),
      (n, at, now) => {
        const tries = wrongly(n, at)
        const wait = stillToWait(tries, now)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(3600)
        expect(triesLeft(tries)).toBe(mostTries - n)
      }
    )
  )
})
