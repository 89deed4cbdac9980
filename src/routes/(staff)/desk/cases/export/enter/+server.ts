import { post } from '#app/endpoint.server.ts'
import { ExportCases, exportCases } from '#cases/out/export-cases.server.ts'

export const POST = post(ExportCases, exportCases)
