import { sha256 as sha } from '@noble/hashes/sha2.js'
import { Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readAge, sealedSize } from './age-header.ts'
import { concat, hex, u64, utf8 } from './bytes.ts'
import { openFile, sealFile, sealFileInPieces } from './file-seal.ts'
import type { Keys } from './keys.ts'
import { fileBucket } from './padding.ts'
import { changed, circleKeys, refused } from './samples.ts'
import { asSealed, plainSize, type Sealed } from './types.ts'

let circle: Keys
beforeAll(async () => {
  circle = await circleKeys(1)
})

const content = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * 31 + (i >> 8)) & 255)

/** Padded plaintext by hand, in an age file made by hand. */
async function handmade(plain: Uint8Array): Promise<Sealed<'file'>> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(circle.recipient)
  return asSealed<'file'>(await encrypter.encrypt(plain))
}

describe('round trip', () => {
  test.each([0, 1, 65_527, 65_528, 65_529, 200_000])('%i bytes', async n => {
    const bytes = content(n)
    const file = await sealFile(bytes, [circle.recipient])
    expect(file).toMatchObject({ size: n, sha256: hex(sha(bytes)), paddedSize: fileBucket(8 + n) })
    expect(file.sealed).toHaveLength(sealedSize(file.paddedSize, 1))
    expect(plainSize(file.sealed)).toBe(file.paddedSize)
    expect(await openFile(file.sealed, [circle.identity], file)).toEqual(bytes)
  })

  test('a Blob of several megabytes, as from a file input', async () => {
    const bytes = content(3_000_000)
    const file = await sealFile(new Blob([bytes]), [circle.recipient])
    expect(file.sha256).toBe(hex(sha(bytes)))
    expect(hex(sha(await openFile(file.sealed, [circle.identity], file)))).toBe(file.sha256)
  })

  test('files of one bucket are of one size, at most a quarter more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), n => {
        const bucket = fileBucket(n)
        expect(bucket).toBeGreaterThanOrEqual(n)
        expect(fileBucket(bucket)).toBe(bucket)
        if (n > 65_536) expect(bucket).toBeLessThanOrEqual(n * 1.25)
      })
    )
  })
})

/** In the sizes asked for, over and over; the source counts how far it was read. */
async function* piecesOf(bytes: Uint8Array | Blob, sizes: number[]) {
  const sealing = await sealFileInPieces(bytes, [circle.recipient])
  for (let i = 0; ; i++) {
    const piece = await sealing.next(sizes[i % sizes.length]!)
    if (!piece) return
    yield piece
  }
}

describe('in pieces', () => {
  test('of any sizes, joined, is the same file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300_000 }),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 4 }),
        async (n, sizes) => {
          fc.pre(Math.max(...sizes) > 2_000)
          const bytes = content(n)
          const manifest = { size: n, sha256: hex(sha(bytes)) }
          expect(await openFile(piecesOf(bytes, sizes), [circle.identity], manifest)).toEqual(bytes)
          const whole: Uint8Array[] = []
          for await (const piece of piecesOf(bytes, sizes)) whole.push(piece)
          expect(await openFile(asSealed<'file'>(concat(...whole)), [circle.identity], manifest)).toEqual(
            bytes
          )
        }
      ),
      { numRuns: 15 }
    )
  })

  test('reads its source only as pieces are asked for, and says SHA-256 and size when all is given', async () => {
    let read = 0
    const bytes = content(3_000_000)
    const blob = new Blob([bytes])
    const counted = {
      size: blob.size,
      slice: (from: number, to: number) => {
        read = Math.max(read, to)
        return blob.slice(from, to)
      }
    } as unknown as Blob
    const sealing = await sealFileInPieces(counted, [circle.recipient])
    expect(sealing.sealedSize).toBe(sealedSize(sealing.paddedSize, 1))
    let given = 0
    for (;;) {
      const piece = await sealing.next(262_144)
      if (!piece) break
      given += piece.length
      expect(read).toBeLessThanOrEqual(given + 3 * 262_144)
      if (given < sealing.sealedSize) expect(() => sealing.sha256()).toThrow()
    }
    expect(given).toBe(sealing.sealedSize)
    expect(sealing.sha256()).toBe(hex(sha(bytes)))
  })

  test('of a file that shrank or grew while it was read, it ends', async () => {
    for (const claimed of [900_000, 1_100_000]) {
      const blob = new Blob([content(1_000_000)])
      const changed = { size: claimed, slice: (from: number, to: number) => blob.slice(from, to) }
      const drain = async () => {
        const sealing = await sealFileInPieces(changed as unknown as Blob, [circle.recipient])
        while (await sealing.next(1 << 20));
        return sealing.sha256()
      }
      if (claimed > 1_000_000) await expect(drain()).rejects.toMatchObject(refused('bad-file'))
      // what was appended meanwhile is not read: the file is sealed as it was chosen
      else expect(await drain()).toBe(hex(sha(content(1_000_000).subarray(0, claimed))))
    }
  })

  test('of another stanza, or a header that never ends, is refused before anything is decrypted', async () => {
    const encrypter = new Encrypter()
    encrypter.setScryptWorkFactor(1)
    encrypter.setPassphrase('lozinka')
    const weak = await encrypter.encrypt(new Uint8Array(65_536))
    const file = await sealFile(content(10), [circle.recipient])
    const never = new Uint8Array(200_000).fill(45)
    for (const bytes of [weak, never, new Uint8Array(0), file.sealed.subarray(0, 1_000)]) {
      const pieces = (async function* () {
        for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700)
      })()
      await expect(openFile(pieces, [circle.identity], file)).rejects.toMatchObject(refused('not-sealed'))
    }
  })
})

describe('refuses', () => {
  const badFile = refused('bad-file')

  test('a file of another manifest', async () => {
    const file = await sealFile(content(1000), [circle.recipient])
    const opening = (manifest: object) => openFile(file.sealed, [circle.identity], { ...file, ...manifest })
    await expect(opening({ size: 999 })).rejects.toMatchObject(badFile)
    await expect(opening({ size: 1001 })).rejects.toMatchObject(badFile)
    await expect(opening({ size: 100_000 })).rejects.toMatchObject(badFile)
    await expect(opening({ sha256: '00'.repeat(32) })).rejects.toMatchObject(badFile)
  })

  test('padding that is not zero', async () => {
    const plain = new Uint8Array(65_536)
    plain.set(u64(5))
    plain.set(utf8('hello'), 8)
    const manifest = { size: 5, sha256: hex(sha(utf8('hello'))) }
    expect(await openFile(await handmade(plain), [circle.identity], manifest)).toEqual(utf8('hello'))
    for (const at of [13, 65_535]) {
      const opening = openFile(await handmade(changed(plain, at)), [circle.identity], manifest)
      await expect(opening).rejects.toMatchObject(badFile)
    }
    const other = openFile(await handmade(changed(plain, 7, 6)), [circle.identity], manifest)
    await expect(other).rejects.toMatchObject(badFile)
  })

  test('another key; chunks cut, moved or dropped', async () => {
    const file = await sealFile(content(200_000), [circle.recipient])
    const other = await circleKeys(2)
    const cannotOpen = refused('cannot-open')
    await expect(openFile(file.sealed, [other.identity], file)).rejects.toMatchObject(cannotOpen)
    const start = readAge(file.sealed).headerSize + 16
    const part = (i: number) => file.sealed.subarray(start + i * 65_552, start + (i + 1) * 65_552)
    const head = file.sealed.subarray(0, start)
    const moved = asSealed<'file'>(concat(head, part(1), part(0), part(2), part(3)))
    await expect(openFile(moved, [circle.identity], file)).rejects.toMatchObject(cannotOpen)
    const dropped = asSealed<'file'>(concat(head, part(0), part(1), part(3)))
    await expect(openFile(dropped, [circle.identity], file)).rejects.toMatchObject(badFile)
    const short = file.sealed.slice(0, -1) as Sealed<'file'>
    await expect(openFile(short, [circle.identity], file)).rejects.toMatchObject(badFile)
    const inPieces = (bytes: Uint8Array) =>
      openFile(
        (async function* () {
          for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000)
        })(),
        [circle.identity],
        file
      )
    expect(await inPieces(file.sealed)).toEqual(content(200_000))
    for (const wrong of [moved, dropped, short, concat(head, part(0), part(1), part(2))])
      await expect(inPieces(wrong)).rejects.toMatchObject(cannotOpen)
    await expect(inPieces(concat(file.sealed, part(0)))).rejects.toMatchObject(cannotOpen)
  })
})
