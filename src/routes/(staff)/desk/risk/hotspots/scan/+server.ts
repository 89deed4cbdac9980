import { post } from '#app/endpoint.server.ts'
import { AskScan, startScan } from '#risk/hotspots/scans.server.ts'
import { placeOf } from '../../place.server.ts'

export const POST = post(AskScan, (actor, input, { locals }) => startScan(actor, input, placeOf(locals)))
