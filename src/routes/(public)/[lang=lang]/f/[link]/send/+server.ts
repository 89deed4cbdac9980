import { post } from '#app/endpoint.server.ts'
import { SealedReport } from '#reports/arrive.server.ts'
import { linkOf } from '#reports/professionals/links.server.ts'
import { referByLink } from '#reports/professionals/refer.server.ts'
import { notFound } from '#kernel/problem.ts'
import { intakeNow } from '../../../../intake.server.ts'

export const POST = post(SealedReport, async (actor, input, { locals, params }) => {
  const intake = intakeNow(locals)
  if (!params.link) throw notFound()
  return referByLink(actor, input, intake.circles, await linkOf(intake.network, params.link))
})
