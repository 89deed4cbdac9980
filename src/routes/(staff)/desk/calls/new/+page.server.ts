import { zone } from '#app/zone.ts'
import { listDrafts } from '#access/drafts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  timezone: zone(locals),
  drafts: await listDrafts(locals.actor, { kind: 'call' }),
  intake: locals.network?.intake[0] ?? null,
  receiptSalt: locals.network?.receiptSalt ?? '',
  emergencyNumbers: locals.network?.emergencyNumbers ?? []
})
