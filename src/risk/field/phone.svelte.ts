// This phone: set up once with a PIN, then locked and unlocked. The root that opens its box lives in the memory of the page alone, and
// the box holds forms, matrices, leaflets and drafts. What is finished is not in the box: it is sealed to others (finish.client.ts).
import { forgetAllStored } from '#access/key-storage.client.ts'
import { Problem } from '#kernel/problem.ts'
import type { Locale } from '#kernel/locale.ts'
import {
  base64url,
  fromBase64url,
  newRoot,
  openAccountRoot,
  passwordKeys,
  random,
  wrapAccountRoot
} from '#seal/index.ts'
import { ask } from '#ui/ask.ts'
import { boxKey, putIntoBox, takeFromBox } from './box.client.ts'
import type { Bundle, Contact } from './bundle.ts'
import type { Label } from './draft.ts'
import { today } from './on-this-phone.client.ts'
import { afterWrong, noTries, stillToWait, triesLeft, weakness, type Tries } from './pin.ts'
import { change, eraseAll, read, readAll, type Store } from './store.client.ts'

export const lockAfter = 5 * 60_000

type Kept = {
  /** The box is bound to it. */
  id: string
  network: string
  account: string
  salt: string
  /** Null after too many wrong tries: the drafts are gone, what is finished still goes out. */
  wrapped: string | null
  tries: Tries
  locale: Locale
  hash: string | null
}

type Listed = Label & { id: string }
const state = $state({
  stage: 'loading' as 'loading' | 'new' | 'locked' | 'open' | 'erased',
  /** Signed in or not, while the phone is not set up. */
  person: null as string | null,
  signedOut: false,
  unfinished: [] as Listed[],
  waiting: [] as Listed[],
  unfinishedCount: 0,
  waitingCount: 0,
  sentToday: 0,
  /** Days by which the server found this clock wrong; 0: right. */
  clockOff: 0,
  erased: { unfinished: 0, waiting: 0 },
  tries: noTries as Tries,
  broken: false,
  lockAt: 0
})
export const phone = state

let kept: Kept | undefined
let key: CryptoKey | undefined
let bundle = $state.raw<Bundle>()

export const taken = (): Bundle | undefined => bundle
export const deviceId = (): string | undefined => kept?.id
export const keptLocale = (): Locale | undefined => kept?.locale

const place = (store: Store, name: string) => `${kept!.id} ${store} ${name}`
const box = () => {
  if (!key) throw new Problem('field.locked', 409)
  return key
}
export const sealAway = (store: Store, name: string, value: unknown) =>
  putIntoBox(box(), place(store, name), value)
export const takeOut = <T>(store: Store, name: string, sealed: Uint8Array) =>
  takeFromBox<T>(box(), place(store, name), sealed)

const writeKept = (next: Kept) => {
  kept = next
  state.tries = next.tries
  state.broken = next.wrapped === null
  return change(['device'], store => void store('device').put(next, 'me'))
}

/** Looks what this phone is. */
export const startPhone = async () => {
  kept = await read<Kept>('device', 'me')
  state.stage = kept ? 'locked' : 'new'
  state.tries = kept?.tries ?? noTries
  state.broken = kept?.wrapped === null
  await recount()
}

/** The three plain numbers, and the lists behind them where the box is open. */
export const recount = async () => {
  const [drafts, out] = [await readAll<Uint8Array>('drafts'), await readAll<{ label: Uint8Array }>('out')]
  const sent = await read<{ day: string; count: number }>('sent', 'sent')
  state.unfinishedCount = drafts.length
  state.waitingCount = out.length
  state.sentToday = sent?.day === today() ? sent.count : 0
  if (!key) return
  const listed = async (store: Store, rows: { key: string; value: Uint8Array }[]) => {
    const labels: Listed[] = []
    for (const row of rows) {
      const label = await takeOut<Label>(store, row.key, row.value).catch(() => undefined)
      if (label) labels.push({ id: row.key, n: label.n, at: label.at })
    }
    return labels.sort((a, b) => a.at.localeCompare(b.at))
  }
  state.unfinished = await listed('drafts', drafts)
  state.waiting = await listed(
    'out',
    out.map(row => ({ key: row.key, value: row.value.label }))
  )
}

/** Once, with a line: the server learns of the phone, and the phone gets its box. Throws Problem `field.pin-…`. */
export const setUpPhone = async (pin: string, locale: Locale) => {
  const weak = weakness(pin)
  if (weak) throw new Problem(`field.pin-${weak}`, 422)
  const { id, network, account } = await setUpHere()
  const root = newRoot()
  const salt = random(16)
  const { wrap } = await passwordKeys(pin, salt)
  const wrapped = await wrapAccountRoot(root, wrap, { account: id, network, kind: 'pin' })
  key = await boxKey(root)
  await writeKept({
    id,
    network,
    account,
    salt: base64url(salt),
    wrapped: base64url(wrapped),
    tries: noTries,
    locale,
    hash: null
  })
  void navigator.storage?.persist?.()
  // signing in has left the account's keys in this tab, for the desk: the field needs none of them
  await forgetAllStored()
  open()
}

const setUpHere = () => ask<{ id: string; network: string; account: string }>('/field/device', {})

/** Throws Problem: `field.wait`, `field.pin-wrong`, `field.pin-gone`. */
export const unlockPhone = async (pin: string) => {
  const { wrapped, salt, id, network } = kept!
  const wait = stillToWait(kept!.tries, Date.now())
  if (wait > 0) throw new Problem('field.wait', 429, { seconds: wait })
  if (!wrapped) throw new Problem('field.pin-gone', 410)
  // counted before it is tried: pulling the battery at the right moment must not make a try free
  await writeKept({ ...kept!, tries: afterWrong(kept!.tries, Date.now()) })
  const { wrap } = await passwordKeys(pin, fromBase64url(salt))
  const root = await openAccountRoot(fromBase64url(wrapped), wrap, {
    account: id,
    network,
    kind: 'pin'
  }).catch(() => undefined)
  if (!root) {
    const left = triesLeft(kept!.tries)
    if (left === 0) await forgetDrafts()
    throw left === 0 ? new Problem('field.pin-gone', 410) : new Problem('field.pin-wrong', 403, { left })
  }
  await writeKept({ ...kept!, tries: noTries })
  key = await boxKey(root)
  const stored = await read<Uint8Array>('kept', 'bundle')
  bundle = stored && (await takeOut<Bundle>('kept', 'bundle', stored).catch(() => undefined))
  open()
}

const open = () => {
  state.stage = 'open'
  stillThere()
  void recount()
}

export const lockPhone = () => {
  if (state.stage !== 'open') return
  key = undefined
  bundle = undefined
  state.unfinished = []
  state.waiting = []
  state.stage = 'locked'
}

/** Any sign of life puts the lock off. */
export const stillThere = () => {
  state.lockAt = Date.now() + lockAfter
}

const forgetDrafts = async () => {
  await change(['device', 'drafts', 'kept'], store => {
    store('drafts').clear()
    store('kept').clear()
    store('device').put({ ...kept!, wrapped: null }, 'me')
  })
  kept = { ...kept!, wrapped: null }
  state.broken = true
  await recount()
}

export const keepLocale = (locale: Locale) => kept && writeKept({ ...kept, locale })

/** Takes over what the server said; gives it. Throws Problem `common.offline` without a line. */
export const contact = async (): Promise<Contact> => {
  const asked = { kept: kept !== undefined, hash: key ? (kept?.hash ?? null) : 'locked' }
  let said = await ask<Contact>('/field/contact', asked)
  if (said.who === 'person' && kept && said.account === kept.account) {
    // the browser lost the cookie by which the server knows the phone; its person has signed in
    await setUpHere()
    said = await ask<Contact>('/field/contact', asked)
  }
  state.clockOff = Math.round((Date.now() - Date.parse(said.now)) / 86_400_000)
  state.person = said.who === 'person' ? said.name : null
  state.signedOut = said.who !== 'device'
  if (said.who === 'ended' && kept) await forgetEverything()
  else if (said.bundle && key && kept) {
    const sealed = await sealAway('kept', 'bundle', said.bundle)
    await change(['kept', 'device'], store => {
      store('kept').put(sealed, 'bundle')
      store('device').put({ ...kept!, hash: said.hash }, 'me')
    })
    kept = { ...kept, hash: said.hash }
    bundle = said.bundle
  }
  return said
}

/** The person's access, or this phone's, has ended. */
const forgetEverything = async () => {
  state.erased = { unfinished: state.unfinishedCount, waiting: state.waitingCount }
  lockPhone()
  kept = undefined
  await eraseAll()
  await forgetAllStored()
  state.unfinishedCount = state.waitingCount = state.sentToday = 0
  state.stage = 'erased'
  for (const one of (await navigator.serviceWorker?.getRegistrations?.()) ?? []) await one.unregister()
}
