import { post } from '#app/endpoint.server.ts'
import { chooseWaitingMail, WaitingMail } from '#identity/waiting-mail.server.ts'

export const POST = post(WaitingMail, (actor, choice) => chooseWaitingMail(actor, choice))
