import { post } from '#app/endpoint.server.ts'
import { EndTask, endTask } from '#cases/together/tasks.server.ts'

export const POST = post(EndTask, (actor, input) => endTask(actor, input))
