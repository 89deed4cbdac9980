import { listReportYears } from '#publication/read-report.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => listReportYears(locals.actor)
