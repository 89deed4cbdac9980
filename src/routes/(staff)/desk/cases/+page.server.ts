import { listCases } from '#cases/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => listCases(locals.actor)
