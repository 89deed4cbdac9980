import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { indicators } from '#app/indicators.server.ts'
import { takeValues } from '#plan/take-values.server.ts'

export const POST = post(z.strictObject({}), actor => takeValues(actor, indicators))
