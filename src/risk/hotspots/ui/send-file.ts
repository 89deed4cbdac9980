import { Problem, type ProblemCode } from '#kernel/problem.ts'
import { base64url } from '#seal/index.ts'

/** Sends a file as it is. One that is too large is answered here, before a byte of it leaves. */
export const sendFile = async <T>(path: string, file: File, most: number): Promise<T> => {
  if (file.size > most) throw new Problem('boundary.too-big', 413)
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        accept: 'application/json',
        'x-file-name': encodeURIComponent(file.name)
      },
      body: file
    })
  } catch {
    throw new Problem('common.offline', 503)
  }
  const reply = await response.json().catch(() => ({}))
  if (response.ok) return reply as T
  const code = (typeof reply?.code === 'string' ? reply.code : 'common.failed') as ProblemCode
  throw new Problem(code, response.status, reply?.params ?? {})
}

/** A small table as its bytes: only they tell in which letters it is written. */
export const tableOf = async (file: File, most: number): Promise<string> => {
  if (file.size > most) throw new Problem('place-table.too-big', 413)
  return base64url(new Uint8Array(await file.arrayBuffer()))
}
