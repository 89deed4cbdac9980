import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { warningKeys } from '#risk/alerts/raise-by-hand.server.ts'

export const POST = post(z.strictObject({}), actor => warningKeys(actor))
