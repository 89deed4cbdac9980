// A page of the public, compressed on its way: the report's form is 40 kB of words and drawings, and 10 kB on the line.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/**
 * Only for pages that are the same for everyone. An answer to a sent form holds what somebody typed or a receipt, and how well it
 * compresses would tell of it to whoever watches the line.
 */
export const compressed = async (request: Request, response: Response): Promise<Response> => {
  const accepted = request.headers.get('accept-encoding') ?? ''
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  if (!encoding || !isPage || request.method !== 'GET') return response
  const page = Buffer.from(await response.arrayBuffer())
  const body =
    encoding === 'br'
      ? await brotli(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await zip(page)
  const headers = new Headers(response.headers)
  headers.set('content-encoding', encoding)
  headers.append('vary', 'accept-encoding')
  headers.delete('content-length')
  return new Response(new Uint8Array(body), { status: response.status, headers })
}
