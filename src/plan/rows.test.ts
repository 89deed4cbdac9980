import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadStrategy } from './load-strategy.ts'
import { isStillTemplate } from './rows.ts'

test.each([
  ['template', true],
  ['ranilug-2024', false]
])('the words of %s wait to be written: %s', (file, waits) => {
  const read = loadStrategy(readFileSync(`strategy/${file}.yaml`, 'utf8'))
  expect(read.ok && isStillTemplate(read.strategy)).toBe(waits)
})
