import { scanBody } from '#app/scan-body.server.ts'
import { answer } from '#app/endpoint.server.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { checkFile } from '#reports/check-file.server.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ request, locals, params }) =>
  answer(async () => {
    const check = await scanBody(request)
    if (!check || !isUuid(params.id)) throw notFound()
    return checkFile(locals.actor, params.code, params.id, check)
  })
