import { post } from '#app/endpoint.server.ts'
import { CheckImport, checkImport } from '#cases/out/import-case.server.ts'

export const POST = post(CheckImport, checkImport)
