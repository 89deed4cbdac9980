import { Problem, type ProblemCode } from '#kernel/problem.ts'

/** Asks the server to do something. Throws Problem: the server's own, or `common.offline` when it was not reached (nothing is lost). */
export const ask = async <T = unknown>(
  path: string,
  body: unknown,
  /** `keepalive`: it goes out although the page is being closed; the browser takes 64 KiB so. */
  { keepalive = false } = {}
): Promise<T> => {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      keepalive
    })
  } catch {
    throw new Problem('common.offline', 503)
  }
  const reply = await response.json().catch(() => ({}))
  if (response.ok) return reply as T
  const code = (typeof reply?.code === 'string' ? reply.code : 'common.failed') as ProblemCode
  throw new Problem(code, response.status, reply?.params ?? {})
}
