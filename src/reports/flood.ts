import { mostBytes, mostFiles } from '#kernel/file-limits.ts'

// When many reports come from one connection (REP1). The first cost nothing, then the sender's phone works or the sender
// waits, then the report is taken and held back for a look. It is never refused, and nobody else waits for it.
// Generous on purpose: behind one address may stand a school, a shelter or all phones of one provider.

/** From so many reports on, each costs so much work: 2^bits tries, of which a phone makes about 0.7 million a second. */
export type Step = { readonly from: number; readonly bits: number }
export type FloodSteps = { readonly steps: readonly Step[]; readonly holdFrom: number }

/** About 0.75, 6 and 24 seconds of a phone's work; from 80 on the report is held back as well. */
export const usualSteps: FloodSteps = {
  steps: [
    { from: 10, bits: 19 },
    { from: 20, bits: 22 },
    { from: 40, bits: 24 }
  ],
  holdFrom: 80
}

/** A connection's heat falls by one a minute, and never stands higher than this many minutes above `holdFrom`. */
const coolsPerMs = 1 / 60_000
const above = 20

export type Heat = { readonly heat: number; readonly at: number }
export const cold: Heat = { heat: 0, at: 0 }

export const heatAt = ({ heat, at }: Heat, now: number): number =>
  Math.max(0, heat - Math.max(0, now - at) * coolsPerMs)

/** `times` 1 for a report; less for one that was let in before and is sent again, as a phone does on a bad line. */
export const heatedBy = (before: Heat, now: number, { holdFrom }: FloodSteps, times = 1): Heat => ({
  heat: Math.min(heatAt(before, now) + times, holdFrom + above),
  at: now
})

/** Whole reports: ten in one minute are ten, though the first has already cooled a little. */
export const reportsOf = (heat: number): number => Math.round(heat)

/** 0: nothing asked. */
export const levelOf = (heat: number, { steps }: FloodSteps): number =>
  steps.filter(step => reportsOf(heat) >= step.from).length

/** Waiting costs no work and many can wait at once, so it is five times as long as the sum on a phone would take. */
export const secondsToWait = (bits: number): number => Math.max(3, Math.ceil((2 ** bits / 700_000) * 5))

/** `10:19,20:22,40:24,80`: from how many reports which bits, and from where on they are held back. Undefined when malformed. */
export const readSteps = (text: string): FloodSteps | undefined => {
  const found = /^((?:\d{1,4}:\d{1,2},)+)(\d{1,4})$/.exec(text.replace(/\s/g, ''))
  if (!found) return undefined
  const steps = found[1]!
    .slice(0, -1)
    .split(',')
    .map(step => step.split(':').map(Number))
    .map(([from, bits]) => ({ from: from!, bits: bits! }))
  const froms = [...steps.map(s => s.from), Number(found[2])]
  const rising = (numbers: number[]) => numbers.every((n, i) => i === 0 || n > numbers[i - 1]!)
  const wellFormed = rising(froms) && froms[0]! > 0 && rising(steps.map(s => s.bits))
  return wellFormed && steps.every(s => s.bits >= 4 && s.bits <= 30)
    ? { steps, holdFrom: Number(found[2]) }
    : undefined
}

/**
 * Bytes of files from one connection: two of the largest reports there can be at once, and one more an hour. So the parts of one
 * report are never slowed, however fast the line.
 */
const largestReport = mostFiles * (mostBytes + mostBytes / 8)
export const filesAtOnce = 2 * largestReport
const perSecond = largestReport / 3600
export const bytesAt = ({ heat, at }: Heat, now: number): number =>
  Math.max(0, heat - (Math.max(0, now - at) * perSecond) / 1000)
/** Seconds until more fits; 0 now. */
export const secondsUntil = (used: number): number => Math.ceil(Math.max(0, used - filesAtOnce) / perSecond)
