import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { EditBrief, editBrief } from '#risk/brief/edit.server.ts'

export const POST = post(EditBrief, (actor, input, { params, locals }) =>
  editBrief(actor, params.month ?? '', input, zone(locals))
)
