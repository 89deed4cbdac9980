import { may } from '#access/verbs.ts'
import { parseId } from '#kernel/id.ts'
import { listDevices } from '#risk/field/devices.server.ts'
import { listSubmissions } from '#risk/field/list-submissions.server.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, network }, url, depends }) => {
  depends('fener:submissions')
  const after = parseId(url.searchParams.get('after')) ?? null
  return {
    ...(await listSubmissions(actor, after)),
    after,
    phones: may(actor, fieldVerbs['phone.list']) ? await listDevices(actor) : [],
    settlements: network?.settlements ?? []
  }
}
