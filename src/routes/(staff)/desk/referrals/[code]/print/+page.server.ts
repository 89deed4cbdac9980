import { listPeople } from '#identity/people.server.ts'
import { readReferral } from '#services/read-referral.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  referral: await readReferral(locals.actor, params.code),
  organisations: (await listPeople(locals.actor)).organisations
})
