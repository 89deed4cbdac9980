import { randomInt } from 'node:crypto'

/** An integer from 0 up to, but not including, n; uniform and unforeseeable. */
export const randomBelow = (n: number): number => randomInt(n)
