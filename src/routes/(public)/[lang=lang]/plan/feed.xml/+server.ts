// What was done, what became late, what was published (RSS 2.0).
import { cachedAnswer, escaped, newsOf, sayings } from '#app/public-progress.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url, request }) => {
  if (!locals.network) throw notFound()
  const { t, say, base } = sayings(locals.locale)
  const link = (path: string) => escaped(url.origin + path)
  const items = (await newsOf(locals, locals.locale)).map(
    one => `<item><title>${escaped(one.title)}</title><link>${link(one.path)}</link>
<guid isPermaLink="false">${escaped(`fener:${locals.network!.id}:${one.id}`)}</guid>
<pubDate>${new Date(`${one.on}T12:00:00Z`).toUTCString()}</pubDate><description>${escaped(one.text)}</description></item>`
  )
  const title = escaped(t('progress.feed-title', { name: say(locals.network.name) }))
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${title}</title><link>${link(base)}</link>
<atom:link rel="self" type="application/rss+xml" href="${link(`${base}/feed.xml`)}"/>
<description>${escaped(t('progress.title'))}</description><language>${locals.locale}</language>
${items.join('\n')}
</channel></rss>
`
  return cachedAnswer(request, body, 'application/rss+xml')
}
