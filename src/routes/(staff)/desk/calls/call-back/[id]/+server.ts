import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { readCallBack } from '#reports/line/list-call-backs.server.ts'

export const POST = post(z.strictObject({}), async (actor, _, { params }) => {
  if (!isUuid(params.id)) throw notFound()
  return readCallBack(actor, params.id)
})
