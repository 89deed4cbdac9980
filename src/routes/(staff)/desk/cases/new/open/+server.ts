import { post } from '#app/endpoint.server.ts'
import { NewCase } from '#cases/index.server.ts'
import { openCase } from '#cases/open-case.server.ts'

export const POST = post(NewCase, openCase)
