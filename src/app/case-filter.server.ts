import { CaseFilter } from '#cases/list-cases.server.ts'

/** What an address asks for; a part of it that means nothing is left out, not refused. */
export const caseFilterFrom = (asked: URLSearchParams): CaseFilter => {
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
