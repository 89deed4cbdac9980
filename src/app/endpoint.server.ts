// The one way a browser's script asks for something to be done: JSON in, JSON out, an exact shape, at most 4 MiB.
import { json, type RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { Problem, problem } from '#kernel/problem.ts'
import { readText } from './form.server.ts'

const limit = 4 * 1024 * 1024
/** Raw bodies that are being read, all together: beyond it a sender is asked to try again. */
const rawLimit = 48 * 1024 * 1024
let rawNow = 0

/** Reads a JSON body of exactly this shape. Throws `input.too-big`, `input.malformed` or `input.unknown-field` (with the place). */
export const readJson = async <S extends z.ZodType>(request: Request, schema: S): Promise<z.infer<S>> => {
  const origin = request.headers.get('origin')
  // a form cannot send JSON, but a script of another site may try: its origin betrays it
  if (origin && origin !== new URL(request.url).origin) throw problem('input.foreign-origin', 403)
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw problem('input.malformed', 415)
  const text = await readText(request, limit)
  let value: unknown
  try {
    value = suspicious.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text)
  } catch {
    throw problem('input.malformed', 400)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where =
    issue?.path.filter(p => typeof p === 'string' && /^[A-Za-z]{1,40}$/.test(p)).join('.') || 'body'
  throw problem(issue?.code === 'unrecognized_keys' ? 'input.unknown-field' : 'input.malformed', 400, {
    where
  })
}

/**
 * Reads a raw body into one piece of memory of the length that was announced, and gives it to `use`, after which it is gone. Throws `input.malformed`
 * without a true length (a chunked body, one that is shorter or longer than it says), `file.too-big` over `most`, `common.busy`
 * (503: try again) when too many are being read at once.
 */
export const readBytes = async <T>(
  request: Request,
  most: number,
  use: (bytes: Uint8Array) => Promise<T>
): Promise<T> => {
  const announced = request.headers.get('content-length') ?? ''
  if (!/^\d{1,12}$/.test(announced) || !request.body) throw problem('input.malformed', 411)
  const length = Number(announced)
  if (length > most) throw problem('file.too-big', 413)
  if (rawNow + length > rawLimit) throw problem('common.busy', 503)
  rawNow += length
  try {
    const bytes = await readExactly(request.body, length)
    try {
      return await inTurn(() => use(bytes))
    } finally {
      // given back now: it is old by the time it is done with, and the collection of the old comes late
      bytes.buffer.transfer(0)
    }
  } finally {
    rawNow -= length
    sweepAfter(length)
  }
}

/** A body on its way into the database stands there four times (ours, the driver's two, the socket's): so a few go at once, the others wait. */
let places = 3
const waiting: (() => void)[] = []

const inTurn = async <T>(act: () => Promise<T>): Promise<T> => {
  if (places > 0) places--
  else await new Promise<void>(go => waiting.push(go))
  try {
    return await act()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else places++
  }
}

const sweepEvery = 4 * 1024 * 1024
let unswept = 0

/**
 * What a body leaves behind (its chunks, the driver's copies) lies outside V8's heap, which collects it only when 64 MiB have gathered.
 * A collection of the young generation, about a millisecond, gives it back after every 4 MiB. Without `--expose-gc` nothing is done.
 */
const sweepAfter = (length: number) => {
  unswept += length
  if (unswept < sweepEvery) return
  unswept = 0
  ;(globalThis as { gc?: (how: { type: 'minor' }) => void }).gc?.({ type: 'minor' })
}

const readExactly = async (
  body: ReadableStream<Uint8Array>,
  length: number
): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = Buffer.allocUnsafeSlow(length)
  let at = 0
  try {
    for await (const chunk of body) {
      bytes.set(chunk, at)
      at += chunk.length
    }
  } catch {
    // the line broke, or more came than there is room for
    at = -1
  }
  if (at !== length) throw problem('input.malformed', 400)
  return bytes
}

/**
 * Characters that show nothing: without width (so that a reason of them alone is no reason), or turning the direction of what stands
 * after them (so that a public sentence could be read backwards). Joiners stay: Persian and Urdu are written with them.
 */
const invisible = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g
/** An escape may hold one of those, a zero character or half of a pair; PostgreSQL keeps neither of the last two. */
const suspicious = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]|\\u(?:0000|200b|20[26]|feff|d[89a-f])/i
const asWritten = (key: string, value: unknown): unknown => {
  for (const text of [key, value])
    if (typeof text === 'string' && (text.includes('\0') || !text.isWellFormed()))
      throw new Error('unstorable')
  return typeof value === 'string' ? value.replace(invisible, '') : value
}

type Event = Omit<RequestEvent, 'params'> & { params: Record<string, string | undefined> }

/** A `+server.ts` POST: parse, call one use case, reply. Problems answer with their status, code and params. */
export const post =
  <S extends z.ZodType>(
    schema: S,
    act: (actor: Actor, input: z.infer<S>, event: Event) => Promise<unknown>
  ) =>
  async (event: Event): Promise<Response> =>
    answer(async () => act(event.locals.actor, await readJson(event.request, schema), event))

/** Runs a use case and turns what it gives, or the problem it throws, into JSON. */
export const answer = async (act: () => Promise<unknown>): Promise<Response> => {
  try {
    return json((await act()) ?? null, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return json(
      { code: error.code, params: error.params },
      { status: error.status, headers: { 'cache-control': 'no-store' } }
    )
  }
}
