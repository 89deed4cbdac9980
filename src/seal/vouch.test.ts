import { expect, test } from 'vitest'
import { hex } from './bytes.ts'
import { keysFrom } from './keys.ts'
import { isProof, signProof } from './proof.ts'
import { CIRCLE, NETWORK, rootOf } from './samples.ts'
import { isVouched, vouch } from './vouch.ts'

const one = { network: NETWORK, circle: CIRCLE, epoch: 1, account: 'member', recipient: 'age1pq1example' }

test('a vouch is for one key of one account in one epoch of one circle, by a holder of its root', () => {
  const given = vouch(rootOf(1), one)
  expect(isVouched(rootOf(1), one, given)).toBe(true)
  expect(isVouched(rootOf(1), { ...one }, null)).toBe(false)
  expect(isVouched(rootOf(1), one, given.subarray(1))).toBe(false)
  expect(isVouched(rootOf(2), one, given)).toBe(false)
  for (const other of [
    { network: 'other' },
    { circle: 'other' },
    { epoch: 2 },
    { account: 'other' },
    { recipient: 'age1pq1swapped' }
  ])
    expect(isVouched(rootOf(1), { ...one, ...other }, given), JSON.stringify(other)).toBe(false)
})

test('a proof is for exactly what was asked, for one purpose, by the holder of the key', async () => {
  const { signPrivate, signPublic } = await keysFrom(rootOf(0x11), 'account')
  const asked = { challenge: 'AAAA', credentials: { passwordWrap: 'x' } }
  const proof = signProof('recover', asked, signPrivate)
  expect(isProof('recover', asked, proof, signPublic)).toBe(true)
  expect(isProof('recover', { ...asked, challenge: 'AAAB' }, proof, signPublic)).toBe(false)
  expect(isProof('recover', { ...asked, credentials: { passwordWrap: 'y' } }, proof, signPublic)).toBe(false)
  expect(isProof('other' as never, asked, proof, signPublic)).toBe(false)
  expect(isProof('recover', asked, proof, (await keysFrom(rootOf(0x12), 'account')).signPublic)).toBe(false)
  expect(isProof('recover', asked, proof.subarray(1), signPublic)).toBe(false)
  expect(isProof('recover', asked, proof, new Uint8Array(32).fill(0xff))).toBe(false)
})

test('vectors', async () => {
  expect(hex(vouch(rootOf(0x11), one))).toBe(
    '397953201cea664847533d6fd5861bb51ca803f0bed90870c358d1ea6555e030'
  )
  const { signPrivate } = await keysFrom(rootOf(0x11), 'account')
  expect(hex(signProof('recover', { challenge: 'AAAA' }, signPrivate))).toBe(
    '4ef2d5503750ffed80b2b4db63cc69e123445f4bd424caafe106e97e17c0797de4bda42988766a89f091208a077ea8f5cdaf1f398df0392e182d66cf74e9d004'
  )
})
