import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { Receipt } from '#reports/come-back.server.ts'
import { eraseMine } from '#reports/reply.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import { throughReceiptDoor } from '../../../receipt-door.server.ts'

export const POST = post(Receipt, (_, receipt, event) =>
  throughReceiptDoor(event, () => eraseMine(intakeNow(event.locals).network, receipt, zone(event.locals)))
)
