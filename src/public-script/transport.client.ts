// Requests of the public scripts: same site only, no cookie, no referrer, a few tries on a broken line.

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

export const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const once = async (address: string, body: BodyInit, headers: Record<string, string>): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(address, {
      method: 'POST',
      body,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'same-origin',
      redirect: 'error'
    })
  } catch {
    throw new NoSignal()
  }
  if (response.ok) return response
  // A gateway in between is the line, not an answer of ours.
  if (response.status === 502 || response.status === 504 || response.status === 408) throw new NoSignal()
  const problem: { code?: unknown; params?: Record<string, string | number> } = await response
    .json()
    .catch(() => ({}))
  throw new Refused(String(problem.code ?? 'unexpected').replace(/^common\./, ''), problem.params)
}

export const post = async (
  address: string,
  body: BodyInit,
  headers: Record<string, string>
): Promise<Response> => {
  for (const wait of [400, 1500, 4000]) {
    try {
      return await once(address, body, headers)
    } catch (trouble) {
      if (!(trouble instanceof NoSignal) || !navigator.onLine) throw trouble
      await pause(wait)
    }
  }
  return once(address, body, headers)
}

export const postJson = (
  address: string,
  value: unknown,
  headers: Record<string, string> = {}
): Promise<Response> =>
  post(address, JSON.stringify(value), { 'content-type': 'application/json', ...headers })
