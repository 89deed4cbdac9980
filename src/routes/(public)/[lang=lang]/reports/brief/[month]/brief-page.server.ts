// A published situation brief: the same page as an annual report's, of a month.
import { publishedPage, publishedPdf } from '#app/published-page.server.ts'
import { notFound } from '#kernel/problem.ts'
import { readPublishedBrief } from '#risk/brief/read.server.ts'

type Params = { month: string; edition?: string }

const published = ({ network, locale }: App.Locals, { month, edition }: Params) => {
  if (!network) throw notFound()
  return readPublishedBrief(network.id, month, locale, edition === undefined ? undefined : Number(edition))
}

export const briefPage = async (locals: App.Locals, params: Params) =>
  publishedPage(locals, `brief/${params.month}`, await published(locals, params))

export const briefPdf = async (locals: App.Locals, params: Params): Promise<Response> =>
  publishedPdf(locals.locale, params.month, await published(locals, params))
