// Test support: a network with people whose keys are real, made without the slow password stretching.
import type { CircleKind } from '../circles.server.ts'
import { sql } from 'kysely'
import type { AccountId, CircleId, NetworkId, OrganisationId } from '#kernel/id.ts'
import type { Role, StaffActor } from '#kernel/actor.ts'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'
import { keysFrom, newRoot, wrapRoot, type Keys } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'

export type TestPerson = { actor: StaffActor; keys: Keys; root: Uint8Array }
export type TestCircle = { id: CircleId; keys: Keys; root: Uint8Array }

export const id = () => crypto.randomUUID()

export const makeNetwork = async (database: Database, slug = id()): Promise<NetworkId> => {
  const network = id() as NetworkId
  const profile = { id: slug, name: { sr: 'Opština', sq: 'Komuna', en: 'Municipality' } }
  await database.transaction('identity', { network }, tx =>
    writeHandle(tx).run(sql`
      insert into identity.networks (network_id, slug, profile, receipt_salt, set_up_on)
      values (${network}, ${slug}, ${JSON.stringify(profile)}::jsonb, ${Buffer.alloc(16, 7)}, '2026-01-01')`)
  )
  return network
}

export const makePerson = async (database: Database, network: NetworkId, role: Role): Promise<TestPerson> => {
  const account = id() as AccountId
  const organisation = id() as OrganisationId
  const root = newRoot()
  const keys = await keysFrom(root, 'account')
  await database.transaction('identity', { network }, async tx => {
    const db = writeHandle(tx)
    await db.run(sql`
      insert into identity.organisations (network_id, id, name, kind)
      values (${network}, ${organisation}, ${JSON.stringify({ sr: role, sq: role, en: role })}::jsonb, 'ngo')`)
    await db.run(sql`
      insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
      values (${network}, ${account}, ${organisation}, ${`${account}@example.org`}, ${role}, 'sr-Latn', ${keys.recipient},
              ${Buffer.from(keys.signPublic)}, '2026-01-01')`)
    await db.run(sql`
      insert into identity.memberships (network_id, person_id, role, from_at) values (${network}, ${account}, ${role}, now())`)
  })
  const actor: StaffActor = {
    kind: 'staff',
    account,
    network,
    organisation,
    roles: [role],
    circles: [],
    kept: [],
    name: role,
    locale: 'sr-Latn'
  }
  return { actor, keys, root }
}

/** A circle with its members; the members' actors know it afterwards. */
export const makeTestCircle = async (
  database: Database,
  network: NetworkId,
  kind: CircleKind,
  members: TestPerson[]
): Promise<TestCircle> => {
  const circle = id() as CircleId
  const root = newRoot()
  const keys = await keysFrom(root, 'circle')
  const maker = members[0]!
  await database.transaction('identity', { network }, async tx => {
    const db = writeHandle(tx)
    await db.run(sql`
      insert into access.circles (network_id, id, kind, made_by, made_at)
      values (${network}, ${circle}, ${kind}, ${maker.actor.account}, now())`)
    await db.run(sql`
      insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at)
      values (${network}, ${circle}, 1, ${keys.recipient}, ${maker.actor.account}, now())`)
    for (const member of members) {
      const theirs = {
        network,
        circle,
        epoch: 1,
        account: member.actor.account as string,
        recipient: member.keys.recipient
      }
      const sealed = await wrapRoot({
        ...theirs,
        root,
        signer: { by: `acc:${maker.actor.account}`, signPrivate: maker.keys.signPrivate },
        at: new Date().toISOString()
      })
      await db.run(sql`
        insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
        values (${network}, ${circle}, ${member.actor.account}, 'member', ${maker.actor.account}, now())`)
      await db.run(sql`
        insert into access.wraps (network_id, circle_id, epoch, account_id, granted_by, sealed, vouch)
        values (${network}, ${circle}, 1, ${member.actor.account}, ${maker.actor.account}, ${Buffer.from(sealed)},
                ${Buffer.from(vouch(root, theirs))})`)
    }
  })
  for (const member of members) member.actor = { ...member.actor, circles: [...member.actor.circles, circle] }
  return { id: circle, keys, root }
}
