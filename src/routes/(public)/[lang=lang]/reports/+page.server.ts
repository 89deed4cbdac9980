import { pathOf, trilingual } from '#kernel/locale.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { notFound } from '#kernel/problem.ts'
import { wordsFor } from '#locales/words.server.ts'
import { listPublishedBriefs } from '#risk/brief/read.server.ts'
import { briefTitle } from '#risk/brief/words.ts'
import { listPublished } from '#publication/read-report.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.network) throw notFound()
  const t = wordsFor(locals.locale, 'plan')
  const years = await listPublished(locals.network.id)
  return {
    heading: t('annual.title'),
    none: t('annual.none-published'),
    base: `/${pathOf[locals.locale]}`,
    years: years.map(y => y.year),
    briefs: (await listPublishedBriefs(locals.network.id)).map(({ month }) => ({
      month,
      title: trilingual(briefTitle(month), locals.locale, toCyrillic)
    }))
  }
}
