import { numbersPage } from '../../edition-page.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => numbersPage(locals, params)
