// Requests of the public scripts: same site only, no cookie on a public page, no referrer; on a broken line a few tries, or many where bytes wait.

export class Refused extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
/** The line is broken; nothing was refused. */
export class NoSignal extends Error {}
/** The person left, or took back what was being sent. */
export class Stopped extends Error {}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** No piece is so large that a living line would take longer. */
const deadAfter = 90_000

const once = async <T>(
  address: string,
  body: BodyInit,
  headers: Record<string, string>,
  leaving?: AbortSignal
): Promise<T> => {
  const stop = new AbortController()
  const end = () => stop.abort()
  const timer = setTimeout(end, deadAfter)
  leaving?.addEventListener('abort', end)
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers,
      // no cookie, ever, but at the desk: there somebody is signed in and refers
      credentials: address.startsWith('/desk/') ? 'same-origin' : 'omit',
      cache: 'no-store',
      referrerPolicy: 'same-origin',
      redirect: 'error',
      signal: stop.signal
    })
    if (response.ok) return (await response.json()) as T
    // A gateway in between is the line, not an answer of ours.
    if ([408, 502, 504].includes(response.status)) throw new NoSignal()
    const problem: { code?: unknown; params?: Refused['params'] } = await response.json().catch(() => ({}))
    throw new Refused(String(problem.code ?? 'unexpected').replace(/^common\./, ''), problem.params)
  } catch (trouble) {
    throw trouble instanceof Refused ? trouble : new NoSignal()
  } finally {
    clearTimeout(timer)
    leaving?.removeEventListener('abort', end)
  }
}

/** Gives the answer's JSON. Throws NoSignal or Refused. */
export const post = async <T = unknown>(
  address: string,
  body: BodyInit,
  headers: Record<string, string>
): Promise<T> => {
  for (const wait of [400, 1500, 4000]) {
    try {
      return await once<T>(address, body, headers)
    } catch (trouble) {
      if (!(trouble instanceof NoSignal) || !navigator.onLine) throw trouble
      await pause(wait)
    }
  }
  return once<T>(address, body, headers)
}

/** A page of ours as it is now, to take something out of it. Nothing typed goes along. Throws NoSignal. */
export const fetchPage = async (path: string): Promise<Document> => {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-store' }).catch(() => undefined)
  if (!response?.ok) throw new NoSignal()
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}

const json = { 'content-type': 'application/json' }
/** In steps of a kibibyte: whoever only sees lengths on the line would read “urgent” in one letter more or less. */
const padded = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.padEnd(Math.ceil(text.length / 1024) * 1024)
}
export const postJson = <T = unknown>(address: string, value: unknown): Promise<T> =>
  post<T>(address, padded(value), json)

export type Line = {
  /** Ends all trying at once. */
  leaving: AbortSignal
  /** True while we try again by ourselves: the line is broken or, with `seconds`, much came from this connection and we were asked to wait. */
  waiting(still: boolean, seconds?: number): void
}

const patience = 10 * 60_000
/** Pressing Send while we wait tries at once. */
export const tryAgain = 'fener:try'

/**
 * Sends the very same bytes until they are acknowledged: for ten minutes without signal, and as long as the server asks for where
 * many files came from one connection. Throws NoSignal, Refused, Stopped.
 */
export const postPatiently = async <T = unknown>(
  address: string,
  body: BodyInit,
  headers: Record<string, string>,
  line: Line
): Promise<T> => {
  let begun = Date.now()
  let waited = false
  for (let wait = 500; ; wait = Math.min(wait * 2, 15_000)) {
    if (line.leaving.aborted) throw new Stopped()
    try {
      const answer = await once<T>(address, body, headers, line.leaving)
      if (waited) line.waiting(false)
      return answer
    } catch (trouble) {
      if (line.leaving.aborted) throw new Stopped()
      const asked =
        trouble instanceof Refused && trouble.code === 'flood.files' ? Number(trouble.params.n) : 0
      if (asked > 0) {
        waited = true
        line.waiting(true, asked)
        await signal(asked * 1000, line.leaving)
        begun = Date.now()
        continue
      }
      // The server is up again before its data is, and asks for patience when many write.
      const passes = trouble instanceof NoSignal || ['away', 'busy'].includes((trouble as Refused).code)
      if (!passes || Date.now() - begun > patience) throw trouble
      waited = true
      line.waiting(true)
      await signal(wait, line.leaving)
    }
  }
}

export const postJsonPatiently = <T>(
  address: string,
  value: unknown,
  line: Line,
  headers: Record<string, string> = {}
): Promise<T> => postPatiently<T>(address, padded(value), { ...json, ...headers }, line)

/** Until the phone says it has signal again, the person presses, or the time is over. */
const signal = (wait: number, leaving: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      document.removeEventListener(tryAgain, go)
      leaving.removeEventListener('abort', go)
      resolve()
    }
    const timer = setTimeout(go, wait)
    addEventListener('online', go)
    document.addEventListener(tryAgain, go)
    leaving.addEventListener('abort', go)
  })
