import { readMatchingKeys } from '#cases/ask-matches.server.ts'
import { listMeetings } from '#cases/meetings.server.ts'
import { listPeople } from '#identity/people.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { organisations, people } = await listPeople(locals.actor)
  return {
    ...(await listMeetings(locals.actor)),
    matching: await readMatchingKeys(locals.actor),
    organisations,
    names: Object.fromEntries(people.map(p => [p.id, p.name]))
  }
}
