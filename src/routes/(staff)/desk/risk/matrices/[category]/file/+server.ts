import { takeOut } from '#risk/matrices/take-out.server.ts'
import { z } from 'zod'
import type { RequestHandler } from './$types'

const Version = z.coerce.number().int().min(1).max(1_000_000)

/** A matrix as a file. It is about groups of people, so it may lie on a disk. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const asked = url.searchParams.get('version')
  const version = asked === null ? undefined : Version.safeParse(asked).data
  const text = await takeOut(locals.actor, params.category, version ?? (asked === null ? undefined : 0))
  return new Response(text, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${params.category}${version ? `-${version}` : ''}.yaml"`,
      'cache-control': 'no-store'
    }
  })
}
