import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { readMatchingKeys } from '#cases/ask-matches.server.ts'

export const POST = post(z.strictObject({}), readMatchingKeys)
