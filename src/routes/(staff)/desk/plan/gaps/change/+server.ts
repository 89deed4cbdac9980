import { post } from '#app/endpoint.server.ts'
import { ChangeGap, changeGap } from '#plan/gaps/change-gap.server.ts'

export const POST = post(ChangeGap, changeGap)
