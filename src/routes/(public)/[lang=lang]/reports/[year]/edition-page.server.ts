// What a page of the annual report shows, for the newest edition and for an earlier one alike.
import { publishedPage, publishedPdf } from '#app/published-page.server.ts'
import { notFound } from '#kernel/problem.ts'
import { readPublished } from '#publication/read-report.server.ts'

type Params = { year: string; edition?: string }

const published = ({ network, locale }: App.Locals, { year, edition }: Params) => {
  if (!network || !Number.isInteger(Number(year))) throw notFound()
  return readPublished(network.id, Number(year), locale, edition === undefined ? undefined : Number(edition))
}

export const editionPage = async (locals: App.Locals, params: Params) =>
  publishedPage(locals, String(Number(params.year)), await published(locals, params))

export const editionPdf = async (locals: App.Locals, params: Params): Promise<Response> =>
  publishedPdf(locals.locale, String(Number(params.year)), await published(locals, params))
