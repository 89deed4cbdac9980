// What a published page shows around its text, of an annual report and of a brief alike: which edition it is, and the ways to the others.
import { dayIn } from '#kernel/day.ts'
import { locales, pathOf, type Locale } from '#kernel/locale.ts'
import { formatDate } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { wordsFor } from '#locales/words.server.ts'
import { zone } from './zone.ts'

type Edition = { edition: number; at: Date }

/** `path` is what follows `/sr/reports/`: a year, or a brief's month. `editions`: the newest first. */
export const publishedPage = <T>(
  locals: App.Locals,
  path: string,
  { tree, edition, at, editions }: Edition & { tree: T; editions: readonly Edition[] }
) => {
  const { locale } = locals
  const t = wordsFor(locale, 'plan')
  const day = (instant: Date) => formatDate(locale, dayIn(instant, zone(locals)))
  const newest = editions[0]!.edition
  const address = (of: number, language: Locale = locale) =>
    `/${pathOf[language]}/reports/${path}${of === newest ? '' : `/${of}`}`
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

/** `of`: a year or a month. */
export const publishedPdf = (
  locale: Locale,
  of: string,
  { edition, pdf }: { edition: number; pdf: Uint8Array }
): Response => {
  const name = `fener-${of}${edition > 1 ? `-${edition}` : ''}-${locale}.pdf`
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` }
  })
}
