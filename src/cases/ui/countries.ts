// Countries in the reader's words, as the browser knows them; the desk is drawn in browsers only.
import { countries } from '#kernel/htcds-countries.ts'
import { language } from '#locales/t.svelte.ts'

export const countryNames = (): { code: string; name: string }[] => {
  const named = new Intl.DisplayNames([language(), 'en'], { type: 'region' })
  return countries
    .map(code => ({ code, name: named.of(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language()))
}
