import { post } from '#app/endpoint.server.ts'
import { forgetNetwork } from '#app/network.server.ts'
import { zone } from '#app/zone.ts'
import { LineSetting, setLine } from '#reports/line/set-line.server.ts'

export const POST = post(LineSetting, async (actor, input, { locals }) => {
  await setLine(actor, input, zone(locals))
  forgetNetwork()
})
