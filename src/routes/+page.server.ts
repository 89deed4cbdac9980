import { redirect } from '@sveltejs/kit'
import { pathOf } from '#kernel/locale.ts'

// No page, no cookie: the language of the reader's own phone, then an address that says it.
export const load = ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', vary: 'accept-language' })
  redirect(302, '/' + pathOf[locals.pageLocale])
}
