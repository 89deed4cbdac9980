// What a public page of a situation brief shows: the same page as an annual report's, of a month.
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { locales, pathOf } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { formatDate } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { wordsFor } from '#locales/words.server.ts'
import { readPublishedBrief } from '#risk/brief/read.server.ts'

type Params = { month: string; edition?: string }

const published = async (locals: App.Locals, { month, edition }: Params) => {
  if (!locals.network) throw notFound()
  const asked = edition === undefined ? undefined : Number(edition)
  return { month, ...(await readPublishedBrief(locals.network.id, month, locals.locale, asked)) }
}

export const briefPage = async (locals: App.Locals, params: Params) => {
  const { month, tree, edition, at, editions } = await published(locals, params)
  const { locale } = locals
  const t = wordsFor(locale, 'plan')
  const day = (instant: Date) => formatDate(locale, dayIn(instant, zone(locals)))
  const newest = editions[0]!.edition
  const address = (of: number, language = locale) =>
    `/${pathOf[language]}/reports/brief/${month}${of === newest ? '' : `/${of}`}`
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

export const briefPdf = async (locals: App.Locals, params: Params): Promise<Response> => {
  const { month, edition, pdf } = await published(locals, params)
  const name = `fener-${month}${edition > 1 ? `-${edition}` : ''}-${locals.locale}.pdf`
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` }
  })
}
