import { CaseFilter, listCases } from '#cases/list-cases.server.ts'
import { countUnanswered } from '#cases/index.server.ts'
import type { PageServerLoad } from './$types'

/** What an address asks for; a part of it that means nothing is left out, not refused. */
const filterFrom = (asked: URLSearchParams): CaseFilter => {
  const { shape } = CaseFilter
  const part = <K extends 'status' | 'stage' | 'risk' | 'code'>(key: K) => {
    const parsed = shape[key].safeParse(asked.get(key) || undefined)
    return parsed.success && parsed.data ? { [key]: parsed.data } : {}
  }
  return {
    ...part('status'),
    ...part('stage'),
    ...part('risk'),
    ...part('code'),
    mine: asked.get('whose') === 'mine',
    late: asked.get('late') === 'yes'
  }
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = filterFrom(url.searchParams)
  return {
    filter,
    list: await listCases(locals.actor, filter),
    unanswered: await countUnanswered(locals.actor)
  }
}
