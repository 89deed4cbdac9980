import { listVersions } from '#plan/versions/read-versions.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => listVersions(locals.actor)
