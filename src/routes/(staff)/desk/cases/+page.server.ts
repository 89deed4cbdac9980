import { caseFilterOf } from '#app/case-filter.server.ts'
import { listCases } from '#cases/list-cases.server.ts'
import { countUnanswered } from '#cases/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = await caseFilterOf(locals.actor, url.searchParams)
  return {
    filter,
    list: await listCases(locals.actor, filter),
    unanswered: await countUnanswered(locals.actor)
  }
}
