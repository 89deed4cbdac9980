import { post } from '#app/endpoint.server.ts'
import { ChooseBoundary, chooseBoundary } from '#risk/hotspots/boundaries.server.ts'

export const POST = post(ChooseBoundary, (actor, input) => chooseBoundary(actor, input))
