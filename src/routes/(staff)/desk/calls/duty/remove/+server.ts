import { post } from '#app/endpoint.server.ts'
import { forgetNetwork } from '#app/network.server.ts'
import { RemovedShift, removeShift } from '#reports/line/plan-shift.server.ts'

export const POST = post(RemovedShift, async (actor, input) => {
  await removeShift(actor, input)
  forgetNetwork()
})
