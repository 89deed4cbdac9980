import { post } from '#app/endpoint.server.ts'
import { PopulationTable, setPopulationsFrom } from '#risk/hotspots/population.server.ts'
import { placeOf } from '../../place.server.ts'

export const POST = post(PopulationTable, (actor, input, { locals }) =>
  setPopulationsFrom(actor, input, placeOf(locals).settlements)
)
