import { may } from '#access/verbs.ts'
import { alertFrom } from '#risk/alerts/raise-by-hand.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor }, params }) => ({
  alert: may(actor, alertVerbs['alert.list'])
    ? await alertFrom(actor, { kind: 'case', code: params.code })
    : null
})
