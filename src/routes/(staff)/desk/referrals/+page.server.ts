import { listPeople } from '#identity/people.server.ts'
import { listReferrals } from '#services/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await listReferrals(locals.actor)),
  organisations: (await listPeople(locals.actor)).organisations
})
