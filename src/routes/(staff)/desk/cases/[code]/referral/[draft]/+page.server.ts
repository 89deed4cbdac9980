import { readCase } from '#cases/read-case.server.ts'
import { listPeople } from '#identity/people.server.ts'
import { readDraft } from '#services/drafts.server.ts'
import { listDirectory } from '#services/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const one = await readCase(locals.actor, params.code)
  const draft = await readDraft(locals.actor, one.code, params.draft)
  const { people, organisations } = await listPeople(locals.actor)
  return { one, draft, people, organisations, services: await listDirectory(locals.actor) }
}
