import { seeLoad } from '#cases/together/load.server.ts'
import { listPeople } from '#identity/people.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor } }) => ({
  load: await seeLoad(actor),
  ...(await listPeople(actor))
})
