import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { OneForm } from '#risk/forms/edit-form.server.ts'
import { retireForm } from '#risk/forms/use-form.server.ts'

export const POST = post(OneForm, (actor, input, { locals }) => retireForm(actor, input, zone(locals)))
