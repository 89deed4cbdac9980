import assets from '../../../.generated/public-assets.json' with { type: 'json' }
import { publicWordsOf } from '#locales/words.server.ts'
import { localNetwork } from './network.ts'
import { leaveTargets } from './leave.ts'

// No SvelteKit in the browser here: size, and pages which work the same without script.
export const csr = false

export const load = ({ params, url, locals, setHeaders }) => {
  const segment = (params as { lang?: string }).lang
  const locale = locals.pageLocale
  const rest = segment ? url.pathname.slice(segment.length + 1) : ''
  setHeaders({
    'cache-control': 'no-store',
    // With 'no-referrer' browsers send `Origin: null` on a form post, which looks like another site's. 'same-origin' says as
    // little to others, so pages with a form have it.
    'referrer-policy': /^\/[wrdfh](?:\/|$)/.test(rest) ? 'same-origin' : 'no-referrer'
  })
  return {
    locale,
    rest,
    leave: leaveTargets[locale],
    network: localNetwork(locals.network, locale),
    onion: locals.onion,
    madeUp: locals.network?.madeUp ?? false,
    assets: assets as Record<'exit' | 'report' | 'return' | 'refer', string>,
    words: {
      public: publicWordsOf('public', locale),
      ui: publicWordsOf('ui', locale),
      problems: publicWordsOf('problems', locale)
    }
  }
}
