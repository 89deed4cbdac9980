import { post } from '#app/endpoint.server.ts'
import { markHandOverRead, ReadMark } from '#reports/line/hand-overs.server.ts'

export const POST = post(ReadMark, (actor, input) => markHandOverRead(actor, input))
