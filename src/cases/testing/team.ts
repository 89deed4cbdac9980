// Test support: letting colleagues into a case and handing work on, as their browsers do it.
import { findRoot, nothingKnown } from '#access/circle-roots.ts'
import { id, type TestPerson } from '#access/testing/people.ts'
import { openerOf } from '#access/testing/renew.ts'
import { findActor, newSessionToken, sessionHash } from '#identity/session.server.ts'
import type { TestDatabase } from '#platform/testing/test-database.ts'
import { base64url, wrapRoot } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'
import { handOver } from '../together/hand-over.server.ts'
import { AddToTeam, addToTeam, teamKeys } from '../together/team.server.ts'
import { consentTo, makeProvider, referTo, sealFor, type TestCase } from './desk.ts'

/** As the person's next request comes: with the circles they are in by now. */
export const comesNow = async (database: TestDatabase, person: TestPerson): Promise<TestPerson> => {
  const token = newSessionToken()
  const { network, account } = person.actor
  await database.owner.query(
    `insert into identity.sessions (network_id, hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [network, sessionHash(token), account]
  )
  const actor = await findActor(token)
  return { ...person, actor: actor ?? { ...person.actor, circles: [], kept: [] } }
}

/** What the adder's browser does: each root it holds, wrapped for the colleague. */
export const wrapsFor = async (by: TestPerson, of: TestCase, colleague: TestPerson) => {
  const { circles, keys } = await teamKeys(by.actor, { case: of.id })
  return Promise.all(
    circles
      .filter(c => c.held)
      .map(async ({ circle, epoch }) => {
        const { root } = await findRoot(keys, { circle, epoch }, openerOf(by), nothingKnown())
        const account = colleague.actor.account as string
        const place = { network: by.actor.network as string, circle: circle as string, epoch, account, recipient: colleague.keys.recipient }
        const signer = { by: `acc:${by.actor.account}` as const, signPrivate: by.keys.signPrivate }
        const sealed = await wrapRoot({ ...place, root, signer, at: new Date().toISOString() })
        return { circle, epoch, sealed: base64url(sealed), vouch: base64url(vouch(root, place)) }
      })
  ) // prettier-ignore
}
/** Lets a colleague in. */
export const addColleague = async (by: TestPerson, of: TestCase, colleague: TestPerson) =>
  addToTeam(
    by.actor,
    AddToTeam.parse({
      case: of.id,
      account: colleague.actor.account,
      wraps: await wrapsFor(by, of, colleague)
    })
  )
/** A shelter that was asked for a bed. */
export const caseReferred = async (database: TestDatabase, one: TestCase, manager: TestPerson) => {
  const shelter = await makeProvider(database, one.actor.network, ['shelter'])
  const consent = await consentTo(one, shelter.actor.organisation)
  return { shelter, referral: await referTo(one, manager, shelter, { basis: { kind: 'consent', consent } }) }
}

/** Hands on with sealed words; `by` does it, in the circles they are in now. */
export const giveWork = async (one: TestCase, by: TestPerson, from: TestPerson, to: TestPerson) => {
  const fact = id()
  const place = { table: 'cases.facts', row: fact, purpose: 'note' }
  await handOver(by.actor, {
    case: one.id,
    fact: fact as never,
    from: from.actor.account,
    to: to.actor.account,
    note: { epoch: 1, sealed: await sealFor(by, one.at, { text: 'handed-over-marker' }, place) }
  })
}
