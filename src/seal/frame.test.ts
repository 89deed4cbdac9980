import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, fromUtf8, u32, u64, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { decodeFrame, encodeFrame, type FrameHeader } from './frame.ts'
import { textBucket } from './padding.ts'
import { AT, changed, CTX, refused } from './samples.ts'

const HEADER: FrameHeader = { v: 1, kind: 'note', by: null, at: null, type: 'application/json', ctx: CTX }
const SIGNED: FrameHeader = { ...HEADER, by: 'acc:writer', at: AT }
const BODY = utf8('{"a":1}')
const frame = encodeFrame(HEADER, BODY, null)
const sign = () => new Uint8Array(64).fill(7)

/** A frame made by hand, with any header text and signature. */
function handmade(head: Uint8Array | string, signature = new Uint8Array(64), magic = 'FNR1', body = BODY) {
  const header = typeof head === 'string' ? utf8(head) : head
  const used = concat(utf8(magic), u32(header.length), u64(body.length), header, body, signature)
  const out = new Uint8Array(textBucket(used.length))
  out.set(used)
  return out
}
const decoding = (bytes: Uint8Array) => expect(() => decodeFrame(bytes))
const badFrame = expect.objectContaining(refused('bad-frame'))
const badSignature = expect.objectContaining(refused('bad-signature'))

test('round trip, anonymous and signed', () => {
  expect(decodeFrame(frame)).toMatchObject({ header: HEADER, body: BODY })
  expect(decodeFrame(encodeFrame(SIGNED, BODY, sign)).signature).toEqual(sign())
  expect(decodeFrame(handmade(canon(HEADER))).header).toEqual(HEADER)
})

test('any body comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9000 }), body => {
      expect(decodeFrame(encodeFrame(HEADER, body, null)).body).toEqual(new Uint8Array(body))
    }),
    { numRuns: 30 }
  )
})

describe('refuses', () => {
  test('an unknown version', () => {
    decoding(handmade(canon(HEADER), undefined, 'FNR2')).toThrow(badFrame)
    decoding(handmade(canon({ ...HEADER, v: 2 }))).toThrow(badFrame)
    decoding(new Uint8Array(4096)).toThrow(badFrame)
    decoding(new Uint8Array(3)).toThrow(badFrame)
  })

  test('a header that is not canonical', () => {
    const text = canon(HEADER)
    const spellings = [
      ` ${text}`,
      text.replace('{"at":null,"by":null,', '{"by":null,"at":null,'),
      text.replace('"v":1', '"v":1.0'),
      text.replace('"note"', '"\\u006eote"'),
      text.replace('"v":1', '"v":1,"v":1'),
      '\ufeff' + text,
      'null',
      '[]',
      text.slice(0, -1)
    ]
    for (const spelling of spellings) decoding(handmade(spelling)).toThrow(badFrame)
    decoding(handmade(concat(utf8(text), Uint8Array.of(0xff)))).toThrow(badFrame)
  })

  test('a header over 16 KiB', () => {
    decoding(handmade(canon({ ...HEADER, kind: 'x'.repeat(17_000) }))).toThrow(badFrame)
  })

  test('a missing, extra or ill-typed field', () => {
    const { kind: _kind, ...without } = HEADER
    const { rev: _rev, ...context } = CTX
    const wrong = [
      without,
      { ...HEADER, more: 1 },
      { ...HEADER, kind: '' },
      { ...HEADER, kind: 'a b' },
      { ...HEADER, type: null },
      { ...HEADER, ctx: context },
      { ...HEADER, ctx: null },
      { ...HEADER, ctx: { ...CTX, more: 1 } },
      { ...HEADER, ctx: { ...CTX, rev: -1 } },
      { ...HEADER, ctx: { ...CTX, epoch: '1' } },
      { ...HEADER, ctx: { ...CTX, circle: null } }
    ]
    for (const header of wrong) decoding(handmade(canon(header))).toThrow(badFrame)
  })

  test('by without at, at without by, by of another form', () => {
    for (const part of [{ by: null }, { at: null }, { by: 'writer' }, { at: '2026-01-02' }]) {
      decoding(handmade(canon({ ...SIGNED, ...part }), sign())).toThrow(badFrame)
    }
  })

  test('a signature on anonymous, none on signed', () => {
    decoding(handmade(canon(HEADER), sign())).toThrow(badSignature)
    decoding(handmade(canon(SIGNED))).toThrow(badSignature)
  })

  test('lengths beyond the frame', () => {
    decoding(changed(frame, 4, 0xff)).toThrow(badFrame)
    decoding(changed(frame, 8, 0xff)).toThrow(badFrame) // 2^63: not exact in JavaScript
    decoding(changed(frame, 13, 0xff)).toThrow(badFrame)
    decoding(frame.subarray(0, 100)).toThrow(badFrame)
  })

  test('padding that is not zero, or not to the bucket', () => {
    decoding(changed(frame, frame.length - 1)).toThrow(badFrame)
    decoding(concat(frame, new Uint8Array(1))).toThrow(badFrame)
    decoding(concat(frame, new Uint8Array(3 * 4096))).toThrow(badFrame)
    decoding(frame.subarray(0, -1)).toThrow(badFrame)
  })

  test('to encode what it would not decode', () => {
    expect(() => encodeFrame({ ...HEADER, kind: 'a b' }, BODY, null)).toThrow(badFrame)
    expect(() => encodeFrame(SIGNED, BODY, null)).toThrow(badFrame)
    expect(() => encodeFrame(HEADER, BODY, sign)).toThrow(badFrame)
  })
})

test('a change of any byte that still decodes changes what is signed', () => {
  const signed = encodeFrame(SIGNED, BODY, sign)
  const before = decodeFrame(signed)
  fc.assert(
    fc.property(fc.nat({ max: 600 }), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const other = changed(signed, at, signed[at]! ^ difference)
      try {
        const after = decodeFrame(other)
        expect([...after.signed, ...after.signature]).not.toEqual([...before.signed, ...before.signature])
      } catch (error) {
        expect(error).toMatchObject({ name: 'SealError' })
      }
    })
  )
  expect(fromUtf8(before.body)).toBe('{"a":1}')
})
