import { post } from '#app/endpoint.server.ts'
import { TieForm, tieForm } from '#risk/forms/tie-form.server.ts'

export const POST = post(TieForm, (actor, input) => tieForm(actor, input))
