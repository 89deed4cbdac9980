import assets from '../../../.generated/public-assets.json' with { type: 'json' }
import { localeOfPath } from '#kernel/locale.ts'
import { now } from '#platform/clock.server.ts'
import { wordsOf } from '#locales/words.server.ts'
import { localNetwork } from './network.ts'
import { leaveTargets } from './leave.ts'
import { preferredLocale } from './preferred-locale.ts'

// No SvelteKit in the browser here: size, and pages which work the same without script.
export const csr = false

export const load = ({ params, request, url, locals, setHeaders }) => {
  const segment = (params as { lang?: string }).lang
  const locale = (segment && localeOfPath(segment)) || preferredLocale(request.headers.get('accept-language'))
  const rest = segment ? url.pathname.slice(segment.length + 1) : ''
  setHeaders({
    'cache-control': 'no-store',
    // With 'no-referrer' browsers send `Origin: null` on a form post, which looks like another site's. 'same-origin' says as
    // little to others, so pages with a form have it.
    'referrer-policy': /^\/[wr](?:\/|$)/.test(rest) ? 'same-origin' : 'no-referrer'
  })
  return {
    locale,
    rest,
    leave: leaveTargets[locale],
    network: localNetwork(locals.network, locale, now()),
    madeUp: locals.network?.madeUp ? wordsOf('desk', locale)['desk.made-up'] : undefined,
    assets: assets as Record<'exit' | 'report' | 'return', string>,
    words: {
      public: wordsOf('public', locale),
      ui: wordsOf('ui', locale),
      problems: wordsOf('problems', locale)
    }
  }
}
