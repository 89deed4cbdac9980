// What this process remembers of connections: their keyed hash, how warm they are, and nothing of it on a disk or in a log.
// A ticket is bound to the client, the report's own key and the time by an HMAC, so the server keeps no table of them;
// it is good for that one report only, for a second report under the same key is the same report.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { now } from '#platform/clock.server.ts'
import { problem, type Problem } from '#kernel/problem.ts'
import { checkParts, fromHex, hex } from '#seal/index.ts'
import {
  bytesAt,
  cold,
  filesAtOnce,
  heatAt,
  heatedBy,
  levelOf,
  readSteps,
  reportsOf,
  secondsToWait,
  secondsUntil,
  usualSteps,
  type FloodSteps,
  type Heat
} from './flood.ts'

export type Sender = {
  /** A keyed hash that nothing leads back from. */
  client: string
  /** What stands in `x-proof` or in the form's hidden field. */
  proof?: string | undefined
}

const mostClients = 200_000
/** A phone on a bad line may say the same report a hundred times before it counts as five. */
const again = 0.05
const ticketKey = randomBytes(32)
const validFor = 30 * 60

const reports = new Map<string, Heat>()
const files = new Map<string, Heat>()
/** What was let in, by client and the report's own key, and whether it was held back then. */
const admitted = new Map<string, boolean>()
let steps: FloodSteps = (process.env.FLOOD_STEPS && readSteps(process.env.FLOOD_STEPS)) || usualSteps

/** For tests: other steps, and nobody known. */
export const useFloodSteps = (other: FloodSteps) => {
  steps = other
  reports.clear()
  files.clear()
  admitted.clear()
}

const seconds = () => Math.floor(now().getTime() / 1000)

const mac = (kind: string, client: string, key: string, bits: number, at: number) =>
  createHmac('sha256', ticketKey)
    .update(JSON.stringify([kind, client, key, bits, at]))
    .digest()
    .subarray(0, 16)

const ticket = (kind: 'work' | 'wait', client: string, key: string, bits: number, at: number) =>
  `${kind}.${bits}.${at}.${hex(mac(kind, client, key, bits, at))}`

type Known = { kind: 'work' | 'wait'; bits: number; at: number; sum: string }

const ownTicket = (text: string, client: string, key: string): Known | undefined => {
  const found = /^(work|wait)\.(\d{1,2})\.(\d{1,12})\.([0-9a-f]{32})$/.exec(text)
  if (!found) return undefined
  const [, kind, bits, at, sum] = found as unknown as [string, 'work' | 'wait', string, string, string]
  const own = mac(kind, client, key, Number(bits), Number(at))
  return timingSafeEqual(own, Buffer.from(sum, 'hex'))
    ? { kind, bits: Number(bits), at: Number(at), sum }
    : undefined
}

/** A ticket one step below what is asked by now counts: while somebody's phone worked, others may have written. */
const isEnough = (known: Known | undefined, nonces: number[], level: number): boolean => {
  if (!known) return false
  const least = steps.steps[Math.max(0, level - 2)]!.bits
  const today = seconds()
  if (known.bits < least) return false
  if (known.kind === 'wait') return today >= known.at && today <= known.at + validFor
  return today <= known.at + validFor && checkParts(fromHex(known.sum), nonces, known.bits)
}

/**
 * What a client must do before a report of theirs is taken, undefined when nothing: `flood.work` (429: ticket and bits), or
 * `flood.wait` (429: ticket and seconds) where only waiting is possible. Costs a look into memory.
 */
export const asked = (
  { client, proof = '' }: Sender,
  key: string,
  how: 'work' | 'wait'
): Problem | undefined => {
  const level = levelOf(heatOf(client), steps)
  // what was let in comes again because its answer was lost on the line
  if (level === 0 || (level < steps.steps.length && admitted.has(`${client} ${key}`))) return undefined
  const [given = '', sums = ''] = proof.split(' ')
  const known = ownTicket(given, client, key)
  if (isEnough(known, sums.split('.').map(Number), level)) return undefined
  const { bits } = steps.steps[level - 1]!
  if (how === 'work')
    return problem('flood.work', 429, { ticket: ticket('work', client, key, bits, seconds()), bits })
  // who comes back before the time keeps the ticket and is told what is left
  const until = known?.kind === 'wait' && known.at > seconds() ? known.at : seconds() + secondsToWait(bits)
  return problem('flood.wait', 429, {
    ticket: ticket('wait', client, key, bits, until),
    n: until - seconds()
  })
}

// bin/serve.ts asks here before SvelteKit and before a body is read: so a flood costs next to nothing, and nobody waits behind it
const place = globalThis as {
  fenerFlood?: (client: string, key: string, proof?: string) => object | undefined
}
place.fenerFlood = (client, key, proof) => asked({ client, proof }, key, 'work')?.toJSON()

const heatOf = (client: string): number => heatAt(reports.get(client) ?? cold, now().getTime())

/** Lets one report of a client in, or throws what is `asked`. `held`: it came above every limit and is to be held back. */
export const admit = (sender: Sender, key: string, how: 'work' | 'wait'): { held: boolean } => {
  const refusal = asked(sender, key, how)
  if (refusal) throw refusal
  const { client } = sender
  const before = admitted.get(`${client} ${key}`)
  const held = before ?? reportsOf(heatOf(client)) >= steps.holdFrom
  const times = before === undefined ? 1 : again
  remember(reports, client, heatedBy(reports.get(client) ?? cold, now().getTime(), steps, times))
  remember(admitted, `${client} ${key}`, held)
  return { held }
}

/** Throws `flood.files` (429, seconds) above two of the largest reports at once; what has arrived stays. */
export const admitBytes = (client: string): void => {
  const n = secondsUntil(bytesAt(files.get(client) ?? cold, now().getTime()))
  if (n > 0) throw problem('flood.files', 429, { n })
}

/** Counts what was kept: a part that comes a second time is there already and costs nothing. */
export const countBytes = (client: string, bytes: number): void => {
  const at = now().getTime()
  const used = bytesAt(files.get(client) ?? cold, at) + bytes
  remember(files, client, { heat: Math.min(used, filesAtOnce * 1.1), at })
}

const remember = <T>(table: Map<string, T>, client: string, heat: T) => {
  // the order of a Map is the order of writing: first stands who has been quiet longest
  table.delete(client)
  table.set(client, heat)
  if (table.size > mostClients) table.delete(table.keys().next().value!)
}

const turns = new Map<string, Promise<unknown>>()

/** One after the other for one client: sealing on the server costs half a second, and others must not wait for a flood of it. */
export const inTurn = <T>(client: string, act: () => Promise<T>): Promise<T> => {
  const turn = (turns.get(client) ?? Promise.resolve()).then(act, act)
  const settled = turn.catch(() => {}).finally(() => turns.get(client) === settled && turns.delete(client))
  turns.set(client, settled)
  return turn
}
