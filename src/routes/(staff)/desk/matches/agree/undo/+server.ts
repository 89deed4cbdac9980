import { post } from '#app/endpoint.server.ts'
import { TakeBackSame, takeBackSame } from '#cases/agree-same.server.ts'

export const POST = post(TakeBackSame, takeBackSame)
