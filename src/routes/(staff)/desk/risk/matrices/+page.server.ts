import { listMatrices } from '#risk/matrices/read-matrices.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:matrices')
  return listMatrices(locals.actor)
}
