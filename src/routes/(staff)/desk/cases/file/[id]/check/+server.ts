import { answer } from '#app/endpoint.server.ts'
import { scanBody } from '#app/scan-body.server.ts'
import { checkFile } from '#cases/check-file.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ request, locals, params }) =>
  answer(async () => {
    const check = await scanBody(request)
    if (!check) throw notFound()
    return checkFile(locals.actor, params.id, check)
  })
