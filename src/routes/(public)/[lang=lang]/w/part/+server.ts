import { answer } from '#app/endpoint.server.ts'
import { problem } from '#kernel/problem.ts'
import { Part, partBytes } from '#reports/arrive.server.ts'
import { admitBytes } from '#reports/flood.server.ts'
import { keepPart } from '#reports/keep-part.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ request, locals }) =>
  answer(async () => {
    const header = (name: string) => request.headers.get(name) ?? undefined
    const place = Part.safeParse({
      upload: header('x-upload'),
      file: header('x-file'),
      part: header('x-part')
    })
    const circle = intakeNow(locals).circles[0]
    if (!place.success || !circle) throw problem('input.malformed', 400)
    const length = Number(header('content-length') ?? partBytes)
    if (length > partBytes) throw problem('file.too-big', 413)
    admitBytes(locals.client, length)
    await keepPart(
      locals.actor,
      { ...place.data, bytes: new Uint8Array(await request.arrayBuffer()) },
      circle
    )
  })
