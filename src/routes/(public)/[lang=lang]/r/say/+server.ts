import { post } from '#app/endpoint.server.ts'
import { Reply, reply } from '#reports/reply.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import { throughReceiptDoor } from '../../../receipt-door.server.ts'

export const POST = post(Reply, (_, input, event) => {
  const { network, circles } = intakeNow(event.locals)
  return throughReceiptDoor(event, () => reply(network, input, circles))
})
