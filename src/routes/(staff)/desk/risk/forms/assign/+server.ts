import { post } from '#app/endpoint.server.ts'
import { AssignForm, assignForm } from '#risk/forms/assign-form.server.ts'

export const POST = post(AssignForm, (actor, input) => assignForm(actor, input))
