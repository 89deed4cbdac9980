import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readAge, sealedSize } from './age-header.ts'
import { concat, fromUtf8, utf8 } from './bytes.ts'
import { decodeFrame, type Context } from './frame.ts'
import type { Keys } from './keys.ts'
import { AT, accountKeys, changed, circleKeys, CTX, refused } from './samples.ts'
import { open, openBytes, seal, sealBytes, type OpenOptions, type Verifier } from './seal.ts'
import { asSealed, plainSize, recipientCount, type Sealed } from './types.ts'

type Words = { text: string }
const WORDS: Words = { text: 'ndihmë' }
let circle: Keys
let other: Keys
let writer: Keys
let open1: OpenOptions
let sealed: Sealed<Words>

const member: Verifier = by => (by === 'acc:writer' ? writer.signPublic : null)
const sealWords = (to: Keys[] = [circle], ctx: Context = CTX) =>
  seal(WORDS, {
    ...{ kind: 'note', ctx, at: AT, recipients: to.map(keys => keys.recipient) },
    signer: { by: 'acc:writer', signPrivate: writer.signPrivate }
  })
const sealAnonymous = () => seal(WORDS, { kind: 'note', ctx: CTX, at: null, recipients: [circle.recipient] })

beforeAll(async () => {
  ;[circle, other] = await Promise.all([circleKeys(1), circleKeys(2)])
  writer = await accountKeys(3)
  open1 = { identities: [circle.identity], ctx: CTX, kind: 'note', verifier: member }
  sealed = await sealWords()
})

describe('round trip', () => {
  test('gives back value and header', async () => {
    const { value, header } = await open(sealed, open1)
    expect(value).toEqual(WORDS)
    expect(header).toMatchObject({ by: 'acc:writer', at: AT, ctx: CTX, type: 'application/json' })
  })

  test('each of two recipients opens it; a third does not', async () => {
    const both = await sealWords([circle, other])
    expect(recipientCount(both)).toBe(2)
    for (const { identity } of [circle, other]) {
      expect((await open(both, { ...open1, identities: [identity] })).value).toEqual(WORDS)
    }
    const third = { ...open1, identities: [writer.identity] }
    await expect(open(both, third)).rejects.toMatchObject(refused('cannot-open'))
  })

  test('bytes', async () => {
    const body = Uint8Array.of(0, 255, 10)
    const options = { kind: 'note', type: 'image/png', ctx: CTX, at: null, recipients: [circle.recipient] }
    const bytes = await sealBytes(body, options)
    const opened = await openBytes(bytes, { ...open1, type: 'image/png', anonymous: 'allowed' })
    expect(opened.value).toEqual(body)
    const asOther = openBytes(bytes, { ...open1, type: 'text/plain', anonymous: 'allowed' })
    await expect(asOther).rejects.toMatchObject(refused('wrong-context'))
    const asJson = open(bytes, { ...open1, anonymous: 'allowed' })
    await expect(asJson).rejects.toMatchObject(refused('bad-frame'))
  })

  test('any age tool opens the outside and finds the frame', async () => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(circle.identity)
    const frame = decodeFrame(await decrypter.decrypt(sealed))
    expect(fromUtf8(frame.body)).toBe('{"text":"ndihmë"}')
  })

  test('content decides the size only by its bucket', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3500 }), fc.integer({ min: 0, max: 3500 }), async (a, b) => {
        const options = { kind: 'note', ctx: CTX, at: null, recipients: [circle.recipient] }
        const [one, two] = await Promise.all([seal('x'.repeat(a), options), seal('y'.repeat(b), options)])
        expect(one.length).toBe(two.length)
        expect(one.length).toBe(sealedSize(4096, 1))
        expect(plainSize(one)).toBe(4096)
      }),
      { numRuns: 8 }
    )
    expect(sealedSize(4096, 1)).toBe(5755)
    expect(sealedSize(4096, 2)).toBe(7312)
  })

  test('over 1 MiB is refused, and values without canonical form', async () => {
    const options = { kind: 'note', ctx: CTX, at: null, recipients: [circle.recipient] }
    await expect(seal('x'.repeat(1 << 20), options)).rejects.toMatchObject(refused('too-big'))
    await expect(seal({ n: 0.5 }, options)).rejects.toMatchObject(refused('bad-value'))
  })
})

describe('moved', () => {
  const moves: Partial<Context>[] = [
    { row: 'another-row' },
    { circle: 'another-circle' },
    { network: 'another-network' },
    { table: 'cases.records' },
    { purpose: 'reply' },
    { epoch: 2 },
    { rev: 2 }
  ]
  test.each(moves)('%j does not open', async move => {
    const elsewhere = { ...open1, ctx: { ...CTX, ...move } }
    await expect(open(sealed, elsewhere)).rejects.toMatchObject(refused('wrong-context'))
  })

  test('as another kind does not open', async () => {
    await expect(open(sealed, { ...open1, kind: 'wrap' })).rejects.toMatchObject(refused('wrong-context'))
  })

  test('an old key does not open new content', async () => {
    const next = await sealWords([other], { ...CTX, epoch: 2 })
    const old = open(next, { ...open1, ctx: { ...CTX, epoch: 2 } })
    await expect(old).rejects.toMatchObject(refused('cannot-open'))
  })

  test('to more readers than expected is refused', async () => {
    const both = await sealWords([circle, other])
    const refusal = open(both, { ...open1, recipientCount: 1 })
    await expect(refusal).rejects.toMatchObject(refused('wrong-context'))
  })
})

describe('signature', () => {
  const badSignature = refused('bad-signature')

  test('by one the verifier does not vouch for', async () => {
    await expect(open(sealed, { ...open1, verifier: () => null })).rejects.toMatchObject(badSignature)
  })

  test('by one who has left: the verifier is told the time', async () => {
    const leftBefore: Verifier = (by, at) => (at < '2026-01-01' ? member(by, at) : null)
    await expect(open(sealed, { ...open1, verifier: leftBefore })).rejects.toMatchObject(badSignature)
  })

  test('made with the key of another', async () => {
    const verifier = () => other.signPublic
    await expect(open(sealed, { ...open1, verifier })).rejects.toMatchObject(badSignature)
  })

  test('the circle key is not an account key', async () => {
    const ofCircle = await circleKeys(3)
    const verifier = () => ofCircle.signPublic
    await expect(open(sealed, { ...open1, verifier })).rejects.toMatchObject(badSignature)
  })

  test('anonymous only where it is said', async () => {
    const anonymous = await sealAnonymous()
    await expect(open(anonymous, open1)).rejects.toMatchObject(badSignature)
    const { header } = await open(anonymous, { ...open1, anonymous: 'allowed' })
    expect(header).toMatchObject({ by: null, at: null })
  })

  test('anonymous with a time, or signed without one, cannot be made', async () => {
    const base = { kind: 'note', ctx: CTX, recipients: [circle.recipient] }
    await expect(seal(WORDS, { ...base, at: AT })).rejects.toMatchObject(refused('bad-frame'))
    const signer = { by: 'acc:writer', signPrivate: writer.signPrivate } as const
    await expect(seal(WORDS, { ...base, at: null, signer })).rejects.toMatchObject(refused('bad-frame'))
  })

  test('where anonymous is allowed, a false signature still is not', async () => {
    const options = { ...open1, anonymous: 'allowed', verifier: () => null } as const
    await expect(open(sealed, options)).rejects.toMatchObject(badSignature)
  })
})

describe('recipients of another kind', () => {
  const notSealed = refused('not-sealed')

  test('X25519, alone or beside a hybrid one', async () => {
    const weak = await identityToRecipient(await generateX25519Identity())
    for (const recipients of [[weak], [circle.recipient, weak]]) {
      const encrypter = new Encrypter()
      recipients.forEach(recipient => encrypter.addRecipient(recipient))
      const file = await encrypter.encrypt('x')
      expect(() => asSealed(file)).toThrow(expect.objectContaining(notSealed))
    }
    const mixed = seal(WORDS, { kind: 'note', ctx: CTX, at: null, recipients: [circle.recipient, weak] })
    await expect(mixed).rejects.toMatchObject(refused('bad-key'))
  })

  test('a password', async () => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase('x')
    encrypter.setScryptWorkFactor(2)
    const file = await encrypter.encrypt('x')
    expect(() => asSealed(file)).toThrow(expect.objectContaining(notSealed))
  })

  test('none, twice the same, nonsense', async () => {
    const { recipient } = circle
    for (const recipients of [[], [recipient, recipient], ['age1pq1xyz'], ['']]) {
      const refusal = seal(WORDS, { kind: 'note', ctx: CTX, at: null, recipients })
      await expect(refusal).rejects.toMatchObject(refused('bad-key'))
    }
    const weak = await generateX25519Identity()
    await expect(open(sealed, { ...open1, identities: [weak] })).rejects.toMatchObject(refused('bad-key'))
  })
})

describe('changed bytes', () => {
  test('things that are no age file', () => {
    const nothing = [new Uint8Array(0), utf8('hello'), utf8('age-encryption.org/v1\n'), new Uint8Array(5755)]
    for (const bytes of nothing) {
      expect(() => asSealed(bytes)).toThrow(expect.objectContaining(refused('not-sealed')))
    }
  })

  test('another version line', () => {
    const v2 = changed(sealed, 'age-encryption.org/v1'.length - 1, 0x32)
    expect(() => asSealed(v2)).toThrow(expect.objectContaining(refused('not-sealed')))
  })

  test('cut short', async () => {
    const cut = sealed.slice(0, -1) as Sealed<Words>
    await expect(open(cut, open1)).rejects.toMatchObject(refused('cannot-open'))
    const { headerSize } = readAge(sealed)
    expect(() => asSealed(sealed.slice(0, headerSize + 32))).toThrow(
      expect.objectContaining(refused('not-sealed'))
    )
  })

  test('a recipient added later', async () => {
    const { headerSize } = readAge(sealed)
    const another = await sealWords([other])
    const start = 'age-encryption.org/v1\n'.length
    const stanza = another.subarray(start, readAge(another).headerSize - 48)
    const added = concat(sealed.subarray(0, headerSize - 48), stanza, sealed.subarray(headerSize - 48))
    expect(recipientCount(added)).toBe(2)
    await expect(open(asSealed<Words>(added), open1)).rejects.toMatchObject(refused('cannot-open'))
  })

  test('any one byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), async at => {
        await expect(open(changed(sealed, at) as Sealed<Words>, open1)).rejects.toMatchObject({
          code: expect.stringMatching(/^(not-sealed|cannot-open)$/)
        })
      }),
      { numRuns: 40 }
    )
  })

  test('chunks reordered, dropped or repeated', async () => {
    const options = { kind: 'note', ctx: CTX, at: null, recipients: [circle.recipient] }
    const long = await seal('x'.repeat(200_000), options)
    const start = readAge(long).headerSize + 16
    const [head, chunk] = [long.subarray(0, start), 65_552]
    const part = (i: number) => long.subarray(start + i * chunk, start + (i + 1) * chunk)
    const anonymous = { ...open1, anonymous: 'allowed' } as const
    expect((await open(long, anonymous)).value).toHaveLength(200_000)
    for (const order of [
      [1, 0, 2, 3],
      [0, 1, 3],
      [1, 2, 3],
      [0, 1, 2],
      [0, 0, 1, 2, 3]
    ]) {
      const moved = asSealed<string>(concat(head, ...order.map(part)))
      await expect(open(moved, anonymous)).rejects.toMatchObject(refused('cannot-open'))
    }
  })

  test('a refusal never repeats what was inside', async () => {
    const refusal = await open(sealed, { ...open1, kind: 'other' }).catch((error: Error) => error)
    const words = `${String(refusal)} ${JSON.stringify(refusal)} ${(refusal as Error).stack}`
    expect(words).not.toContain('ndihm')
    expect(words).not.toContain('AGE-SECRET')
  })
})
