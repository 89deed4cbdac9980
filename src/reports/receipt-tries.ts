// Guessing codes is hopeless (76 bits behind Argon2); trying many still costs the machine, so one client who brought many wrong
// codes waits. A code is never locked: whoever knows the digits gets in from anywhere else.

export const triesBeforeWait = 20
export const waitMinutes = 10

/** Clients are what `nameOf` makes of an address: a keyed hash, so that not even the memory holds one. Forgotten after the wait. */
export const receiptTries = (nameOf: (address: string) => string, clock: () => number) => {
  const wrong = new Map<string, number[]>()
  const recent = (client: string) => {
    const since = clock() - waitMinutes * 60_000
    const times = (wrong.get(client) ?? []).filter(time => time > since)
    if (times.length) wrong.set(client, times)
    else wrong.delete(client)
    return times
  }
  /** Memory stays small also when many come: a sweep over all whenever there are many. */
  const sweep = () => {
    if (wrong.size > 10_000) for (const client of [...wrong.keys()]) recent(client)
  }
  return {
    mustWait: (address: string): boolean => recent(nameOf(address)).length >= triesBeforeWait,
    wasWrong: (address: string): void => {
      const client = nameOf(address)
      wrong.set(client, [...recent(client), clock()])
      sweep()
    }
  }
}
