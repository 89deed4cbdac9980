import { post } from '#app/endpoint.server.ts'
import { CaseFilter, listCases } from '#cases/list-cases.server.ts'

export const POST = post(CaseFilter, listCases)
