import { readAudit } from '#app/read-audit.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => readAudit(locals.actor)
