import { notFound } from '#kernel/problem.ts'
import { readPublished } from '#publication/read-report.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const year = Number(params.year)
  if (!locals.network || !Number.isInteger(year)) throw notFound()
  const { pdf } = await readPublished(locals.network.id, year, locals.locale)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="fener-${year}-${locals.locale}.pdf"`
    }
  })
}
