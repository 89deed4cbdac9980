// The same in every language: whoever reads it chooses among the three it holds.
import { cachedAnswer, progressNow } from '#app/public-progress.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, request }) => {
  if (!locals.network) throw notFound()
  const { today, strategy, tables, all, evaluations } = await progressNow(locals)
  const document = {
    schema: 'fener-progress/1',
    publisher: locals.network.name,
    asOf: today,
    strategy: { id: strategy.id, title: strategy.meta.title, date: strategy.meta.date },
    progress: all,
    tables,
    evaluations: evaluations.map(({ id, edition, at, document: said }) => ({
      id,
      edition,
      publishedAt: at.toISOString(),
      ...said
    }))
  }
  return cachedAnswer(request, JSON.stringify(document), 'application/json', {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin'
  })
}
