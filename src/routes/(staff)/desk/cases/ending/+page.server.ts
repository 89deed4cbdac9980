import { listEnding } from '#cases/list-ending.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ ending: await listEnding(locals.actor) })
