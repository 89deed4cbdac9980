import { post } from '#app/endpoint.server.ts'
import { hex } from '#seal/bytes.ts'
import { admit } from '#reports/flood.server.ts'
import { SealedReport, submitReport } from '#reports/arrive.server.ts'
import { intakeNow } from '../../../intake.server.ts'

export const POST = post(SealedReport, (actor, input, { locals, request }) => {
  const proof = request.headers.get('x-proof') ?? undefined
  const { held } = admit({ client: locals.client, proof }, hex(input.key), 'work')
  return submitReport(actor, input, intakeNow(locals).circles, { held })
})
