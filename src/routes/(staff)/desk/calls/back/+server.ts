import { post } from '#app/endpoint.server.ts'
import { CallBackStepInput, stepCallBack } from '#line/call-backs.server.ts'

export const POST = post(CallBackStepInput, (actor, input) => stepCallBack(actor, input))
