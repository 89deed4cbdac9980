// A reload must not ask for the password again, and the disk must not hold a key: the root lies in session storage,
// encrypted under an AES key that IndexedDB holds as not extractable. Neither half is of use alone; both end with the tab.
type Holder = { account: string; network: string; sharedComputer: boolean }
type LockAfter = { own: number; shared: number }

const name = 'fener-keys'
const slot = 'k'

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
  await run('readwrite', keys => keys.put(key, slot))
  sessionStorage.setItem(
    slot,
    JSON.stringify({ holder, at: Date.now(), iv: [...iv], sealed: [...new Uint8Array(sealed)] })
  )
}

export const loadStored = async (
  lockAfter: LockAfter
): Promise<{ root: Uint8Array; holder: Holder } | undefined> => {
  const text = sessionStorage.getItem(slot)
  if (!text || typeof indexedDB === 'undefined') return undefined
  try {
    const { holder, at, iv, sealed } = JSON.parse(text)
    if (Date.now() - at > lockAfter.own) return undefined
    const key = (await run('readonly', keys => keys.get(slot))) as CryptoKey | undefined
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
  const text = sessionStorage.getItem(slot)
  if (text) sessionStorage.setItem(slot, JSON.stringify({ ...JSON.parse(text), at: Date.now() }))
}

export const forgetStored = async (): Promise<void> => {
  sessionStorage.removeItem(slot)
  if (typeof indexedDB !== 'undefined') await run('readwrite', keys => keys.delete(slot)).catch(() => {})
}
