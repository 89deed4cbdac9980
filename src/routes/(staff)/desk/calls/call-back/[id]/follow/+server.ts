import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { CallBackChange, followCallBack } from '#reports/line/follow-call-back.server.ts'

export const POST = post(CallBackChange, async (actor, change, { params, locals }) => {
  if (!isUuid(params.id)) throw notFound()
  return followCallBack(actor, params.id, change, zone(locals))
})
