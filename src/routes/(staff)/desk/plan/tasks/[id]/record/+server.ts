import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { RecordTask, recordTask } from '#plan/record-task.server.ts'

export const POST = post(RecordTask, (actor, input, { params, locals }) =>
  recordTask(actor, params.id ?? '', input, zone(locals))
)
