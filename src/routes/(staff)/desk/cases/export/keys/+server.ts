import { post } from '#app/endpoint.server.ts'
import { PrepareExport, prepareExport } from '#cases/out/export-cases.server.ts'

export const POST = post(PrepareExport, prepareExport)
