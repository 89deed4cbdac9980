// The cases of the list's present filter, as many as fit into one spreadsheet.
import { caseFilterOf } from '#app/case-filter.server.ts'
import { casesPage, listCases, type CaseFilter, type CaseLine } from '#cases/list-cases.server.ts'
import { mostExported } from '#cases/out/limits.ts'
import { listPeople } from '#identity/people.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = await caseFilterOf(locals.actor, url.searchParams)
  const cases: CaseLine[] = []
  let page: Awaited<ReturnType<typeof listCases>>
  let after: CaseFilter['after']
  do {
    page = await listCases(locals.actor, { ...filter, ...(after && { after }) })
    cases.push(...page.cases)
    const last = page.cases.at(-1)
    after = last && { day: last.day, id: last.id }
  } while (page.more && cases.length + casesPage <= mostExported)
  return {
    cases,
    more: page.more,
    today: page.today,
    /** Came from the page of one case. */
    only: filter.code ?? null,
    organisations: (await listPeople(locals.actor)).organisations,
    settlements: locals.network?.settlements ?? []
  }
}
