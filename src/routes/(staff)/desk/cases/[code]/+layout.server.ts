// One case is read once for all its tabs: going from tab to tab is not a new look at it.
import { readCase } from '#cases/read-case.server.ts'
import { listPeople } from '#identity/people.server.ts'
import { listDirectory } from '#services/index.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params }) => {
  const one = await readCase(locals.actor, params.code)
  const { people, organisations } = await listPeople(locals.actor)
  return {
    one,
    people,
    organisations,
    services: await listDirectory(locals.actor),
    currency: locals.network?.profile.currency ?? 'EUR',
    country: locals.network?.profile.country ?? 'XK',
    settlements: locals.network?.settlements ?? []
  }
}
