import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { checkChain } from '#app/read-audit.server.ts'

export const POST = post(z.strictObject({}), actor => checkChain(actor))
