import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { SentSubmission } from '#risk/field/submission.ts'
import { takeFromPhone } from '#risk/field/take-submission.server.ts'

export const POST = post(SentSubmission, (actor, sent, { locals }) => {
  const { device, network } = locals
  if (!device || device === 'ended' || !network) throw notFound()
  return takeFromPhone(actor, sent, {
    timezone: zone(locals),
    settlements: network.settlements.map(({ id }) => id),
    firstDay: device.firstOn
  })
})
