import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { showFilePart } from '#reports/show-file.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const part = Number(params.part)
  if (!isUuid(params.id) || !Number.isInteger(part)) throw notFound()
  const bytes = await showFilePart(locals.actor, params.code, params.id, part)
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }
  })
}
