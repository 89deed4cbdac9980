/* Made-up people and places for the tests of this folder. No real key is derived from these. */
import { keysFrom, type Keys } from './keys.ts'
import type { Context } from './frame.ts'
import type { SealCode } from './errors.ts'

export const NETWORK = '018f0000-0000-7000-8000-00000000000a'
export const CIRCLE = '018f0000-0000-7000-8000-00000000000c'
export const ROW = '018f0000-0000-7000-8000-000000000001'
export const AT = '2026-01-02T03:04:05.000Z'

export const CTX: Context = {
  network: NETWORK,
  table: 'reports.envelopes',
  row: ROW,
  circle: CIRCLE,
  epoch: 1,
  purpose: 'report',
  rev: 1
}

export const rootOf = (byte: number) => new Uint8Array(32).fill(byte)
export const circleKeys = (byte: number): Promise<Keys> => keysFrom(rootOf(byte), 'circle')
export const accountKeys = (byte: number): Promise<Keys> => keysFrom(rootOf(byte), 'account')

/** For `expect(...).rejects.toMatchObject(refused('…'))`. */
export const refused = (code: SealCode) => ({ name: 'SealError', code })

export const changed = (bytes: Uint8Array, at: number, to?: number): Uint8Array<ArrayBuffer> => {
  const copy = new Uint8Array(bytes)
  copy[at] = to ?? copy[at]! ^ 1
  return copy
}
