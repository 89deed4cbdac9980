import { post } from '#app/endpoint.server.ts'
import { EndService, endService } from '#services/record-service.server.ts'

export const POST = post(EndService, (actor, input) => endService(actor, input))
