import { briefPage } from '../brief-page.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => briefPage(locals, params)
