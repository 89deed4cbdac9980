import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { listRenewals } from '#access/renew-keys.server.ts'

export const POST = post(z.strictObject({}), actor => listRenewals(actor))
