import { post } from '#app/endpoint.server.ts'
import { MakeForm, makeForm } from '#risk/forms/edit-form.server.ts'

export const POST = post(MakeForm, (actor, input) => makeForm(actor, input))
