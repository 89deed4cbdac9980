// What another site may show of the plan in a frame: no script, no cookie, nothing from elsewhere, a link to the whole.
import { createHash } from 'node:crypto'
import { cachedAnswer, escaped, progressNow, sayings } from '#app/public-progress.server.ts'
import { barParts } from '#plan/index.ts'
import { pathOf } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

const style = `:root{color-scheme:light dark;--ink:#2b2521;--soft:#5e544b;--paper:#fffdf9;--line:#d9cfbf;--pine:#1c5a52;--done:#3f6212;--under-way:#f2a93b;--late:#97391b}
@media(prefers-color-scheme:dark){:root{--ink:#f3ebdf;--soft:#c4b8a8;--paper:#241f1b;--line:#4a4138;--pine:#8fd0c2;--done:#a5c76b;--late:#f0997a}}
body{margin:0;padding:12px;font:15px/1.4 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:17px;margin:0 0 2px}p{margin:2px 0 8px;color:var(--soft)}h2{font-size:15px;margin:12px 0 4px}
svg{display:block;width:100%;height:10px;border-radius:5px;background:var(--line)}
.done{fill:var(--done)}.under-way{fill:var(--under-way)}.late{fill:var(--late)}.not-begun{fill:none}a{color:var(--pine)}`
const styleHash = createHash('sha256').update(style).digest('base64')

export const GET: RequestHandler = async ({ locals, request }) => {
  if (!locals.network) throw notFound()
  const { t, say, day, bar, base } = sayings(locals.locale)
  const { tables, all, today } = await progressNow(locals)
  const drawn = (p: typeof all) =>
    `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${barParts(p)
      .map(({ kind, x, width }) => `<rect class="${kind}" x="${x}" width="${width}" height="10"/>`)
      .join('')}</svg>`
  const part = (title: string, p: typeof all) =>
    `<h2>${escaped(title)}</h2>${drawn(p)}<p>${escaped(bar(p))}</p>`
  const body = `<!doctype html>
<html lang="${locals.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(t('progress.title'))}</title><style>${style}</style></head>
<body><main><h1>${escaped(t('progress.title'))}</h1><p>${escaped(say(locals.network.name))}. ${escaped(t('progress.today', { day: day(today) }))}</p>
${drawn(all)}<p>${escaped(bar(all))}</p>
${tables.map(table => part(say(table.title), table.progress)).join('\n')}
<p><a href="${base}" target="_blank" rel="noopener">${escaped(t('progress.read-more'))}</a></p></main></body></html>
`
  return cachedAnswer(request, body, 'text/html', {
    'content-language': pathOf[locals.locale],
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
    'cross-origin-resource-policy': 'cross-origin'
  })
}
