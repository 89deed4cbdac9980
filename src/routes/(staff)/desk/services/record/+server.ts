import { post } from '#app/endpoint.server.ts'
import { RecordService, recordService } from '#services/record-service.server.ts'

export const POST = post(RecordService, (actor, input) => recordService(actor, input))
