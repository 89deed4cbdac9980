import { SealError } from './errors.ts'

const MAX_DEPTH = 64
const refuse = (why: string) => new SealError('bad-value', `no canonical form: ${why}`)

/**
 * The one JSON text of a value: sorted keys (by UTF-16 code unit), no spaces, only strings, safe integers, booleans,
 * null, arrays and plain objects. Anything else throws, rather than being changed silently as JSON.stringify does.
 * A lone surrogate is written escaped and survives: a report must not be lost because an emoji was cut in half.
 */
export function canon(value: unknown): string {
  return write(value, 0)
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw refuse('too deep')
  if (value === null) return 'null'
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw refuse('not a safe integer')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, item => write(item, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || !isPlain(value)) throw refuse('not plain data')
  const members = Object.keys(value)
    .sort()
    .map(key => {
      // Copying such an object onto another would change the other's prototype.
      if (key === '__proto__') throw refuse('reserved name')
      return `${JSON.stringify(key)}:${write((value as Record<string, unknown>)[key], depth + 1)}`
    })
  return `{${members.join(',')}}`
}

/** Also true for plain objects of another realm (a frame, a test runner), whose Object is not ours. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false
  return Object.getOwnPropertySymbols(value).length === 0
}

/** Reads a text that must be canonical; throws when it is JSON but not the canonical spelling. */
export function parseCanon(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('not JSON')
  }
  if (canon(value) !== text) throw refuse('not canonical')
  return value
}
