import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { Receipt } from '#reports/come-back.server.ts'
import { proveFiling } from '#reports/prove-filing.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import { proofDocument } from '../../../proof-document.server.ts'
import { throughReceiptDoor } from '../../../receipt-door.server.ts'

export const POST = post(Receipt, (_, receipt, event) =>
  throughReceiptDoor(event, async () => {
    const proof = await proveFiling(intakeNow(event.locals).network, receipt, zone(event.locals))
    return { text: proofDocument(event.locals, event.url.origin, proof) }
  })
)
