// The keys of whoever sits at the desk: in the memory of the page, and for a reload wrapped in session storage under a key
// that cannot leave the browser. Nothing here ever reaches the server or a disk in readable form.
import {
  asSealed,
  base64url,
  derive,
  fromBase64url,
  keysFrom,
  newRoot,
  open,
  openFile,
  seal,
  wrapRoot,
  type Context,
  type Keys,
  type Opened
} from '#seal/index.ts'
import { ownId } from '#seal/own-id.ts'
import { vouch } from '#seal/vouch.ts'
import { findNewest, findRoot, nothingKnown, writerIn } from './circle-roots.ts'
import { mostBytes } from '#kernel/file-limits.ts'
import { forgetAllStored, forgetStored, loadStored, store } from './key-storage.client.ts'
import { nextEpoch, unsureOf, type Renewal, type Staying } from './next-epoch.ts'
import type { CircleKeys } from './circles.server.ts'

export const lockAfter = { own: 15 * 60_000, shared: 5 * 60_000 } as const

type Holder = { account: string; network: string; sharedComputer: boolean }
type Account = Holder & { root: Uint8Array; keys: Keys }

let account: Account | undefined
let known = nothingKnown()
const state = $state({ open: false, lockAt: 0 })

/** `open` and when it locks by itself (milliseconds since 1970); both reactive. */
export const keyState = state

/** Takes the account's root after sign-in or unlocking. */
export const openKeys = async (root: Uint8Array, holder: Holder) => {
  account = { ...holder, root, keys: await keysFrom(root, 'account') }
  state.open = true
  touch()
  await store(root, holder)
}

/** After a reload: true when the keys of this account were still there. */
export const restoreKeys = async (me: { account: string; network: string }): Promise<boolean> => {
  if (account?.account === me.account) return true
  const stored = await loadStored(lockAfter)
  if (!stored || stored.holder.account !== me.account) {
    await lock()
    return false
  }
  await openKeys(stored.root, stored.holder)
  return true
}

/** Forgets every key, here and in storage. What is being typed stays on the screen. `all`: of the other tabs, what a reload would bring back. */
export const lock = async (all = false) => {
  account = undefined
  known = nothingKnown()
  state.open = false
  await (all ? forgetAllStored() : forgetStored())
}

/** The circles whose keys were opened here, and forgetting those which this account is in no more. */
export const openedCircles = (): string[] => {
  const circles = [...known.roots.keys()].map(id => id.split(' ')[0]!)
  return circles.filter((circle, at) => circles.indexOf(circle) === at)
}
export const forgetCircles = (gone: readonly string[]) => {
  const isGone = (id: string) => gone.includes(id.split(' ')[0]!)
  for (const id of [...known.roots.keys()].filter(isGone)) known.roots.delete(id)
  for (const id of [...known.ledBack].filter(isGone)) known.ledBack.delete(id)
}

/** Any sign of life puts the lock off. */
export const touch = () => {
  if (account) state.lockAt = Date.now() + lockAfter[account.sharedComputer ? 'shared' : 'own']
}

export const me = (): Account => {
  if (!account) throw new Error('keys are locked')
  return account
}

const now = () => new Date().toISOString()
const by = () => `acc:${me().account}` as const
const signer = () => ({ by: by(), signPrivate: me().keys.signPrivate })

const opener = () => ({
  network: me().network,
  account: me().account,
  identity: me().keys.identity
})

/** The circle's keys of an epoch, also of one before the account came; kept until locked. Throws SealError, or `no-key`. */
export const circleKeys = async (from: CircleKeys, circle: string, epoch: number): Promise<Keys> =>
  (await findRoot(from, { circle, epoch }, opener(), known)).keys

/** The circle's newest key, to seal with: derived from the root held here, never the one the server names. */
export const newestKey = async (from: CircleKeys, circle: string) => {
  const { epoch, keys } = await findNewest(from, circle, opener(), known)
  return { epoch, recipient: keys.recipient }
}

type Colleague = { account: string; recipient: string }

/** Wraps a circle's root, which this account holds, for a colleague whose key number was compared; and vouches for it. */
export const wrapFor = async (
  from: CircleKeys,
  place: { circle: string; epoch: number },
  colleague: Colleague
): Promise<{ sealed: string; vouch: string }> => {
  const { root } = await findRoot(from, place, opener(), known)
  return wrapCircle(root, place, colleague)
}

const wrapCircle = async (
  root: Uint8Array,
  place: { circle: string; epoch: number },
  { account, recipient }: Colleague
) => {
  const one = { network: me().network, ...place, account, recipient }
  const sealed = await wrapRoot({ ...one, root, signer: signer(), at: now() })
  return { sealed: base64url(sealed), vouch: base64url(vouch(root, one)) }
}

/**
 * A new key for a circle somebody left. `unsure` are those whose key nobody has vouched for and who are not in `compared`:
 * while there are any, nothing is made.
 */
export const renewCircle = async (
  renewal: Renewal,
  compared: readonly string[] = []
): Promise<{ unsure: Staying[] } | { made: Awaited<ReturnType<typeof nextEpoch>> }> => {
  const { network, account, keys } = me()
  const maker = { network, account, recipient: keys.recipient, signPrivate: keys.signPrivate }
  const held = await findNewest(renewal.keys, renewal.circle, opener(), known)
  const unsure = unsureOf(renewal, held, maker).filter(
    holder => !compared.includes(`${holder.account} ${holder.recipient}`)
  )
  if (unsure.length || held.epoch !== renewal.epoch) return { unsure }
  return { made: await nextEpoch(renewal, held, maker, newRoot(), now()) }
}

/** A new circle, made here: the server gets its public key and the wraps, never its root. */
export const newCircle = async (holders: Colleague[]) => {
  const root = newRoot()
  const keys = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  const wraps = []
  for (const holder of holders)
    wraps.push({ account: holder.account, ...(await wrapCircle(root, { circle: id, epoch: 1 }, holder)) })
  return { id, recipient: keys.recipient, wraps }
}

/** Seals a value into a row of a circle (or circles: `also` are further recipients, such as the reporter). Signed and dated. */
export const sealInto = async (
  value: unknown,
  place: Omit<Context, 'network'> & { kind: string },
  recipients: string[]
): Promise<string> => {
  const { kind, ...ctx } = place
  return base64url(
    await seal(value, {
      kind,
      ctx: { network: me().network, ...ctx },
      signer: signer(),
      at: now(),
      recipients
    })
  )
}

/** Opens what stands in a row of a circle; `anonymous` where the writer may be nobody known (a report). */
export const openFrom = async <T>(
  from: CircleKeys,
  sealed: string,
  place: Omit<Context, 'network'> & { kind: string },
  anonymous?: 'allowed'
): Promise<Opened<T>> => {
  const { kind, ...ctx } = place
  const keys = await circleKeys(from, place.circle, place.epoch)
  return open<T>(asSealed<T>(fromBase64url(sealed)), {
    identities: [keys.identity],
    kind,
    ctx: { network: me().network, ...ctx },
    verifier: writerIn(from, place.circle),
    anonymous
  })
}

/** What only this account shall read (a note that is being typed): sealed to the own key, bound to the own account. */
export const sealForMe = async (value: unknown, place: OwnPlace): Promise<string> =>
  sealInto(value, { ...place, circle: me().account, epoch: 1 }, [me().keys.recipient])

export const openMine = async <T>(sealed: string, { kind, ...ctx }: OwnPlace): Promise<T> => {
  const opened = await open<T>(asSealed<T>(fromBase64url(sealed)), {
    identities: [me().keys.identity],
    kind,
    ctx: { network: me().network, ...ctx, circle: me().account, epoch: 1 },
    verifier: writer => (writer === by() ? me().keys.signPublic : null)
  })
  return opened.value
}
type OwnPlace = Omit<Context, 'network' | 'circle' | 'epoch'> & { kind: string }

/** Opens a file piece by piece as it comes, and holds it against its manifest. Throws SealError, or what fetching throws. */
export const openSealedFile = async (
  from: CircleKeys,
  pieces: AsyncIterable<Uint8Array>,
  place: { circle: string; epoch: number },
  manifest: { size: number; sha256: string }
) => {
  // a manifest is a stranger's word: memory is asked for only up to what can have been sent
  if (!(manifest.size <= mostBytes)) throw new Error('larger than any file of ours')
  return openFile(pieces, [(await circleKeys(from, place.circle, place.epoch)).identity], manifest)
}

/**
 * The key under which a team makes match tokens (seal/match.ts). From the circle's first root, so that what was noted before a new key
 * still meets what is asked after it; whoever holds a later root can go back to the first.
 */
export const matchKey = async (from: CircleKeys, circle: string): Promise<Uint8Array> =>
  derive((await findRoot(from, { circle, epoch: 1 }, opener(), known)).root, 'fener/v1/circle/match')

/**
 * An id that follows from words, for this account alone: the same words give the same id, also after a reload, and whoever does not
 * hold the account's root cannot try words against it.
 */
export const idFromWords = (words: string): string => ownId(derive(me().root, 'fener/v1/account/ids'), words)
