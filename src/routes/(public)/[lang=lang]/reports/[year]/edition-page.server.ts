// What a page of the annual report shows, for the newest edition and for an earlier one alike.
import { publishedPage, publishedPdf } from '#app/published-page.server.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { pathOf } from '#kernel/locale.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { notFound } from '#kernel/problem.ts'
import { readPublished } from '#publication/read-report.server.ts'

type Params = { year: string; edition?: string }

const published = ({ network, locale }: App.Locals, { year, edition }: Params) => {
  if (!network || !Number.isInteger(Number(year))) throw notFound()
  return readPublished(network.id, Number(year), locale, edition === undefined ? undefined : Number(edition))
}

export const editionPage = async (locals: App.Locals, params: Params) => {
  const found = await published(locals, params)
  const page = publishedPage(locals, String(Number(params.year)), found)
  const base = `/${pathOf[locals.locale]}/reports/${Number(params.year)}`
  return {
    ...page,
    docx: found.docx
      ? { href: page.pdf.replace(/pdf$/, 'docx'), text: wordsFor(locals.locale, 'annual')('annual.docx') }
      : null,
    /** Where each number of this edition has its place. */
    numbersAt: found.tree.numbers ? `${base}/${found.edition}/numbers` : null
  }
}

/** Throws notFound for an edition from before numbers had addresses. */
export const numbersPage = async (locals: App.Locals, params: Params) => {
  const { tree, edition, at, editions } = await published(locals, params)
  if (!tree.numbers) throw notFound()
  const t = wordsFor(locals.locale, 'annual')
  const base = `/${pathOf[locals.locale]}/reports/${Number(params.year)}`
  return {
    numbers: tree.numbers,
    evaluations: `/${pathOf[locals.locale]}/plan/evaluation`,
    heading: t('annual.numbers-page'),
    of: `${tree.title}. ${t('annual.numbers-of', { n: edition, day: formatDate(locals.locale, dayIn(at, zone(locals))) })}`,
    back: {
      text: t('annual.to-report'),
      href: edition === editions[0]!.edition ? base : `${base}/${edition}`
    },
    words: { period: t('annual.period'), how: t('annual.how'), evaluation: t('annual.read-evaluation') }
  }
}

export const editionPdf = async (locals: App.Locals, params: Params): Promise<Response> =>
  publishedPdf(locals.locale, String(Number(params.year)), await published(locals, params))

export const editionDocx = async (locals: App.Locals, params: Params): Promise<Response> => {
  const { edition, docx } = await published(locals, params)
  if (!docx) throw notFound()
  const name = `fener-${Number(params.year)}${edition > 1 ? `-${edition}` : ''}-${locals.locale}.docx`
  return new Response(new Uint8Array(docx), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="${name}"`
    }
  })
}
