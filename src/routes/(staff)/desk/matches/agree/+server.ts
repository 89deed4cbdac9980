import { post } from '#app/endpoint.server.ts'
import { AgreeSame, agreeSame } from '#cases/agree-same.server.ts'

export const POST = post(AgreeSame, agreeSame)
