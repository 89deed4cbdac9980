import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { readBrief } from '#risk/brief/read.server.ts'
import { briefVerbs } from '#risk/brief/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  brief: await readBrief(locals.actor, params.month, zone(locals)),
  mayPublish: may(locals.actor, briefVerbs['brief.publish'])
})
