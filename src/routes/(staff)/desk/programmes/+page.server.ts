import { may } from '#access/verbs.ts'
import { listPeople } from '#identity/people.server.ts'
import { listProgrammes } from '#services/list-programmes.server.ts'
import { programmeVerbs } from '#services/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, network } }) => {
  const programmes = await listProgrammes(actor)
  const mayRecord = actor.kind === 'staff' && may(actor, programmeVerbs['programme.record'])
  const all = actor.kind === 'staff' && actor.roles.includes('coordinator')
  const organisations = mayRecord ? (await listPeople(actor)).organisations : []
  return {
    programmes,
    mayRecord,
    currency: network?.profile.currency ?? 'EUR',
    organisations: organisations.filter(o => all || (actor.kind === 'staff' && o.id === actor.organisation))
  }
}
