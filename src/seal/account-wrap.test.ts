import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { openAccountRoot, wrapAccountRoot, type AccountPlace } from './account-wrap.ts'
import { hex } from './bytes.ts'
import { newRoot } from './keys.ts'
import { passwordKeys } from './password.ts'
import { formatRecoveryCode, newRecoveryCode, parseRecoveryCode, recoveryKey } from './recovery.ts'
import { changed, NETWORK, refused, rootOf } from './samples.ts'

const PLACE: AccountPlace = { account: 'acc-1', kind: 'password', network: NETWORK }
const cannotOpen = refused('cannot-open')
const root = newRoot()

describe('account root', () => {
  test('opens with its key, in its place, and nowhere else', async () => {
    const wrapped = await wrapAccountRoot(root, rootOf(1), PLACE)
    expect(await openAccountRoot(wrapped, rootOf(1), PLACE)).toEqual(root)
    await expect(openAccountRoot(wrapped, rootOf(2), PLACE)).rejects.toMatchObject(cannotOpen)
    for (const move of [{ account: 'acc-2' }, { kind: 'passkey' as const }, { network: 'other' }]) {
      const elsewhere = openAccountRoot(wrapped, rootOf(1), { ...PLACE, ...move })
      await expect(elsewhere).rejects.toMatchObject(cannotOpen)
    }
  })

  test('no changed byte opens, nor a cut one', async () => {
    const wrapped = await wrapAccountRoot(root, rootOf(1), PLACE)
    expect(wrapped).toHaveLength(61)
    for (let at = 0; at < wrapped.length; at++) {
      await expect(openAccountRoot(changed(wrapped, at), rootOf(1), PLACE)).rejects.toMatchObject(cannotOpen)
    }
    const cut = openAccountRoot(wrapped.subarray(1), rootOf(1), PLACE)
    await expect(cut).rejects.toMatchObject(cannotOpen)
  })

  test('is another each time', async () => {
    const [one, two] = [
      await wrapAccountRoot(root, rootOf(1), PLACE),
      await wrapAccountRoot(root, rootOf(1), PLACE)
    ]
    expect(hex(one)).not.toBe(hex(two))
  })

  test('what the server gets at sign-in does not open it', async () => {
    const { auth, wrap } = await passwordKeys('tačna lozinka', new Uint8Array(16))
    const wrapped = await wrapAccountRoot(root, wrap, PLACE)
    expect(await openAccountRoot(wrapped, wrap, PLACE)).toEqual(root)
    await expect(openAccountRoot(wrapped, auth, PLACE)).rejects.toMatchObject(cannotOpen)
  })

  test('a page without TLS is told so', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes })
    try {
      await expect(wrapAccountRoot(root, rootOf(1), PLACE)).rejects.toMatchObject(refused('insecure-context'))
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('wrong lengths', async () => {
    const short = new Uint8Array(31)
    await expect(wrapAccountRoot(short, rootOf(1), PLACE)).rejects.toMatchObject(refused('bad-key'))
    await expect(wrapAccountRoot(root, short, PLACE)).rejects.toMatchObject(refused('bad-key'))
  })
})

describe('recovery code', () => {
  const salt = new Uint8Array(16)

  test('comes back from paper, however it is typed', () => {
    const code = newRecoveryCode()
    const shown = formatRecoveryCode(code)
    expect(shown).toMatch(/^([0-9A-Z]{4} ){8}[0-9A-Z]{4}$/)
    const ways = [shown, shown.toLowerCase(), shown.replaceAll(' ', '-'), shown.replaceAll('0', 'o')]
    for (const way of [...ways, shown.replaceAll('1', 'l'), shown.replaceAll('1', 'I')]) {
      expect(parseRecoveryCode(way)).toBe(code)
    }
  })

  test('a slip is caught', () => {
    const code = newRecoveryCode()
    fc.assert(
      fc.property(fc.nat({ max: 35 }), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (at, char) => {
        fc.pre(code[at] !== char)
        expect(parseRecoveryCode(code.slice(0, at) + char + code.slice(at + 1))).toBeNull()
      })
    )
    expect(parseRecoveryCode(code.slice(1))).toBeNull()
    expect(parseRecoveryCode(code + '0')).toBeNull()
    expect(parseRecoveryCode('U'.repeat(36))).toBeNull()
  })

  test('vector: code, check and key', () => {
    const code = newRecoveryCode(n => Uint8Array.from({ length: n }, (_, i) => i))
    expect(code).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ' + code.slice(32))
    expect({ check: code.slice(32), key: hex(recoveryKey(code, salt)) }).toMatchInlineSnapshot(`
      {
        "check": "BRCR",
        "key": "db7909a24874421984b3aae97ed165f89b7b377b377e335e5c2bc98e917b5f16",
      }
    `)
  })

  test('opens the account root; another salt does not', async () => {
    const code = newRecoveryCode()
    const place = { ...PLACE, kind: 'recovery' } as const
    const wrapped = await wrapAccountRoot(root, recoveryKey(code, salt), place)
    expect(await openAccountRoot(wrapped, recoveryKey(code, salt), place)).toEqual(root)
    const other = openAccountRoot(wrapped, recoveryKey(code, rootOf(9)), place)
    await expect(other).rejects.toMatchObject(cannotOpen)
    expect(() => recoveryKey('x', salt)).toThrow(expect.objectContaining(refused('bad-recovery-code')))
  })
})
