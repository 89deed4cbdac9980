import { answer, readBytes } from '#app/endpoint.server.ts'
import { problem } from '#kernel/problem.ts'
import { bringIn, mostBoundaryBytes } from '#risk/hotspots/boundaries.server.ts'
import { placeOf } from '../../place.server.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ request, locals }) =>
  answer(async () => {
    // a form of another site cannot send this kind
    if (request.headers.get('content-type') !== 'application/octet-stream')
      throw problem('input.malformed', 415)
    // answered by what it says of itself, before any of it is read
    if (Number(request.headers.get('content-length') ?? 0) > mostBoundaryBytes)
      throw problem('boundary.too-big', 413)
    // a copy: what was read is given back before the check is over, and checking takes no turn of others who send
    const bytes = await readBytes(request, mostBoundaryBytes, async read => new Uint8Array(read))
    return bringIn(locals.actor, { name: nameIn(request), bytes }, placeOf(locals).settlements)
  })

/** Letters a header cannot hold come written as in an address; what is not is left out. */
const nameIn = (request: Request): string => {
  try {
    return decodeURIComponent(request.headers.get('x-file-name') ?? '')
  } catch {
    return ''
  }
}
