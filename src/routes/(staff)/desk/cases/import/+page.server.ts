import { readMatchingKeys } from '#cases/ask-matches.server.ts'
import { listCaseManagers } from '#cases/index.server.ts'
import { listPeople } from '#identity/people.server.ts'
import { dayIn } from '#kernel/day.ts'
import { now } from '#platform/clock.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  matching: await readMatchingKeys(locals.actor),
  managers: await listCaseManagers(locals.actor),
  organisations: (await listPeople(locals.actor)).organisations,
  settlements: locals.network?.settlements ?? [],
  today: dayIn(now(), zone(locals))
})
