import { sha256 } from '@noble/hashes/sha2.js'
import { hex, utf8, type Bytes } from './bytes.ts'
import { SealError } from './errors.ts'
import type { Context } from './frame.ts'
import { keysFrom, newRoot } from './keys.ts'
import { openBytes, sealBytes, type Signer, type Verifier } from './seal.ts'
import type { Opened, Sealed } from './types.ts'

/*
 * How a circle's root reaches its members, and how it survives their leaving. Both are signed frames: the server
 * hands them out, so without a granter's signature it could hand out a root of its own.
 */

const TYPE = 'application/octet-stream'

type Place = { readonly network: string; readonly circle: string; readonly epoch: number }
type Signed = { readonly signer: Signer; readonly at: string }
type Opening = { readonly identities: readonly string[]; readonly verifier: Verifier }

/** The circle's root of this epoch, sealed to one member's account key (`recipient`). */
export function wrapRoot(
  wrap: Place & Signed & { readonly root: Uint8Array; readonly account: string; readonly recipient: string }
): Promise<Sealed<Uint8Array>> {
  const { root, signer, at, recipient } = wrap
  return sealBytes(rootOf(root), {
    kind: 'wrap',
    type: TYPE,
    ctx: wrapContext(wrap),
    signer,
    at,
    recipients: [recipient]
  })
}

/** A frame kind of its own, so that what nobody signed can never stand where a granter's signature belongs. */
const UNSIGNED = 'wrap-unsigned'

export type Reader = { readonly account: string; readonly recipient: string }

/**
 * The only id that an unsigned circle with this public key may have. Any other circle's id is random, so whoever hands out keys
 * cannot pass off a root of their own as the root of, say, a case.
 */
export function unsignedCircleId(recipient: string): string {
  const h = sha256(utf8(`fener/v1/unsigned-circle\0${recipient}`)).slice(0, 16)
  h[6] = (h[6]! & 0x0f) | 0x80
  h[8] = (h[8]! & 0x3f) | 0x80
  return hex(h).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * A circle made by somebody nobody knows (a reporter who keeps an organisation away): a fresh root, wrapped for each reader.
 * The wraps carry no signature, and `openUnsignedWrap` alone opens them. Throws 'bad-key' for a wrong recipient.
 */
export async function newUnsignedCircle(
  network: string,
  readers: readonly Reader[]
): Promise<{ circle: string; recipient: string; wraps: { account: string; sealed: Sealed<Uint8Array> }[] }> {
  const root = newRoot()
  const { recipient } = await keysFrom(root, 'circle')
  const circle = unsignedCircleId(recipient)
  const wraps = []
  for (const reader of readers) {
    const ctx = wrapContext({ network, circle, epoch: 1, account: reader.account })
    const frame = { kind: UNSIGNED, type: TYPE, ctx, at: null, recipients: [reader.recipient] }
    wraps.push({ account: reader.account, sealed: await sealBytes(root, frame) })
  }
  return { circle, recipient, wraps }
}

/** As `openWrap`, for a circle that nobody known has made. Throws 'wrong-context' when the circle's id is not made of its key. */
export async function openUnsignedWrap(
  wrap: Place & {
    readonly identities: readonly string[]
    readonly sealed: Sealed<Uint8Array>
    readonly account: string
  }
): Promise<Opened<Bytes>> {
  const expected = { kind: UNSIGNED, type: TYPE, ctx: wrapContext(wrap), recipientCount: 1 }
  const { sealed, identities } = wrap
  const opened = withRoot(
    await openBytes(sealed, { ...expected, identities, verifier: () => null, anonymous: 'allowed' })
  )
  const { recipient } = await keysFrom(opened.value, 'circle')
  if (wrap.epoch !== 1 || wrap.circle !== unsignedCircleId(recipient))
    throw new SealError('wrong-context', 'no circle of an unknown maker has this id')
  return opened
}

/**
 * The reverse, for the account it was made for. Throws 'wrong-context' for another account's wrap, another circle's or
 * an older epoch's; 'bad-signature' unless the verifier says the granter was allowed to grant.
 */
export async function openWrap(
  wrap: Place & Opening & { readonly sealed: Sealed<Uint8Array>; readonly account: string }
): Promise<Opened<Bytes>> {
  const { sealed, identities, verifier } = wrap
  const expected = { kind: 'wrap', type: TYPE, ctx: wrapContext(wrap), recipientCount: 1 }
  return withRoot(await openBytes(sealed, { ...expected, identities, verifier }))
}

/**
 * When someone leaves: the root of `epoch - 1`, sealed to the circle's own key of the new `epoch`. Who holds the new
 * root reads the old content; who holds only the old one does not read the new.
 */
export function sealPrevious(
  next: Place & Signed & { readonly previousRoot: Uint8Array; readonly recipient: string }
): Promise<Sealed<Uint8Array>> {
  const { previousRoot, signer, at, recipient } = next
  const ctx = epochContext(next)
  return sealBytes(rootOf(previousRoot), {
    kind: 'epoch',
    type: TYPE,
    ctx,
    signer,
    at,
    recipients: [recipient]
  })
}

/** Gives the root of `epoch - 1`; `identities` are those of `epoch`. Throws as `openWrap` does. */
export async function openPrevious(
  next: Place & Opening & { readonly sealed: Sealed<Uint8Array> }
): Promise<Opened<Bytes>> {
  const { sealed, identities, verifier } = next
  const expected = { kind: 'epoch', type: TYPE, ctx: epochContext(next), recipientCount: 1 }
  return withRoot(await openBytes(sealed, { ...expected, identities, verifier }))
}

const wrapContext = ({ network, circle, epoch, account }: Place & { readonly account: string }): Context => ({
  network,
  table: 'access.wraps',
  row: account,
  circle,
  epoch,
  purpose: 'wrap',
  rev: 1
})

function epochContext({ network, circle, epoch }: Place): Context {
  if (epoch < 2) throw new SealError('bad-value', 'the first epoch has none before it')
  return { network, table: 'access.circle_epochs', row: circle, circle, epoch, purpose: 'previous', rev: 1 }
}

function rootOf(root: Uint8Array): Uint8Array {
  if (root.length !== 32) throw new SealError('bad-key', 'a root is 32 bytes')
  return root
}

function withRoot(opened: Opened<Bytes>): Opened<Bytes> {
  rootOf(opened.value)
  return opened
}
