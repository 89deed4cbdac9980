import { withForm } from '#app/form.server.ts'
import { handOver } from '#app/hand-over.server.ts'
import { mostSubmissionBytes, openRosa, openRosaPath } from '#app/openrosa.server.ts'
import { zone } from '#app/zone.ts'
import { problem } from '#kernel/problem.ts'
import { wordsFor } from '#locales/words.server.ts'
import { openRosaHeaders, openRosaResponse } from '#risk/forms/open-rosa.ts'
import { receiveSubmission } from '#risk/forms/receive.server.ts'
import type { RequestHandler } from './$types'

const headers = (origin: string) => ({
  ...openRosaHeaders,
  location: `${origin}${openRosaPath}/submission`,
  'x-openrosa-accept-content-length': String(mostSubmissionBytes)
})

/** Whether it may send, and how much, before it sends. */
export const HEAD: RequestHandler = event =>
  openRosa(event, async () => new Response(null, { status: 204, headers: headers(event.url.origin) }))

export const POST: RequestHandler = event =>
  openRosa(event, async actor => {
    const { request, locals, url } = event
    if (Number(request.headers.get('content-length') ?? 0) > mostSubmissionBytes)
      throw problem('odk.too-large', 413)
    const xml = await withForm(request, async ({ form, refused }) => {
      if (refused)
        throw problem(
          refused === 'common.busy' ? 'odk.wait' : 'odk.too-large',
          refused === 'common.busy' ? 503 : 413
        )
      const given = form.get('xml_submission_file')
      if (given === null) throw problem('odk.no-file', 400)
      // our questionnaires ask for no photos, and what is not kept is not to be erased from the phone as sent
      if ([...form.values()].some(part => part instanceof File && part !== given))
        throw problem('odk.takes-no-files', 415)
      return typeof given === 'string' ? given : given.text()
    })
    const place = {
      timezone: zone(locals),
      settlements: locals.network!.settlements.map(settlement => settlement.id)
    }
    await receiveSubmission(actor, xml, place, arrived =>
      handOver(actor, arrived, place, request.headers.get('date'))
    )
    const says = wordsFor(locals.locale, 'forms')
    return new Response(openRosaResponse('submit_success', says('odk.taken')), {
      status: 201,
      headers: headers(url.origin)
    })
  })
