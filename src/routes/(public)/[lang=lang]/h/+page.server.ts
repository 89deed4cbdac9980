// Help nearby. What is looked for is posted, so that no address tells it: the history holds `/h` and nothing more.
import { withForm } from '#app/form.server.ts'
import { ownName } from '#locales/language-names.ts'
import { publicWordsFor } from '#locales/words.server.ts'
import { kindsOfHelp } from '#services/index.ts'
import { listPublicServices } from '../../intake.server.ts'

export const load = async ({ locals, parent }) => {
  const { locale } = await parent()
  const services = await listPublicServices(locals, locale)
  const say = publicWordsFor(locale, 'domain')
  return {
    services,
    kinds: kindsOfHelp
      .filter(kind => services.some(one => one.kinds.includes(kind)))
      .map(kind => ({ kind, name: say(`help.${kind}`) })),
    spoken: [...new Set(services.flatMap(one => one.languages))].map(code => ({ code, ...ownName(code) }))
  }
}

export const actions = {
  default: ({ request }) =>
    withForm(request, ({ form }) => ({
      kind: String(form.get('kind') ?? '').slice(0, 40),
      language: String(form.get('language') ?? '').slice(0, 12)
    }))
}
