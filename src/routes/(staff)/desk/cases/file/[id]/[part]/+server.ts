import { answer, readBytes } from '#app/endpoint.server.ts'
import { addFilePart } from '#cases/add-file.server.ts'
import { partBytes } from '#cases/index.ts'
import { notFound, problem } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ locals, params, request, url }) =>
  answer(async () => {
    const origin = request.headers.get('origin')
    if (origin && origin !== url.origin) throw problem('input.foreign-origin', 403)
    if (!/^\d{1,3}$/.test(params.part)) throw notFound()
    return readBytes(request, partBytes, bytes =>
      addFilePart(locals.actor, params.id, Number(params.part), bytes)
    )
  })
