import { hashRaw } from '@node-rs/argon2'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stretch, stretchWith } from './argon2.ts'
import { hex, utf8 } from './bytes.ts'
import { dammHolds } from './damm.ts'
import { formatReceipt, newReceipt, parseReceipt, receiptKeys } from './receipt.ts'
import { refused } from './samples.ts'

const CODE = '123456789012345678901238'
const receipt = fc
  .infiniteStream(fc.nat({ max: 255 }))
  .map(bytes => newReceipt(n => Uint8Array.from({ length: n }, () => bytes.next().value!)))
const inScript = (zero: number) =>
  Array.from(CODE, digit => String.fromCodePoint(zero + Number(digit))).join('')

describe('a new receipt', () => {
  test('is 24 digits with a true check digit, shown in six groups', () => {
    fc.assert(
      fc.property(receipt, digits => {
        expect(digits).toMatch(/^\d{24}$/)
        expect(dammHolds(digits)).toBe(true)
        expect(formatReceipt(digits)).toMatch(/^(\d{4} ){5}\d{4}$/)
        expect(parseReceipt(formatReceipt(digits))).toBe(digits)
      })
    )
  })

  test('throws away the bytes that would make small digits likelier', () => {
    let call = 0
    const bytes = (n: number) => new Uint8Array(n).fill(call++ === 0 ? 255 : 249)
    expect(newReceipt(bytes)).toMatch(/^9{23}\d$/)
  })

  test('has each digit from as many bytes as any other', () => {
    const from = new Map<string, number>()
    for (let value = 0; value < 256; value++) {
      let call = 0
      // the value under test first; where it is thrown away, sevens follow and there are only 22 of it
      const digits = newReceipt(n => new Uint8Array(n).fill(7).fill(value, 0, call++ === 0 ? 23 : 0))
      if (value < 250) expect(digits.slice(0, 23)).toBe(digits[0]!.repeat(23))
      else expect(digits.slice(0, 23)).toBe('7'.repeat(23))
      if (value < 250) from.set(digits[0]!, (from.get(digits[0]!) ?? 0) + 1)
    }
    expect([...from.values()]).toEqual(Array.from({ length: 10 }, () => 25))
  })

  test('is another each time', () => {
    expect(new Set(Array.from({ length: 200 }, () => newReceipt())).size).toBe(200)
  })
})

describe('reading', () => {
  test('any one wrong digit is caught', () => {
    fc.assert(
      fc.property(receipt, fc.nat({ max: 23 }), fc.integer({ min: 1, max: 9 }), (digits, at, more) => {
        const wrong = (Number(digits[at]) + more) % 10
        expect(parseReceipt(digits.slice(0, at) + wrong + digits.slice(at + 1))).toBeNull()
      })
    )
  })

  test('any swap of two neighbours is caught', () => {
    fc.assert(
      fc.property(receipt, fc.nat({ max: 22 }), (digits, at) => {
        fc.pre(digits[at] !== digits[at + 1])
        const swapped = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2)
        expect(parseReceipt(swapped)).toBeNull()
      })
    )
  })

  test.each([
    ['Arabic-Indic', 0x660],
    ['Persian', 0x6f0],
    ['Devanagari', 0x966],
    ['Bengali', 0x9e6],
    ['full width', 0xff10],
    ['Adlam', 0x1e950],
    ['mathematical bold', 0x1d7ce],
    ['mathematical monospace', 0x1d7f6]
  ])('%s digits', (_script, zero) => {
    expect(parseReceipt(inScript(zero))).toBe(CODE)
  })

  test('every digit of Unicode has the value its place in the run says', () => {
    let run = 0
    for (let code = 0; code < 0x20000; code++) {
      if (/^\p{Nd}$/u.test(String.fromCodePoint(code))) run++
      else if (run > 0) {
        expect(run % 10).toBe(0)
        run = 0
      }
    }
  })

  test('spaces, hyphens of all kinds, marks that come along when copying', () => {
    for (const between of [
      ' ',
      '-',
      '\u2011',
      '–',
      '—',
      '\u2212',
      '\u00a0',
      '\u202f',
      '\n',
      '\u200f',
      '\u00ad'
    ]) {
      expect(parseReceipt(` ${CODE.match(/..../g)!.join(between)}\u200e `)).toBe(CODE)
    }
  })

  test('any code, in any script, however it is broken up', () => {
    const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1e950)
    const between = fc.constantFrom('', ' ', '-', '–', '\u00a0', '\u200f', ' - ', '\n')
    fc.assert(
      fc.property(
        receipt,
        zero,
        fc.array(between, { minLength: 24, maxLength: 24 }),
        (digits, start, gaps) => {
          const typed = [...digits]
            .map((d, at) => gaps[at] + String.fromCodePoint(start + Number(d)))
            .join('')
          expect(parseReceipt(typed)).toBe(digits)
        }
      )
    )
  })

  test('everything else is refused', () => {
    const wrong = ['', CODE.slice(1), CODE + '0', CODE.replace('0', 'O'), `${CODE}x`, `+${CODE}`, CODE + CODE]
    for (const text of [...wrong, ' '.repeat(500) + CODE, '１２３', '²'.repeat(24)]) {
      expect(parseReceipt(text)).toBeNull()
    }
  })
})

describe('keys', () => {
  const salt = new Uint8Array(16)

  test('a wrong check digit costs no half second', async () => {
    await expect(receiptKeys('123456789012345678901237', salt)).rejects.toMatchObject(refused('bad-receipt'))
    await expect(receiptKeys(CODE, new Uint8Array(15))).rejects.toMatchObject(refused('bad-key'))
  })

  test('another network (another salt) gives other keys', async () => {
    const [here, there] = [await receiptKeys(CODE, salt), await receiptKeys(CODE, new Uint8Array(16).fill(1))]
    expect(hex(here.lookup)).not.toBe(hex(there.lookup))
    expect(hex(here.login)).not.toBe(hex(there.login))
    expect(hex(here.root)).not.toBe(hex(there.root))
  }, 30_000)

  test('without WebAssembly (Tor Browser, "Safer") the result is the same', async () => {
    const fast = await stretch(utf8('x'), salt)
    const { WebAssembly } = globalThis
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly')
      const seen: number[] = []
      expect(await stretch(utf8('x'), salt, done => seen.push(done))).toEqual(fast)
      expect(seen.at(-1)).toBe(1)
    } finally {
      globalThis.WebAssembly = WebAssembly
    }
  }, 30_000)
})

test('the server’s own Argon2id gives the same keys as the browser’s', async () => {
  const password = utf8('fener/v1/receipt' + CODE)
  const salt = Uint8Array.from({ length: 16 }, (_, i) => i)
  const inBrowser = await stretch(password, salt)
  stretchWith((given, with16, cost) => hashRaw(given, { ...cost, salt: with16, algorithm: 2 }))
  try {
    expect(hex(await stretch(password, salt))).toBe(hex(inBrowser))
  } finally {
    stretchWith(undefined)
  }
})
