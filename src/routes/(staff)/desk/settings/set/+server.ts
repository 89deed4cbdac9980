import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { NewPeriod, setPeriod } from '#reports/periods.server.ts'

export const POST = post(NewPeriod, (actor, input, { locals }) => setPeriod(actor, input, zone(locals)))
