import { answer, post } from '#app/endpoint.server.ts'
import { hex } from '#seal/bytes.ts'
import { admit, asked } from '#reports/flood.server.ts'
import { SealedReport, submitReport } from '#reports/arrive.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import type { RequestEvent, RequestHandler } from './$types'

const senderOf = ({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>) => ({
  client: locals.client,
  proof: request.headers.get('x-proof') ?? undefined
})

const send = post(SealedReport, (actor, input, event) => {
  const { held } = admit(senderOf(event), hex(input.key), 'work')
  return submitReport(actor, input, intakeNow(event.locals).circles, { held })
})

export const POST: RequestHandler = event => {
  // the report's key stands in a header too, so that a flood is answered before its bodies are read
  const refusal = asked(senderOf(event), event.request.headers.get('x-key') ?? '', 'work')
  if (!refusal) return send(event)
  return answer(() => Promise.reject(refusal))
}
