import { zone } from '#app/zone.ts'
import { listDrafts } from '#line/drafts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  timezone: zone(locals),
  drafts: await listDrafts(locals.actor),
  intake: locals.network?.intake[0] ?? null,
  receiptSalt: locals.network?.receiptSalt ?? '',
  emergencyNumbers: locals.network?.emergencyNumbers ?? []
})
