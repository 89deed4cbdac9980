import { locales, pathOf } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { formatDate } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { wordsFor } from '#locales/words.server.ts'
import { readPublished } from '#publication/read-report.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const year = Number(params.year)
  if (!locals.network || !Number.isInteger(year)) throw notFound()
  const { tree, at } = await readPublished(locals.network.id, year, locals.locale)
  const t = wordsFor(locals.locale, 'plan')
  return {
    tree,
    published: t('annual.published-on', { day: formatDate(locals.locale, at.toISOString().slice(0, 10)) }),
    contents: t('annual.contents'),
    pdf: `/${pathOf[locals.locale]}/reports/${year}/pdf`,
    download: t('annual.download'),
    others: locales
      .filter(l => l !== locals.locale)
      .map(l => ({ locale: l, href: `/${pathOf[l]}/reports/${year}`, name: languageNames[l] }))
  }
}
