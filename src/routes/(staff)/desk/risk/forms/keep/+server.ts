import { post } from '#app/endpoint.server.ts'
import { KeepForm, keepForm } from '#risk/forms/edit-form.server.ts'

export const POST = post(KeepForm, (actor, input) => keepForm(actor, input))
