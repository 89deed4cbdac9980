import { post } from '#app/endpoint.server.ts'
import { AddTask, addTask } from '#cases/together/tasks.server.ts'

export const POST = post(AddTask, (actor, input) => addTask(actor, input))
