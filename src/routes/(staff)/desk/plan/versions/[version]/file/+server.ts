import { notFound } from '#kernel/problem.ts'
import { readVersion } from '#plan/versions/read-versions.server.ts'
import { strategyYaml } from '#plan/versions/strategy-yaml.ts'
import type { RequestHandler } from './$types'

/** One version as a file that loads again as the same text. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (!/^[1-9]\d{0,5}$/.test(params.version)) throw notFound()
  const { document, version } = await readVersion(locals.actor, Number(params.version))
  return new Response(strategyYaml(document), {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${document.id}-${version}.yaml"`,
      'cache-control': 'no-store'
    }
  })
}
