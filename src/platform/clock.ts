/** Time comes in as an argument, so that a rule about deadlines can be tested on any day. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, for tests and the demonstration. */
export const clockAt = (iso: string): Clock => ({ now: () => new Date(iso) })
