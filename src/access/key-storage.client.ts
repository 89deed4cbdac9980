// A reload must not ask for the password again, and the disk must not hold a key: the root lies in session storage,
// encrypted under an AES key that IndexedDB holds as not extractable. Neither half is of use alone. Every tab has a key of its own:
// one that locks itself, or was opened without keys, does not lock the others.
type Holder = { account: string; network: string; sharedComputer: boolean }
type LockAfter = { own: number; shared: number }

const name = 'fener-keys'
/** Where the tab's half lies in session storage; it names the other half in IndexedDB. */
const item = 'k'
type Stored = { half: string; holder: Holder; at: number; iv: number[]; sealed: number[] }

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore('keys')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const run = async <T>(mode: IDBTransactionMode, act: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const db = await database()
  try {
    return await new Promise((resolve, reject) => {
      const request = act(db.transaction('keys', mode).objectStore('keys'))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } finally {
    db.close()
  }
}

const bound = (holder: Holder) => new TextEncoder().encode(JSON.stringify([holder.account, holder.network]))

export const store = async (root: Uint8Array, holder: Holder): Promise<void> => {
  // on a shared computer nothing outlives the page
  if (holder.sharedComputer || typeof indexedDB === 'undefined') return
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bound(holder) },
    key,
    new Uint8Array(root)
  )
  await forgetStored()
  const half = crypto.randomUUID()
  await run('readwrite', keys => keys.put(key, half))
  keep({ half, holder, at: Date.now(), iv: [...iv], sealed: [...new Uint8Array(sealed)] })
}

export const loadStored = async (
  lockAfter: LockAfter
): Promise<{ root: Uint8Array; holder: Holder } | undefined> => {
  const stored = kept()
  if (!stored || typeof indexedDB === 'undefined') return undefined
  try {
    const { half, holder, at, iv, sealed } = stored
    if (Date.now() - at > lockAfter.own) return undefined
    const key = (await run('readonly', keys => keys.get(half))) as CryptoKey | undefined
    if (!key) return undefined
    const root = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: Uint8Array.from(iv), additionalData: bound(holder) },
      key,
      Uint8Array.from(sealed)
    )
    return { root: new Uint8Array(root), holder }
  } catch {
    return undefined
  }
}

/** Notes that the person is still there, so that a reload within the lock's time keeps the keys. */
export const stillHere = () => {
  const stored = kept()
  if (stored) keep({ ...stored, at: Date.now() })
}

/** Of this tab. */
export const forgetStored = async (): Promise<void> => {
  const stored = kept()
  sessionStorage.removeItem(item)
  if (stored && typeof indexedDB !== 'undefined')
    await run('readwrite', keys => keys.delete(stored.half)).catch(() => {})
}

/** Of every tab: whoever locks, leaves or loses a device means all of them, once they are loaded anew. */
export const forgetAllStored = async (): Promise<void> => {
  sessionStorage.removeItem(item)
  if (typeof indexedDB !== 'undefined') await run('readwrite', keys => keys.clear()).catch(() => {})
}

const kept = (): Stored | undefined => {
  try {
    return (JSON.parse(sessionStorage.getItem(item) ?? 'null') as Stored | null) ?? undefined
  } catch {
    return undefined
  }
}
const keep = (stored: Stored) => sessionStorage.setItem(item, JSON.stringify(stored))
