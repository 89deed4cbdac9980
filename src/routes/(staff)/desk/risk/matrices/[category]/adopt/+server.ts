import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AdoptMatrix, adoptMatrix } from '#risk/matrices/adopt-matrix.server.ts'

export const POST = post(AdoptMatrix, (actor, input, { locals }) => adoptMatrix(actor, input, zone(locals)))
