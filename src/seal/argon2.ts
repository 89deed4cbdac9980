import { SealError } from './errors.ts'
import type { Bytes } from './bytes.ts'

/*
 * Argon2id, 64 MiB, 3 passes, 1 lane, 32 bytes: loaded when first used, 11 KB compressed with WebAssembly, 5 without.
 * hash-wasm needs WebAssembly (CSP: 'wasm-unsafe-eval'). Tor Browser's "Safer" level switches WebAssembly off; the people who
 * choose it are those who need the receipt most, so the same function in plain JavaScript stands ready:
 * 1 s with a compiler, about 33 s where that level has switched the compiler off as well (measured in Node --jitless).
 */

const MEMORY_KIB = 64 * 1024
const PASSES = 3

/** Told now and then how much is done, 0 to 1; only in the slow way, where someone may wait half a minute. */
export type Progress = (done: number) => void

type Native = (
  password: Uint8Array,
  salt: Uint8Array,
  cost: { memoryCost: number; timeCost: number; parallelism: number; outputLen: number }
) => Promise<Uint8Array>
const nativeCost = { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: 1, outputLen: 32 }
let native: Native | undefined

/** On a server: Argon2id of the platform, off the thread that answers everybody else. Must give the very same bytes. */
export const stretchWith = (other: Native | undefined): void => void (native = other)

/** `salt` is 16 bytes, else 'bad-key'. The result is the same whichever of the two computes it. */
export async function stretch(password: Uint8Array, salt: Uint8Array, onProgress?: Progress): Promise<Bytes> {
  if (salt.length !== 16) throw new SealError('bad-key', 'the salt is 16 bytes')
  if (native) return new Uint8Array(await native(password, salt, nativeCost))
  return hasWasm() ? withWasm(password, salt) : withoutWasm(password, salt, onProgress)
}

async function withWasm(password: Uint8Array, salt: Uint8Array): Promise<Bytes> {
  const { argon2id } = await import('hash-wasm')
  const cost = { parallelism: 1, iterations: PASSES, memorySize: MEMORY_KIB, hashLength: 32 }
  return new Uint8Array(await argon2id({ password, salt, ...cost, outputType: 'binary' }))
}

async function withoutWasm(password: Uint8Array, salt: Uint8Array, onProgress?: Progress): Promise<Bytes> {
  const { argon2idAsync } = await import('@noble/hashes/argon2.js')
  const cost = { m: MEMORY_KIB, t: PASSES, p: 1, dkLen: 32, asyncTick: 100, onProgress }
  return new Uint8Array(await argon2idAsync(password, salt, cost))
}

/** Present is not enough: under a CSP without 'wasm-unsafe-eval' compiling throws. The eight bytes are an empty module. */
function hasWasm(): boolean {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
    return true
  } catch {
    return false
  }
}
