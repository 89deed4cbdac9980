import { post } from '#app/endpoint.server.ts'
import { GiveTask, giveTask } from '#cases/together/tasks.server.ts'

export const POST = post(GiveTask, (actor, input) => giveTask(actor, input))
