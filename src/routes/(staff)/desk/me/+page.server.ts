import { openHouse } from '#app/house.server.ts'
import { waitingMailOf } from '#identity/waiting-mail.server.ts'
import { may } from '#access/verbs.ts'
import { listPrograms } from '#risk/forms/odk-programs.server.ts'
import { odkVerbs } from '#risk/forms/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  mail: await waitingMailOf(locals.actor),
  mailIsOff: (await openHouse()).config.smtpUrl === undefined,
  odk: may(locals.actor, odkVerbs['odk.list']) ? await listPrograms(locals.actor) : null,
  mayLetOdkIn: may(locals.actor, odkVerbs['odk.make'])
})
