import { may } from '#access/verbs.ts'
import { parseId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { readForm } from '#risk/forms/read-forms.server.ts'
import { formVerbs } from '#risk/forms/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor }, params }) => {
  const id = parseId(params.id)
  if (!id) throw notFound()
  return { read: await readForm(actor, id), mayEdit: may(actor, formVerbs['form.make']) }
}
