import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { showFileParts } from '#reports/show-file.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const part = Number(params.part)
  if (!isUuid(params.id) || !/^\d{1,5}$/.test(params.part)) throw notFound()
  const { parts, next } = await showFileParts(locals.actor, params.code, params.id, part)
  return new Response(new Blob(parts as BlobPart[]).stream(), {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      ...(next !== null && { 'x-next-part': String(next) })
    }
  })
}
