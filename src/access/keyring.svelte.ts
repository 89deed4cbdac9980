// The keys of whoever sits at the desk: in the memory of the page, and for a reload wrapped in session storage under a key
// that cannot leave the browser. Nothing here ever reaches the server or a disk in readable form.
import {
  asSealed,
  base64url,
  fromBase64url,
  keysFrom,
  newRoot,
  open,
  openFile,
  openWrap,
  seal,
  wrapRoot,
  type Context,
  type Keys,
  type Opened,
  type Sealed
} from '#seal/index.ts'
import { forgetStored, loadStored, store } from './key-storage.client.ts'
import type { CircleKeys } from './circles.server.ts'

export const lockAfter = { own: 15 * 60_000, shared: 5 * 60_000 } as const

type Holder = { account: string; network: string; sharedComputer: boolean }
type Account = Holder & { root: Uint8Array; keys: Keys }

let account: Account | undefined
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- keys are looked up, never shown
const circles = new Map<string, { root: Uint8Array; keys: Keys }>()
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

// eslint-disable-next-line svelte/prefer-svelte-reactivity -- called, never shown
const sealers = new Set<() => Promise<unknown>>()

/** Called just before the keys are forgotten, so that what is being typed can still be sealed. Gives the way to stop. */
export const beforeLock = (seal: () => Promise<unknown>): (() => void) => {
  sealers.add(seal)
  return () => void sealers.delete(seal)
}

/** Forgets every key, here and in storage. What is being typed stays on the screen, or is sealed first (`beforeLock`). */
export const lock = async () => {
  // a lock that waits for ever would be none
  const patience = new Promise(resolve => setTimeout(resolve, 1500))
  if (account && sealers.size)
    await Promise.race([Promise.allSettled([...sealers].map(seal => seal())), patience])
  account = undefined
  circles.clear()
  state.open = false
  await forgetStored()
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

/** The circle's keys of an epoch, from the wrap made for this account; kept until locked. Throws SealError, or `no-key`. */
export const circleKeys = async (from: CircleKeys, circle: string, epoch: number): Promise<Keys> =>
  (await held(from, circle, epoch)).keys

const held = async (from: CircleKeys, circle: string, epoch: number) => {
  const id = `${circle} ${epoch}`
  const known = circles.get(id)
  if (known) return known
  const wrap = from.wraps.find(w => w.circle === circle && w.epoch === epoch)
  if (!wrap) throw new Error('no-key')
  const opened = await openWrap({
    network: me().network,
    circle,
    epoch,
    account: me().account,
    sealed: asSealed<Uint8Array>(fromBase64url(wrap.sealed)) as never,
    identities: [me().keys.identity],
    verifier: writer => (writer === `acc:${wrap.grantedBy}` ? signerKey(from, writer) : null)
  })
  const entry = { root: opened.value as Uint8Array, keys: await keysFrom(opened.value, 'circle') }
  circles.set(id, entry)
  return entry
}

/** Wraps a circle's root, which this account holds, for a colleague's account key. */
export const wrapFor = async (
  from: CircleKeys,
  place: { circle: string; epoch: number },
  colleague: { account: string; recipient: string }
): Promise<string> => {
  const { root } = await held(from, place.circle, place.epoch)
  return wrapCircle(root, place, colleague)
}

const wrapCircle = async (
  root: Uint8Array,
  place: { circle: string; epoch: number },
  colleague: { account: string; recipient: string }
) =>
  base64url(
    await wrapRoot({
      root,
      network: me().network,
      ...place,
      account: colleague.account,
      recipient: colleague.recipient,
      signer: signer(),
      at: now()
    })
  )

/** A new circle, made here: the server gets its public key and the wraps, never its root. */
export const newCircle = async (holders: { account: string; recipient: string }[]) => {
  const root = newRoot()
  const keys = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  const wraps = []
  for (const holder of holders)
    wraps.push({ account: holder.account, sealed: await wrapCircle(root, { circle: id, epoch: 1 }, holder) })
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
    verifier: writer => signerKey(from, writer),
    anonymous
  })
}

export const openSealedFile = async (
  from: CircleKeys,
  sealed: Uint8Array,
  place: { circle: string; epoch: number },
  manifest: { size: number; sha256: string }
) =>
  openFile(
    asSealed(sealed) as Sealed<never>,
    [(await circleKeys(from, place.circle, place.epoch)).identity],
    manifest
  )

const signerKey = (from: CircleKeys, writer: string): Uint8Array | null => {
  const key = from.signers[writer]
  return key ? fromBase64url(key) : null
}

/** A place in a row of one's own: sealed to this account's key alone, so the account stands where a circle would. */
type OwnPlace = { kind: string; table: string; row: string; purpose: string; rev: number }
const ownContext = ({ table, row, purpose, rev }: OwnPlace): Context => ({
  network: me().network,
  table,
  row,
  circle: me().account,
  epoch: 1,
  purpose,
  rev
})

/** Seals unfinished work to this account's own key. */
export const sealForMe = async (value: unknown, place: OwnPlace): Promise<string> =>
  base64url(
    await seal(value, {
      kind: place.kind,
      ctx: ownContext(place),
      signer: signer(),
      at: now(),
      recipients: [me().keys.recipient]
    })
  )

/** Opens what `sealForMe` made, and nothing that anybody else wrote. */
export const openMine = async <T>(sealed: string, place: OwnPlace): Promise<T> =>
  (
    await open<T>(asSealed<T>(fromBase64url(sealed)), {
      identities: [me().keys.identity],
      kind: place.kind,
      ctx: ownContext(place),
      verifier: writer => (writer === by() ? me().keys.signPublic : null)
    })
  ).value
