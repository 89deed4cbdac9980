import { whyNoYear } from '#risk/field/answers-of-a-year.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, network } }) => ({
  whyNoYear: await whyNoYear(actor),
  settlements: network?.settlements ?? []
})
