// What the phone keeps, in IndexedDB. Whoever reads these tables without the PIN sees how many there are, and nothing of what is in them.
export type Store = 'device' | 'kept' | 'drafts' | 'out' | 'sent'

const name = 'fener-field'
const stores: Store[] = ['device', 'kept', 'drafts', 'out', 'sent']

let opening: Promise<IDBDatabase> | undefined
const database = (): Promise<IDBDatabase> =>
  (opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store)
    }
    request.onsuccess = () => {
      // another tab that erases everything must not wait for this one
      request.result.onversionchange = () => {
        request.result.close()
        opening = undefined
      }
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  }))

/** All or nothing, and on the disk when it resolves: a phone may die at any moment. */
export const change = async (touched: Store[], act: (store: (name: Store) => IDBObjectStore) => void) => {
  const tx = (await database()).transaction(touched, 'readwrite', { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = tx.onerror = () => reject(tx.error)
  })
  act(store => tx.objectStore(store))
  return done
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export const read = async <T>(store: Store, key: string): Promise<T | undefined> =>
  asked((await database()).transaction(store).objectStore(store).get(key))

export const readAll = async <T>(store: Store): Promise<{ key: string; value: T }[]> => {
  const open = (await database()).transaction(store).objectStore(store)
  const [keys, values] = await Promise.all([asked(open.getAllKeys()), asked(open.getAll())])
  return keys.map((key, at) => ({ key: String(key), value: values[at] as T }))
}

export const countOf = async (store: Store): Promise<number> =>
  asked((await database()).transaction(store).objectStore(store).count())

/** Adds to a count inside the transaction that changes what is counted, so that nothing is counted twice. */
export const addOne = (store: IDBObjectStore, key: string, day: string) => {
  const request = store.get(key)
  request.onsuccess = () => {
    const before = request.result as { day: string; count: number } | undefined
    store.put({ day, count: (before?.day === day ? before.count : 0) + 1 }, key)
  }
}

/** Everything of ours on this phone, the pages kept for days without signal as well. */
export const eraseAll = async () => {
  // emptied first: another tab may hold the database open, and then it is deleted only when that closes
  await change(stores, store => stores.forEach(name => void store(name).clear()))
  const db = await opening?.catch(() => undefined)
  db?.close()
  opening = undefined
  await new Promise<void>(resolve => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = () => resolve()
    // whatever still holds it open closes at once (onversionchange above)
    request.onblocked = () => setTimeout(resolve, 2000)
  })
  if ('caches' in globalThis)
    for (const key of await caches.keys()) if (key.startsWith('fener-field')) await caches.delete(key)
}
