// Wrong tries per address, in memory only: after ten within a quarter of an hour the address waits. An attacker can make
// a known person wait, never find out whether they exist; a restart forgets, and Argon2 in the way keeps guessing slow.
const window = 15 * 60_000
const limit = 10
const tries = new Map<string, { count: number; since: number }>()

export const attempts = {
  allow: (key: string, at = performance.now()) => {
    const seen = tries.get(key)
    if (seen && at - seen.since > window) tries.delete(key)
    return (tries.get(key)?.count ?? 0) < limit
  },
  failed: (key: string, at = performance.now()) => {
    const seen = tries.get(key) ?? { count: 0, since: at }
    tries.set(key, { ...seen, count: seen.count + 1 })
    if (tries.size > 10_000) for (const [k, t] of tries) if (at - t.since > window) tries.delete(k)
  },
  forget: (key: string) => tries.delete(key)
}
