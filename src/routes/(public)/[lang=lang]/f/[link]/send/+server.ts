import { post } from '#app/endpoint.server.ts'
import { notFound } from '#kernel/problem.ts'
import { SealedReport } from '#reports/arrive.server.ts'
import { admit } from '#reports/flood.server.ts'
import { linkOf } from '#reports/professionals/links.server.ts'
import { referByLink } from '#reports/professionals/refer.server.ts'
import { hex } from '#seal/bytes.ts'
import { intakeNow } from '../../../../intake.server.ts'

export const POST = post(SealedReport, async (actor, input, { locals, params, request }) => {
  const intake = intakeNow(locals)
  // a referral goes to the whole intake team
  if (!params.link || input.own) throw notFound()
  const link = await linkOf(intake.network, params.link)
  const proof = request.headers.get('x-proof') ?? undefined
  const { held } = admit({ client: locals.client, proof }, hex(input.key), 'work')
  return referByLink(actor, input, intake.circles, link, { held })
})
