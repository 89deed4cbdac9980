import { editionDocx } from '../../edition-page.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, params }) => editionDocx(locals, params)
