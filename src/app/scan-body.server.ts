import { mostBytes } from '#kernel/file-limits.ts'
import { problem } from '#kernel/problem.ts'
import { scan, type Scanned } from '#platform/clamav.server.ts'
import { openHouse } from './house.server.ts'

/**
 * How a request's body is checked for viruses: chunk by chunk, held nowhere. Undefined when no ClamAV is set up. Throws
 * `input.foreign-origin`, `file.too-big`.
 */
export const scanBody = async (request: Request): Promise<(() => Promise<Scanned>) | undefined> => {
  const { clamav } = (await openHouse()).config
  if (!clamav) return undefined
  const origin = request.headers.get('origin')
  if (origin && origin !== new URL(request.url).origin) throw problem('input.foreign-origin', 403)
  const announced = Number(request.headers.get('content-length') ?? NaN)
  if (!(announced > 0) || !request.body) throw problem('input.malformed', 411)
  if (announced > mostBytes) throw problem('file.too-big', 413)
  const { body } = request
  return () => scan(clamav, body)
}
