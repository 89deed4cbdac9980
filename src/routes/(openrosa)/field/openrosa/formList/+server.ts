import { openRosa, openRosaPath } from '#app/openrosa.server.ts'
import { listForProgram } from '#risk/forms/fetch-forms.server.ts'
import { formList, openRosaHeaders } from '#risk/forms/open-rosa.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = event =>
  openRosa(event, async actor => {
    const wanted = event.url.searchParams.get('formID')
    const forms = (await listForProgram(actor)).filter(form => !wanted || form.formId === wanted)
    return new Response(
      formList(
        forms.map(({ id, formId, version, hash, name }) => ({
          formId,
          version,
          hash,
          name,
          downloadUrl: `${event.url.origin}${openRosaPath}/forms/${id}.xml`
        }))
      ),
      { headers: openRosaHeaders }
    )
  })
