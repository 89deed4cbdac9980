import { post } from '#app/endpoint.server.ts'
import { intakeNow } from '#app/intake-now.server.ts'
import { refer, SignedInReferral } from '#reports/professionals/refer.server.ts'

export const POST = post(SignedInReferral, (actor, input, { locals }) =>
  refer(actor, input, intakeNow(locals).circles)
)
