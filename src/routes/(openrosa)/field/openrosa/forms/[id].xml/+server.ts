import { openRosa } from '#app/openrosa.server.ts'
import { parseId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { fetchForProgram } from '#risk/forms/fetch-forms.server.ts'
import { openRosaHeaders } from '#risk/forms/open-rosa.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = event =>
  openRosa(event, async actor => {
    const id = parseId(event.params.id)
    if (!id) throw problem('odk.unknown-form', 404)
    return new Response(await fetchForProgram(actor, id), { headers: openRosaHeaders })
  })
