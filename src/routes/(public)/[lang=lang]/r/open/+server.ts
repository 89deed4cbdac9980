import { post } from '#app/endpoint.server.ts'
import { comeBack, Receipt } from '#reports/come-back.server.ts'
import { intakeNow, standingWord } from '../../../intake.server.ts'

export const POST = post(Receipt, async (_, receipt, { locals }) => {
  const found = await comeBack(intakeNow(locals).network, receipt)
  return { ...found, report: { ...found.report, status: standingWord(found.report.standing) } }
})
