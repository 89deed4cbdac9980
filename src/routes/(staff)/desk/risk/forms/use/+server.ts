import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { UseForm, useForm } from '#risk/forms/use-form.server.ts'

export const POST = post(UseForm, (actor, input, { locals }) => useForm(actor, input, zone(locals)))
