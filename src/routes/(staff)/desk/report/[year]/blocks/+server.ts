import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { ChangeBlocks, changeBlocks } from '#publication/edit-report.server.ts'

export const POST = post(ChangeBlocks, (actor, input, { params, locals }) =>
  changeBlocks(actor, Number(params.year), input, zone(locals))
)
