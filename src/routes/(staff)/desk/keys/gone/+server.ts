import { post } from '#app/endpoint.server.ts'
import { goneFrom, OpenedCircles } from '#access/gone-from.ts'

export const POST = post(OpenedCircles, async (actor, { circles }) => goneFrom(actor, circles))
