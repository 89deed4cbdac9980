import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AddTask, addOwnTask } from '#plan/add-task.server.ts'

export const POST = post(AddTask, (actor, input, { locals }) => addOwnTask(actor, input, zone(locals)))
