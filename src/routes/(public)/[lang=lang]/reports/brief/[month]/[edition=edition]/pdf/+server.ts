import { briefPdf } from '../../brief-page.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, params }) => briefPdf(locals, params)
