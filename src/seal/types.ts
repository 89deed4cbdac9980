import { readAge } from './age-header.ts'
import type { Bytes } from './bytes.ts'
import type { FrameHeader } from './frame.ts'

declare const sealedBrand: unique symbol
declare const openedBrand: unique symbol

/** An age file: bytes the server may store and cannot read. T says what is inside, for the compiler only. */
export type Sealed<T> = Bytes & { readonly [sealedBrand]: T }

/** What was inside, with the header whose context and signature were checked. Lives in memory only, is never stored. */
export type Opened<T> = { readonly value: T; readonly header: FrameHeader; readonly [openedBrand]: T }

/**
 * The only way to call bytes from outside sealed. Checks, without any key, that it is a whole age v1 file with only
 * hybrid recipients; throws SealError 'not-sealed' otherwise. It cannot know that the content is what T says: `open`
 * does. The same memory is returned as a plain Uint8Array (a Node Buffer loses its Buffer methods).
 */
export function asSealed<T>(bytes: Uint8Array): Sealed<T> {
  readAge(bytes)
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength) as Sealed<T>
}

/** How many keys open it. */
export const recipientCount = (sealed: Uint8Array): number => readAge(sealed).recipients

/** The padded length of what is inside: always a bucket, when one of our clients made it. */
export const plainSize = (sealed: Uint8Array): number => readAge(sealed).plainSize
