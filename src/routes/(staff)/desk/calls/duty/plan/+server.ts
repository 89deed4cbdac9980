import { post } from '#app/endpoint.server.ts'
import { forgetNetwork } from '#app/network.server.ts'
import { zone } from '#app/zone.ts'
import { planShift } from '#reports/line/plan-shift.server.ts'
import { PlannedShift } from '#reports/line/shifts.ts'

export const POST = post(PlannedShift, async (actor, plan, { locals }) => {
  const done = await planShift(actor, plan, zone(locals))
  forgetNetwork()
  return done
})
