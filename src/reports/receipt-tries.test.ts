import { expect, it } from 'vitest'
import { receiptTries, triesBeforeWait, waitMinutes } from './receipt-tries.ts'

it('lets a client wait after many wrong codes, nobody else, and not for ever', () => {
  let time = 0
  const names: string[] = []
  const tries = receiptTries(
    address => {
      names.push(address)
      return `hash of ${address.length}`
    },
    () => time
  )
  for (let i = 0; i < triesBeforeWait; i++) {
    expect(tries.mustWait('203.0.113.7')).toBe(false)
    tries.wasWrong('203.0.113.7')
    time += 1000
  }
  expect(tries.mustWait('203.0.113.7')).toBe(true)
  expect(tries.mustWait('198.51.100.77')).toBe(false)
  // the oldest is forgotten first: one more try, not twenty
  time = waitMinutes * 60_000 + 1
  expect(tries.mustWait('203.0.113.7')).toBe(false)
  tries.wasWrong('203.0.113.7')
  expect(tries.mustWait('203.0.113.7')).toBe(true)
  time += waitMinutes * 60_000
  expect(tries.mustWait('203.0.113.7')).toBe(false)
  expect(new Set(names).size).toBe(2)
})
