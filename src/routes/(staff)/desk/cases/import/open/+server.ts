import { post } from '#app/endpoint.server.ts'
import { ImportCase, importCase } from '#cases/out/import-case.server.ts'

export const POST = post(ImportCase, importCase)
