import { post } from '#app/endpoint.server.ts'
import { SetPopulations, setPopulations } from '#risk/hotspots/population.server.ts'
import { placeOf } from '../../place.server.ts'

export const POST = post(SetPopulations, (actor, input, { locals }) =>
  setPopulations(actor, input, placeOf(locals).settlements)
)
