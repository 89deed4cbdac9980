import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NetworkId } from '#kernel/id.ts'
import {
  countBlocks,
  filledTo,
  printCheckpoint,
  readCheckpoints,
  stride,
  type Checkpoint
} from './checkpoint.ts'

const checkpoint = fc.record({
  network: fc.uuid().map(id => id as NetworkId),
  seq: fc.integer({ min: 1, max: 10 ** 12 }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  at: fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true
  })
}) satisfies fc.Arbitrary<Checkpoint>
const plain = (all: readonly Checkpoint[]) =>
  all.map(c => ({ ...c, hash: [...c.hash], at: c.at.toISOString() }))

describe('a checkpoint', () => {
  test('is five lines, as the specification says', () => {
    const text = printCheckpoint({
      network: '018f0000-0000-7000-8000-00000000000a' as NetworkId,
      seq: 300,
      hash: new Uint8Array(32).fill(7),
      at: new Date('2026-11-24T02:30:00Z')
    })
    expect(text).toBe(
      `fener-audit-v1\n018f0000-0000-7000-8000-00000000000a\n300\n${'07'.repeat(32)}\n2026-11-24T02:30:00.000Z\n`
    )
  })
  test('is read back from the public file, from a mail with other line ends, and from a quoted mail', () => {
    fc.assert(
      fc.property(fc.array(checkpoint, { minLength: 1, maxLength: 5 }), all => {
        const file = all.map(printCheckpoint).join('\n')
        for (const text of [
          file,
          `Keep this message.\r\n\r\n${file.replaceAll('\n', '\r\n')}\r\nBye`,
          file.replace(/^/gm, '> ')
        ]) {
          expect(plain(readCheckpoints(text))).toEqual(plain(all))
          expect(countBlocks(text)).toBe(all.length)
        }
      })
    )
  })
  test('that is damaged is not read, and the count says that one is missing', () => {
    const good = printCheckpoint({
      network: '018f0000-0000-7000-8000-00000000000a' as NetworkId,
      seq: 300,
      hash: new Uint8Array(32),
      at: new Date('2026-11-24T02:30:00Z')
    })
    for (const bad of [
      good.replace('300', '-300'),
      good.replace('300', '3e2'),
      good.replace(/0{64}/, '0'.repeat(63)),
      good.replace('2026-11-24', 'yesterday'),
      good.slice(0, 60)
    ]) {
      expect(readCheckpoints(bad)).toEqual([])
      expect(countBlocks(bad)).toBe(1)
    }
  })
})

describe('the number that is published', () => {
  test('says nothing of the day: full hundreds, and one more also when nothing happened', () => {
    expect([filledTo(1, 0), filledTo(100, 0), filledTo(101, 0), filledTo(101, 100)]).toEqual([
      100, 100, 200, 200
    ])
    fc.assert(
      fc.property(fc.nat(10 ** 6), fc.nat(10 ** 4), (last, grown) => {
        const checkpoint = last * stride
        const end = filledTo(checkpoint + grown, checkpoint)
        expect(end % stride).toBe(0)
        expect(end).toBeGreaterThanOrEqual(checkpoint + grown)
        expect(end - checkpoint).toBe(Math.max(1, Math.ceil(grown / stride)) * stride)
      })
    )
  })
})
