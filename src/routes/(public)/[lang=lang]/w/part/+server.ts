import { answer, readBytes } from '#app/endpoint.server.ts'
import { problem } from '#kernel/problem.ts'
import { largestPart } from '#kernel/file-limits.ts'
import { admitBytes, countBytes } from '#reports/flood.server.ts'
import { keepPart, Part } from '#reports/keep-part.server.ts'
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
    admitBytes(locals.client)
    await readBytes(request, largestPart, async bytes => {
      const isNew = await keepPart(locals.actor, { ...place.data, bytes }, circle)
      if (isNew) countBytes(locals.client, bytes.length)
    })
  })
