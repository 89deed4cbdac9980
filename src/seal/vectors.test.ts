/* The published vectors (docs/sealing.md): another implementation must come to the same bytes. */
import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { stretch } from './argon2.ts'
import { entryHash, genesis } from './audit-hash.ts'
import { fromHex, hex, utf8 } from './bytes.ts'
import { dammDigit } from './damm.ts'
import { encodeFrame } from './frame.ts'
import { keysFrom } from './keys.ts'
import { matchInner, matchOuter } from './match.ts'
import { fileBucket, textBucket } from './padding.ts'
import { passwordKeys } from './password.ts'
import { loginStored, parseReceipt, receiptKeys } from './receipt.ts'
import { CIRCLE, CTX, NETWORK, ROW, rootOf } from './samples.ts'

test('Damm', () => {
  expect(dammDigit('572')).toBe('4')
})

test('receipt', async () => {
  const digits = parseReceipt('1234 5678 9012 3456 7890 1238')!
  const salt = fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf')
  expect(hex(await stretch(utf8(`fener/v1/receipt${digits}`), salt))).toBe(
    '1d62f79a36b18f6817ca88337a9c4ca45d9618d4916b37a34a610f5f5ca780e0'
  )
  const { lookup, login, root } = await receiptKeys(digits, salt)
  expect(hex(lookup)).toBe('4738babd30e6fc644366ab6daf0e86c7')
  expect(hex(login)).toBe('2cc55c88d0c8f02b6ec5b91b9d8fb851e73b1eff2e507a60ccca2632fe1bbac9')
  expect(hex(loginStored(login))).toBe('7e799ea903891620e4776cd902881af7eb19b2202d61ac06e2f661892a1d131d')
  expect(hex(root)).toBe('6f8c5f7968c338f2cbc0219a12e87e55180b6ec07d92176455dfbc7dafcba055')
  const { recipient } = await keysFrom(root, 'reporter')
  expect(hex(sha256(utf8(recipient)))).toBe(
    '056280cc2b0d498c1bb9b9d1b627a6f898f8441a1f0a9276391de4d440366b66'
  )
})

test('password', async () => {
  const salt = fromHex('68d8ef169e5146d3ad4895a7859c699f')
  expect(hex(await stretch(utf8('tačna lozinka'), salt))).toBe(
    '221eb5fa9dd13e4b997d79537a6e48bc9f83caba03addff0ab0309468400cdad'
  )
  // Written with a combining caron, as some phones do: NFKC makes it the same.
  const { auth, wrap } = await passwordKeys('tac\u030cna lozinka', salt)
  expect(hex(auth)).toBe('c45f07bfc7993cf56e872c5abbe1673d6094fea82883cc991f8fef307eb03f59')
  expect(hex(wrap)).toBe('6d8598f413e295e26c314bb077f594e18bb22517d198297ec064ffb8e39365a6')
})

test('circle keys', async () => {
  const { identity, recipient, signPublic } = await keysFrom(rootOf(0x11), 'circle')
  expect(identity).toBe('AGE-SECRET-KEY-PQ-1ZTPNSDZH9MFLH40YYW2WAASGADJLZ9ATYKMVSTY5DSCPCJJQZMLS3GKHWH')
  expect(recipient).toHaveLength(1959)
  expect(hex(signPublic)).toBe('3f1772eb0a5a2a823b22458ce4ecc03e4e5602f822d28540b03d83a44cca5981')
})

test('frame', () => {
  const header = { v: 1, kind: 'report', by: null, at: null, type: 'application/json', ctx: CTX } as const
  const frame = encodeFrame(header, utf8('{"text":"ndihmë"}'), null)
  expect(frame).toHaveLength(4096)
  expect(hex(frame.subarray(0, 16))).toBe('464e52310000011c0000000000000012')
  expect(hex(sha256(frame))).toBe('f0cac55d3a5a306e43b2de20749cf1369184bfd951e01a494c76252183fa5922')
})

test('buckets', () => {
  expect([4096, 4097, 65_537, 262_145].map(textBucket)).toEqual([4096, 16_384, 262_144, 1_048_576])
  const files = [65_537, 81_921, 1_000_000, 104_857_600].map(fileBucket)
  expect(files).toEqual([81_920, 98_304, 1_048_576, 117_440_512])
})

test('audit: the network enters the hash as the 16 bytes of its UUID', () => {
  const prev = genesis(NETWORK)
  expect(hex(prev)).toBe('4b12dac9545d3c4ad38f9a6eb2f6df205f2026d6e0a8a22a7607b2b20452f071')
  const entry = entryHash({
    ...{ network: NETWORK, seq: 1, prev, at: '2026-01-02T03:04:05.000Z' },
    actor: 'acc:018f0000-0000-7000-8000-00000000000e',
    verb: 'report.open',
    subject: `reports.envelopes/${ROW}`,
    circle: CIRCLE,
    detail: { purpose: 'triage' }
  })
  expect(hex(entry)).toBe('7a5c0602b0fe5ce328f975e8607b5495cc1ed9af8815ee2c6fd10d105340e4df')
})

test('match', () => {
  const inner = matchInner(rootOf(0x33), 'name-year', ['AN XRXVC', 'a1003'])
  expect(hex(inner)).toBe('703f970b64b642adcb06620bf7339ac26cafb223ef624e84a0e0b80fed329cac')
  expect(hex(matchOuter(rootOf(0x44), 'name-year', inner))).toBe('c008a8312b10f1e94b6bd9e1fc6346f3')
})
