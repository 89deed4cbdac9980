/* canon, bytes, bech32, derive, proof of work, audit hash: small pure things and their refusals. */
import fc from 'fast-check'
import { expect, describe, test } from 'vitest'
import { entryHash, genesis } from './audit-hash.ts'
import { base64url, constantTimeEqual, fromBase64url, fromHex, hex, lp, readU64, u32, u64 } from './bytes.ts'
import { canon, parseCanon } from './canon.ts'
import { derive, random } from './derive.ts'
import { keysFrom } from './keys.ts'
import { check, checkParts, solve, solveInParts } from './pow.ts'
import { AT, NETWORK, refused, rootOf } from './samples.ts'

const badValue = expect.objectContaining(refused('bad-value'))

describe('canon', () => {
  const plain = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter(key => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 }
      )
    )
  })).value

  test('is stable: parsing and writing again gives the same text', () => {
    fc.assert(fc.property(plain, value => canon(JSON.parse(canon(value))) === canon(value)))
    fc.assert(fc.property(plain, value => canon(parseCanon(canon(value))) === canon(value)))
  })

  test('does not depend on the order of making', () => {
    expect(canon({ b: 1, a: [true, null, 'ë'] })).toBe('{"a":[true,null,"ë"],"b":1}')
    expect(canon({ a: [true, null, 'ë'], b: 1 })).toBe('{"a":[true,null,"ë"],"b":1}')
    expect(canon('\ud83d')).toBe('"\\ud83d"')
  })

  test('throws on what JSON would lose or change', () => {
    const loop: unknown[] = []
    loop.push(loop)
    const deep = Array.from({ length: 70 }).reduce<unknown>(inner => [inner], 0)
    const hole = new Array(2)
    const wrong = [
      undefined,
      0.5,
      NaN,
      Infinity,
      2 ** 53,
      1n,
      Symbol('x'),
      () => 1,
      new Date(0),
      new Map(),
      hole
    ]
    const inside = [
      { a: undefined },
      [undefined],
      new Uint8Array(1),
      Object.create({ a: 1 }),
      { [Symbol('x')]: 1 }
    ]
    for (const value of [...wrong, ...inside, loop, deep, JSON.parse('{"__proto__":1}')]) {
      expect(() => canon(value)).toThrow(badValue)
    }
    expect(() => parseCanon('{"b":1,"a":1}')).toThrow(badValue)
    expect(() => parseCanon('{')).toThrow(badValue)
  })
})

describe('bytes', () => {
  test('hex and base64url come back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        expect(hex(fromHex(hex(bytes)))).toBe(hex(bytes))
        expect(hex(fromBase64url(base64url(bytes)))).toBe(hex(bytes))
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      })
    )
  })

  test('one spelling only', () => {
    for (const text of ['A', 'AA=', 'AB', 'A A', 'AA\n', '+/8'])
      expect(() => fromBase64url(text)).toThrow(badValue)
    for (const text of ['a', 'zz', '0x', ' 00']) expect(() => fromHex(text)).toThrow(badValue)
  })

  test('numbers and lengths', () => {
    expect(hex(u32(0xdeadbeef))).toBe('deadbeef')
    expect(hex(u64(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff')
    expect(readU64(u64(12345), 0)).toBe(12345)
    expect(hex(lp('ë'))).toBe('00000002c3ab')
    for (const n of [-1, 0.5, 2 ** 53]) {
      expect(() => u32(n)).toThrow(badValue)
      expect(() => u64(n)).toThrow(badValue)
    }
  })

  test('constantTimeEqual', () => {
    expect(constantTimeEqual(fromHex('0102'), fromHex('0102'))).toBe(true)
    expect(constantTimeEqual(fromHex('0102'), fromHex('0103'))).toBe(false)
    expect(constantTimeEqual(fromHex('0102'), fromHex('01'))).toBe(false)
  })
})

test('derive: labels are independent, short roots refused', async () => {
  expect(hex(derive(rootOf(1), 'a'))).not.toBe(hex(derive(rootOf(1), 'b')))
  expect(derive(rootOf(1), 'a', 16)).toHaveLength(16)
  expect(random(24)).toHaveLength(24)
  expect(() => derive(new Uint8Array(8), 'a')).toThrow(expect.objectContaining(refused('bad-key')))
  await expect(keysFrom(new Uint8Array(31), 'circle')).rejects.toMatchObject(refused('bad-key'))
  const roles = await Promise.all(
    (['circle', 'account', 'reporter'] as const).map(who => keysFrom(rootOf(1), who))
  )
  expect(new Set(roles.flatMap(keys => [keys.identity, hex(keys.signPublic)])).size).toBe(6)
})

describe('proof of work', () => {
  const challenge = rootOf(7)

  test('what is solved holds, and for no other challenge by right', async () => {
    const nonce = await solve(challenge, 10)
    expect(check(challenge, nonce, 10)).toBe(true)
    for (let before = 0; before < nonce; before++) expect(check(challenge, before, 10)).toBe(false)
    expect(check(challenge, nonce, 40)).toBe(false)
  })

  test('anything sent as a nonce is answered, not thrown', () => {
    for (const nonce of [-1, 0.5, NaN, Infinity, 2 ** 60]) expect(check(challenge, nonce, 0)).toBe(false)
  })

  test('in parts: as much work, each part counted, none left out', async () => {
    const told: number[] = []
    const nonces = await solveInParts(challenge, 9, done => told.push(done))
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(checkParts(challenge, nonces, 9)).toBe(true)
    expect(checkParts(challenge, nonces.slice(1), 9)).toBe(false)
    expect(checkParts(challenge, [...nonces, 0], 9)).toBe(false)
    expect(checkParts(rootOf(8), nonces, 9)).toBe(false)
    expect(checkParts(challenge, nonces.with(3, -1), 9)).toBe(false)
  })

  test('can be stopped', async () => {
    await expect(solve(challenge, 30, AbortSignal.abort())).rejects.toMatchObject(refused('stopped'))
    await expect(solve(challenge, 31)).rejects.toMatchObject(refused('bad-value'))
  })
})

describe('audit hash', () => {
  const entry = {
    network: NETWORK,
    seq: 1,
    prev: genesis(NETWORK),
    at: AT,
    actor: 'a',
    verb: 'v',
    subject: 's'
  }
  const whole = { ...entry, circle: 'c', detail: {} }

  test('every field counts, and text cannot move from one to the next', () => {
    const others = [
      { seq: 2 },
      { prev: rootOf(0) },
      { at: '2026-01-02T03:04:05.001Z' },
      { actor: 'av', verb: '' },
      { subject: 'sc', circle: '' },
      { detail: { a: 1 } },
      { network: NETWORK.replace('a', 'b') }
    ]
    const hashes = [whole, ...others.map(other => ({ ...whole, ...other }))].map(item => hex(entryHash(item)))
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hex(entryHash({ ...whole, circle: null }))).toBe(hex(entryHash({ ...whole, circle: '' })))
    expect(hex(genesis(NETWORK.toUpperCase()))).toBe(hex(genesis(NETWORK)))
  })

  test('refuses what it cannot hash in one way only', () => {
    expect(() => entryHash({ ...whole, network: 'ranilug' })).toThrow(badValue)
    expect(() => entryHash({ ...whole, prev: new Uint8Array(31) })).toThrow(badValue)
    expect(() => entryHash({ ...whole, detail: undefined })).toThrow(badValue)
  })
})
