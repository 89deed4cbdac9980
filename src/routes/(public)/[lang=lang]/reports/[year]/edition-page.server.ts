// What a page of the annual report shows, for the newest edition and for an earlier one alike.
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { locales, pathOf } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { formatDate } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { wordsFor } from '#locales/words.server.ts'
import { readPublished } from '#publication/read-report.server.ts'

const published = async (locals: App.Locals, params: { year: string; edition?: string }) => {
  const year = Number(params.year)
  if (!locals.network || !Number.isInteger(year)) throw notFound()
  const asked = params.edition === undefined ? undefined : Number(params.edition)
  return { year, ...(await readPublished(locals.network.id, year, locals.locale, asked)) }
}

export const editionPage = async (locals: App.Locals, params: { year: string; edition?: string }) => {
  const { year, tree, edition, at, editions } = await published(locals, params)
  const { locale } = locals
  const t = wordsFor(locale, 'plan')
  const day = (instant: Date) => formatDate(locale, dayIn(instant, zone(locals)))
  const newest = editions[0]!.edition
  const address = (of: number, language = locale) =>
    `/${pathOf[language]}/reports/${year}${of === newest ? '' : `/${of}`}`
  return {
    tree,
    published:
      editions.length > 1
        ? t('annual.edition-on', { n: edition, day: day(at) })
        : t('annual.published-on', { day: day(at) }),
    newest:
      edition === newest
        ? null
        : { text: t('annual.was-corrected'), link: t('annual.to-newest'), href: address(newest) },
    seeChanges: t('annual.see-changes'),
    contents: t('annual.contents'),
    pdf: `${address(edition)}/pdf`,
    download: t('annual.download'),
    editionsTitle: t('annual.other-editions'),
    editions: editions
      .filter(e => e.edition !== edition)
      .map(e => ({
        href: address(e.edition),
        text: t('annual.edition-on', { n: e.edition, day: day(e.at) })
      })),
    others: locales
      .filter(l => l !== locale)
      .map(l => ({ locale: l, href: address(edition, l), name: languageNames[l] }))
  }
}

export const editionPdf = async (
  locals: App.Locals,
  params: { year: string; edition?: string }
): Promise<Response> => {
  const { year, edition, pdf } = await published(locals, params)
  const name = `fener-${year}${edition > 1 ? `-${edition}` : ''}-${locals.locale}.pdf`
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` }
  })
}
