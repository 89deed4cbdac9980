import { listPeople } from '#identity/people.server.ts'
import { may } from '#access/verbs.ts'
import { listDirectory } from '#services/index.server.ts'
import { directoryVerbs } from '#services/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor } }) => {
  const services = await listDirectory(actor)
  const mayRecord = actor.kind === 'staff' && may(actor, directoryVerbs['directory.record'])
  const all = actor.kind === 'staff' && actor.roles.includes('coordinator')
  const organisations = mayRecord ? (await listPeople(actor)).organisations : []
  return {
    services,
    mayRecord,
    /** Whose services this person keeps. */
    organisations: organisations.filter(o => all || (actor.kind === 'staff' && o.id === actor.organisation))
  }
}
