import { post } from '#app/endpoint.server.ts'
import { ChooseMap, readSignMap } from '#risk/hotspots/map.server.ts'
import { placeOf } from '../../place.server.ts'

export const POST = post(ChooseMap, (actor, input, { locals }) => readSignMap(actor, placeOf(locals), input))
