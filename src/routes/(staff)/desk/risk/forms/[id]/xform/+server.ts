import { parseId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { takeOutForm } from '#risk/forms/read-forms.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals: { actor }, params }) => {
  const id = parseId(params.id)
  if (!id) throw notFound()
  const { name, xform } = await takeOutForm(actor, id)
  return new Response(xform, {
    headers: {
      // a file, never a page: what somebody else wrote is not shown as ours
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}.xml"`,
      'cache-control': 'no-store'
    }
  })
}
