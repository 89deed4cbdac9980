import { listToHandOver } from '#cases/together/hand-over.server.ts'
import { listPeople } from '#identity/people.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor } }) => {
  const list = await listToHandOver(actor)
  return { list, ...(await listPeople(actor)) }
}
