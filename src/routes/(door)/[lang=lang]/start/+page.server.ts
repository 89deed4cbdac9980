import { isSetUp } from '#identity/set-up.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async () => {
  if (await isSetUp()) throw notFound()
}
