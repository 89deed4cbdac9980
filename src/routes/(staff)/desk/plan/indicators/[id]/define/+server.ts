import { post } from '#app/endpoint.server.ts'
import { Define, define } from '#plan/indicators/define.server.ts'

export const POST = post(Define, (actor, input, { params }) => define(actor, params.id ?? '', input))
