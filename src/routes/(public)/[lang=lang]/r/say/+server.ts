import { post } from '#app/endpoint.server.ts'
import { Reply, reply } from '#reports/reply.server.ts'
import { intakeNow } from '../../../intake.server.ts'

export const POST = post(Reply, (_, input, { locals }) => {
  const { network, circles } = intakeNow(locals)
  return reply(network, input, circles)
})
