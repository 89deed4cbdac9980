import { post } from '#app/endpoint.server.ts'
import { comeBack, Receipt } from '#reports/come-back.server.ts'
import { intakeNow, standingWord } from '../../../intake.server.ts'
import { throughReceiptDoor } from '../../../receipt-door.server.ts'

export const POST = post(Receipt, (_, receipt, event) =>
  throughReceiptDoor(event, async () => {
    const found = await comeBack(intakeNow(event.locals).network, receipt)
    return { ...found, report: { ...found.report, status: standingWord(found.report.standing) } }
  })
)
