import { post } from '#app/endpoint.server.ts'
import { CountedTable, countMunicipalities } from '#risk/hotspots/population.server.ts'

export const POST = post(CountedTable, (actor, input) => countMunicipalities(actor, input))
