import { showFile } from '#cases/show-file.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) =>
  new Response(await showFile(locals.actor, params.id), {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }
  })
