import { post } from '#app/endpoint.server.ts'
import { dropForm, OneForm } from '#risk/forms/edit-form.server.ts'

export const POST = post(OneForm, (actor, input) => dropForm(actor, input))
