import { sha256 as sha } from '@noble/hashes/sha2.js'
import { Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readAge, sealedSize } from './age-header.ts'
import { concat, hex, u64, utf8 } from './bytes.ts'
import { openFile, sealFile } from './file-seal.ts'
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
  })
})
