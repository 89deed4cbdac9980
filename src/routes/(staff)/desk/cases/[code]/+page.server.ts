import { readCase } from '#cases/read-case.server.ts'
import { listPeople } from '#identity/people.server.ts'
import { listDirectory } from '#services/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const one = await readCase(locals.actor, params.code)
  const { people, organisations } = await listPeople(locals.actor)
  return { one, people, organisations, services: await listDirectory(locals.actor) }
}
