import { openHouse } from '#app/house.server.ts'
import { waitingMailOf } from '#identity/waiting-mail.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  mail: await waitingMailOf(locals.actor),
  mailIsOff: (await openHouse()).config.smtpUrl === undefined
})
