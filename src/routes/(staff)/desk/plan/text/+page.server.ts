import { readVersion } from '#plan/versions/read-versions.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { document, version } = await readVersion(locals.actor, 'newest')
  return { document, version }
}
