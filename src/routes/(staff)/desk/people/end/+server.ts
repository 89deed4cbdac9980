import { post } from '#app/endpoint.server.ts'
import { endAccessWithWork } from '#app/leaving.server.ts'
import { EndAccess } from '#identity/end-access.server.ts'

export const POST = post(EndAccess, (actor, input) => endAccessWithWork(actor, input))
