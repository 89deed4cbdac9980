import { listWaitingForKeys } from '#access/grant-keys.server.ts'
import { accessVerbs } from '#access/permissions.ts'
import { may } from '#access/verbs.ts'
import { missingStanding } from '#identity/make-standing.server.ts'
import { listPeople } from '#identity/people.server.ts'
import { seeNewKeys } from '#identity/see-new-keys.server.ts'
import { seeOrphaned } from '#app/leaving.server.ts'
import { identityVerbs } from '#identity/verbs.ts'
import { keysToHandOn } from '#access/keys-to-hand-on.server.ts'
import { listLinks } from '#reports/professionals/list-links.server.ts'
import { reportVerbs } from '#reports/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor } }) => {
  const mayGrant = may(actor, accessVerbs['keys.grant'])
  return {
    ...(await listPeople(actor)),
    mayInvite: may(actor, identityVerbs['people.invite']),
    newKeys: may(actor, identityVerbs['people.end-access']) ? await seeNewKeys(actor) : null,
    missing: await missingStanding(actor),
    orphaned: await seeOrphaned(actor),
    links: may(actor, reportVerbs['referral-link.list']) ? await listLinks(actor) : null,
    waiting: mayGrant ? await listWaitingForKeys(actor) : [],
    keys: mayGrant ? await keysToHandOn(actor) : null
  }
}
