import { may } from '#access/verbs.ts'
import { listForms } from '#risk/forms/read-forms.server.ts'
import { formVerbs } from '#risk/forms/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor } }) => ({
  ...(await listForms(actor)),
  mayEdit: may(actor, formVerbs['form.make'])
})
