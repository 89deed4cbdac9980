// From what the server hands out to the roots of a circle's epochs. Pure: everything is checked here, nothing is believed
// because the server says so, and every root found must give the public key that the epoch names.
import {
  asSealed,
  constantTimeEqual,
  fromBase64url,
  keysFrom,
  openPrevious,
  openUnsignedWrap,
  openWrap,
  SealError,
  type Keys,
  type Sealed,
  type Verifier
} from '#seal/index.ts'
import type { CircleKeys } from './circles.server.ts'

export type Held = { root: Uint8Array; keys: Keys }
/** Whose wraps are opened. */
export type Opener = { network: string; account: string; identity: string }
export type EpochPlace = { circle: string; epoch: number }
/** What was opened before, by `circle epoch`, and which newest epochs were found to lead back; both filled on the way. */
export type Known = { roots: Map<string, Held>; ledBack: Set<string> }
export const nothingKnown = (): Known => ({ roots: new Map(), ledBack: new Set() })

/** Who made and granted where nobody known did. */
const nobody = '00000000-0000-0000-0000-000000000000'

const idOf = ({ circle, epoch }: EpochPlace) => `${circle} ${epoch}`
const sealedRoot = (text: string) => asSealed<Uint8Array>(fromBase64url(text)) as Sealed<Uint8Array>

const epochOf = (from: CircleKeys, { circle, epoch }: EpochPlace) => {
  const found = from.epochs.find(e => e.circle === circle && e.epoch === epoch)
  if (!found) throw new Error('no-key')
  return found
}

export const keyOfSigner = (from: CircleKeys, writer: string): Uint8Array | null => {
  const key = from.signers[writer]
  return key ? fromBase64url(key) : null
}

const everHeld = (from: CircleKeys, circle: string, account: string) =>
  from.holders.some(h => h.circle === circle && h.account === account)

/** By the server's clock: a staff computer's own may be a day off, and must not lock a team out of its past. */
const heldAt = (from: CircleKeys, circle: string, account: string, at: string) =>
  from.holders.some(
    h => h.circle === circle && h.account === account && h.from <= at && (h.until === null || at <= h.until)
  )

/**
 * Whose signature counts on what stands in a circle: those who hold or held its key, and whoever made it (an operator who
 * opens a case is not on its team).
 */
export const writerIn =
  (from: CircleKeys, circle: string): Verifier =>
  writer => {
    const account = writer.replace(/^acc:/, '')
    const made = from.epochs.some(e => e.circle === circle && e.madeBy === account)
    return made || everHeld(from, circle, account) ? keyOfSigner(from, writer) : null
  }

/** A wrap counts when whoever is said to have granted it signed it, and held the key or made the circle. */
const granterOf =
  (from: CircleKeys, place: EpochPlace, grantedBy: string): Verifier =>
  writer => {
    const maker = place.epoch === 1 && epochOf(from, place).madeBy === grantedBy
    const entitled = maker || everHeld(from, place.circle, grantedBy)
    return entitled && writer === `acc:${grantedBy}` ? keyOfSigner(from, writer) : null
  }

/** A new epoch counts when somebody made it who held the circle's key at that time. */
const makerOf = (from: CircleKeys, place: EpochPlace): Verifier => {
  const { madeBy, madeAt } = epochOf(from, place)
  return writer =>
    writer === `acc:${madeBy}` && heldAt(from, place.circle, madeBy, madeAt)
      ? keyOfSigner(from, writer)
      : null
}

const heldFrom = async (from: CircleKeys, place: EpochPlace, root: Uint8Array): Promise<Held> => {
  const keys = await keysFrom(root, 'circle')
  if (keys.recipient !== epochOf(from, place).recipient)
    throw new SealError('wrong-context', 'the epoch names another key')
  return { root, keys }
}

const fromOwnWrap = async (from: CircleKeys, place: EpochPlace, opener: Opener) => {
  const wrap = from.wraps.find(w => w.circle === place.circle && w.epoch === place.epoch)
  if (!wrap) return undefined
  const mine = {
    ...place,
    network: opener.network,
    account: opener.account,
    sealed: sealedRoot(wrap.sealed),
    identities: [opener.identity]
  }
  // a report that keeps an organisation away was wrapped by whoever wrote it; the id of such a circle is made of its key
  const { value } =
    wrap.grantedBy === nobody
      ? await openUnsignedWrap(mine)
      : await openWrap({ ...mine, verifier: granterOf(from, place, wrap.grantedBy) })
  return heldFrom(from, place, value)
}

/** One step back: the root of the epoch before, out of the link that the newer epoch carries. */
const stepBack = async (from: CircleKeys, newer: EpochPlace, held: Held, network: string): Promise<Held> => {
  const { previous } = epochOf(from, newer)
  if (!previous) throw new Error('no-key')
  const { value } = await openPrevious({
    ...newer,
    network,
    sealed: sealedRoot(previous),
    identities: [held.keys.identity],
    verifier: makerOf(from, newer)
  })
  return heldFrom(from, { ...newer, epoch: newer.epoch - 1 }, value)
}

/**
 * The root of an epoch: from the wrap made for this account or, where there is none, back from the nearest newer epoch the
 * account does hold. Throws `no-key` when no way leads there, SealError when a step is not by someone who was entitled to it.
 */
export const findRoot = async (
  from: CircleKeys,
  place: EpochPlace,
  opener: Opener,
  known: Known
): Promise<Held> => {
  const already = known.roots.get(idOf(place))
  if (already) return already
  epochOf(from, place)
  const own = await fromOwnWrap(from, place, opener)
  if (own) {
    known.roots.set(idOf(place), own)
    return own
  }
  const newer = { ...place, epoch: place.epoch + 1 }
  const held = await findRoot(from, newer, opener, known)
  const found = await stepBack(from, newer, held, opener.network)
  known.roots.set(idOf(place), found)
  return found
}

/**
 * The newest epoch, to seal with. Where the account holds an older root by a wrap of its own, the newest must lead back to it:
 * whoever made the new key held the old one, so a server cannot slip in an epoch of its own making.
 */
export const findNewest = async (
  from: CircleKeys,
  circle: string,
  opener: Opener,
  known: Known
): Promise<Held & { epoch: number }> => {
  const newest = Math.max(...from.epochs.filter(e => e.circle === circle).map(e => e.epoch))
  const held = await findRoot(from, { circle, epoch: newest }, opener, known)
  const older = from.wraps.filter(w => w.circle === circle && w.epoch < newest).map(w => w.epoch)
  const id = idOf({ circle, epoch: newest })
  if (older.length && !known.ledBack.has(id)) {
    const since = Math.max(...older)
    let step = held
    for (let epoch = newest; epoch > since; epoch--)
      step = await stepBack(from, { circle, epoch }, step, opener.network)
    // the own wrap and the chain must come to the same root; compared here, because the server told both
    const own = await fromOwnWrap(from, { circle, epoch: since }, opener)
    if (!own || !constantTimeEqual(own.root, step.root))
      throw new SealError('wrong-context', 'the new key does not lead back to the old')
    known.ledBack.add(id)
  }
  return { ...held, epoch: newest }
}
