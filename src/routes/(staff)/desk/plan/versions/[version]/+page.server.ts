import { notFound } from '#kernel/problem.ts'
import { readVersion } from '#plan/versions/read-versions.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!/^[1-9]\d{0,5}$/.test(params.version)) throw notFound()
  return readVersion(locals.actor, Number(params.version))
}
