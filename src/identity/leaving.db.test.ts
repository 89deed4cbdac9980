// Somebody leaves (TRU1): every circle they could open gets a new key, made by one who stays and taken whole or not at all.
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { findRoot, nothingKnown } from '#access/circle-roots.ts'
import { keysOf } from '#access/circles.server.ts'
import { grantKeys, listWaitingForKeys } from '#access/grant-keys.server.ts'
import { keysToHandOn } from '#access/keys-to-hand-on.server.ts'
import type { Renewal } from '#access/next-epoch.ts'
import { listRenewals, renewKeys } from '#access/renew-keys.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { openerOf, renewalBy } from '#access/testing/renew.ts'
import { useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { readHandle } from '#platform/handles.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { asSealed, keysFrom, newRoot, sealBytes, wrapRoot } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'
import { endAccess } from './end-access.server.ts'
import { newSessionToken, findActor, sessionHash } from './session.server.ts'

const database = testDatabase()
useDatabase(database)

let network: NetworkId
let coordinator: TestPerson
let mara: TestPerson
let dragan: TestPerson
let stranger: TestPerson
let intake: TestCircle

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )
const leaves = (person: TestPerson, evenSo = false) =>
  endAccess(coordinator.actor, { person: person.actor.account, evenSo })
const one = async (person: TestPerson): Promise<Renewal> => (await listRenewals(person.actor))[0]!
const keeps = async (person: TestPerson, circle: TestCircle) => {
  await database.owner.query(
    `update access.circle_members set kind = 'keeper' where circle_id = $1 and account_id = $2`,
    [circle.id, person.actor.account]
  )
  person.actor = {
    ...person.actor,
    circles: person.actor.circles.filter(c => c !== circle.id),
    kept: [circle.id]
  }
}
const keysFor = (actor: StaffActor, circle: CircleId) =>
  database.read('app', { network, circles: actor.circles, kept: actor.kept, account: actor.account }, tx =>
    keysOf(readHandle(tx), actor, [circle])
  )

beforeEach(async () => {
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
  mara = await makePerson(database, network, 'operator')
  dragan = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'case-manager')
  intake = await makeTestCircle(database, network, 'intake', [coordinator, mara, dragan])
  await keeps(coordinator, intake)
})

describe('who leaves', () => {
  it('marks exactly the circles they could open, and tells few case teams as few', async () => {
    const others = await makeTestCircle(database, network, 'case', [stranger])
    const shared = await makeTestCircle(database, network, 'case', [stranger, dragan])
    expect(await leaves(dragan)).toEqual({
      standing: ['intake'],
      teams: { fewerThan: 5 },
      left: { shown: 0 }
    })
    const marked = await database.owner.query(
      'select id from access.circles where network_id = $1 and renew_since is not null',
      [network]
    )
    expect(marked.rows.map(r => r.id).sort()).toEqual([intake.id, shared.id].sort())
    expect((await listRenewals(stranger.actor)).map(r => r.circle)).toEqual([shared.id])
    expect(others.id).not.toBe(shared.id)
  })

  it('has no session, no wrap, no role and no circle afterwards', async () => {
    const token = newSessionToken()
    await database.owner.query(
      `insert into identity.sessions (network_id, hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [network, sessionHash(token), dragan.actor.account]
    )
    expect((await findActor(token))?.circles).toEqual([intake.id])
    await leaves(dragan)
    expect(await findActor(token)).toBeUndefined()
    const left = await database.owner.query(
      `select (select count(*) from access.wraps where account_id = $1)::int as wraps,
              (select count(*) from access.circle_members where account_id = $1 and until_at is null)::int as circles,
              (select count(*) from identity.memberships where person_id = $1 and until_at is null)::int as roles`,
      [dragan.actor.account]
    )
    expect(left.rows[0]).toEqual({ wraps: 0, circles: 0, roles: 0 })
  })

  it('while nobody else holds a team’s key, only goes when that was said', async () => {
    await makeTestCircle(database, network, 'case', [stranger])
    expect(await refused(leaves(stranger))).toBe('people.last-holder')
    const still = await database.owner.query(
      `select left_at, (select count(*) from access.circles where network_id = $2 and renew_since is not null)::int as marked
       from identity.people where id = $1`,
      [stranger.actor.account, network]
    )
    expect(still.rows[0]).toEqual({ left_at: null, marked: 0 })
    expect(await leaves(stranger, true)).toEqual({
      standing: [],
      teams: { shown: 0 },
      left: { fewerThan: 5 }
    })
    // what the team holds is not thrown away with the last key to it
    const wraps = await database.owner.query('select 1 from access.wraps where account_id = $1', [
      stranger.actor.account
    ])
    expect(wraps.rowCount).toBe(1)
  })

  it('stands in the log that coordinators read', async () => {
    const coordination = await makeTestCircle(database, network, 'coordination', [coordinator])
    await leaves(dragan)
    const entries = await database.owner.query(
      `select verb, subject, circle_id from audit.entries where network_id = $1 and verb = 'people.end-access'`,
      [network]
    )
    expect(entries.rows).toEqual([
      {
        verb: 'people.end-access',
        subject: `identity.people/${dragan.actor.account}`,
        circle_id: coordination.id
      }
    ])
  })

  it('may be invited again under the same address, as a new account', async () => {
    const { rows } = await database.owner.query('select email from identity.people where id = $1', [
      dragan.actor.account
    ])
    const again = () =>
      database.owner.query(
        `insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
         select network_id, gen_random_uuid(), organisation_id, upper(email), name, locale, recipient, sign_public, joined_on
         from identity.people where email = $1 limit 1`,
        [rows[0].email]
      )
    expect(await refused(again())).toBe('23505')
    await leaves(dragan)
    expect(await refused(again())).toBe('accepted')
  })
})

describe('a new key', () => {
  it('is made by one who stays: they open old and new, who left opens neither wrap nor content', async () => {
    await leaves(dragan)
    const renewal = await one(mara)
    expect(renewal.holders.map(h => h.account).sort()).toEqual(
      [coordinator.actor.account, mara.actor.account].sort()
    )
    const { root, input } = await renewalBy(mara, renewal)
    expect(await renewKeys(mara.actor, input)).toEqual({ epoch: 2 })
    expect(await listRenewals(mara.actor)).toEqual([])
    expect(await listRenewals(coordinator.actor)).toEqual([])
    for (const who of [mara, coordinator]) {
      const keys = await keysFor(who.actor, intake.id)
      const at = (epoch: number) =>
        findRoot(keys, { circle: intake.id, epoch }, openerOf(who), nothingKnown())
      expect((await at(2)).root).toEqual(root)
      expect((await at(1)).root).toEqual(intake.root)
    }
    const all = await database.owner.query(
      'select account_id, sealed from access.wraps where epoch = 2 and circle_id = $1',
      [intake.id]
    )
    expect(all.rows.map(r => r.account_id)).not.toContain(dragan.actor.account)
    // the rows are out of reach, and so are the roots when somebody hands the rows over
    const gone: StaffActor = { ...dragan.actor, circles: [], kept: [] }
    expect((await keysFor(gone, intake.id)).wraps).toEqual([])
    const keys = await keysFor(mara.actor, intake.id)
    const stolen = { ...keys, wraps: keys.wraps.map(w => ({ ...w })) }
    const asDragan = findRoot(stolen, { circle: intake.id, epoch: 2 }, openerOf(dragan), nothingKnown())
    await expect(asDragan).rejects.toMatchObject({ code: 'cannot-open' })
  })

  it('may be made by a keeper, who still sees no row of the circle', async () => {
    await leaves(dragan)
    const { input } = await renewalBy(coordinator, await one(coordinator))
    await renewKeys(coordinator.actor, input)
    const { circles, kept, account } = coordinator.actor
    const rows = await database.transaction(
      'app',
      { network, circles, kept, account },
      async tx => (await sql`select 1 from reports.envelopes`.execute(tx)).rows.length
    )
    expect(rows).toBe(0)
    expect((await keysFor(mara.actor, intake.id)).epochs.map(e => e.epoch)).toEqual([1, 2])
  })

  it('is taken once: replayed, stale and skipped epochs are told so, and of two desks one is first', async () => {
    await leaves(dragan)
    const renewal = await one(mara)
    const first = await renewalBy(mara, renewal)
    const second = await renewalBy(coordinator, await one(coordinator))
    const answers = await Promise.all([
      refused(renewKeys(mara.actor, first.input)),
      refused(renewKeys(coordinator.actor, second.input))
    ])
    expect(answers.sort()).toEqual(['accepted', 'keys.changed'])
    expect(await refused(renewKeys(mara.actor, first.input))).toBe('keys.changed')
    expect(await refused(renewKeys(mara.actor, { ...first.input, epoch: 4 }))).toBe('keys.changed')
    // nobody has left since: no reason for another
    expect(await refused(renewKeys(mara.actor, { ...first.input, epoch: 3 }))).toBe('keys.not-needed')
    const epochs = await database.owner.query('select epoch from access.circle_epochs where circle_id = $1', [
      intake.id
    ])
    expect(epochs.rowCount).toBe(2)
  })

  it('is for exactly those who stay', async () => {
    const renewal = await one(mara)
    expect(renewal).toBeUndefined()
    await leaves(dragan)
    const stay = await one(mara)
    const { input } = await renewalBy(mara, stay)
    const wrong = async (holders: Renewal['holders']) =>
      refused(renewKeys(mara.actor, (await renewalBy(mara, { ...stay, holders })).input))
    const as = (person: TestPerson) => ({
      account: person.actor.account as string,
      name: '',
      recipient: person.keys.recipient,
      vouch: null
    })
    expect(await wrong([...stay.holders, as(dragan)])).toBe('keys.members-changed')
    expect(await wrong([...stay.holders, as(stranger)])).toBe('keys.members-changed')
    expect(await wrong(stay.holders.slice(1))).toBe('keys.members-changed')
    expect(await wrong([stay.holders[0]!, stay.holders[0]!])).toBe('keys.members-changed')
    expect(await wrong([stay.holders[0]!, as(dragan)])).toBe('keys.members-changed')
    expect(await refused(renewKeys(mara.actor, input))).toBe('accepted')
  })

  it('is not made by who left, is elsewhere, or has no place in the circle', async () => {
    const before = dragan.actor
    await leaves(dragan)
    const stay = await one(mara)
    const { input } = await renewalBy(mara, stay)
    // a request of the leaver that was on its way: as if they were still in, with a root of their own making
    expect(await refused(renewKeys(before, input))).toBe('common.not-found')
    expect(await refused(renewKeys(stranger.actor, input))).toBe('common.not-found')
    const elsewhere = await makePerson(database, await makeNetwork(database), 'operator')
    const forged = { ...elsewhere.actor, circles: [intake.id] }
    expect(await refused(renewKeys(forged, input))).toBe('common.not-found')
    const nobody = { kind: 'anonymous', network, circles: [intake.id] } as const
    expect(await refused(renewKeys(nobody, input))).toBe('common.not-found')
    expect(await refused(listRenewals(nobody))).toBe('common.not-found')
    // nor does who left still let somebody in
    expect(
      await refused(
        grantKeys(before, {
          account: stranger.actor.account,
          circle: intake.id,
          epoch: 1,
          sealed: input.wraps[0]!.sealed,
          vouch: new Uint8Array(32)
        })
      )
    ).toBe('common.not-found')
  })

  it('is a key the circle never had, wrapped for one reader at a time', async () => {
    await leaves(dragan)
    const stay = await one(mara)
    const again = await renewalBy(mara, stay, new Uint8Array(intake.root))
    expect(await refused(renewKeys(mara.actor, again.input))).toBe('keys.same-key')
    const { input } = await renewalBy(mara, stay)
    const { epoch, wraps } = input
    const two = asSealed<unknown>(
      await sealBytes(newRoot(), {
        kind: 'wrap',
        type: 'application/octet-stream',
        ctx: {
          network,
          table: 'access.wraps',
          row: mara.actor.account,
          circle: intake.id,
          epoch,
          purpose: 'wrap',
          rev: 1
        },
        signer: { by: `acc:${mara.actor.account}`, signPrivate: mara.keys.signPrivate },
        at: new Date().toISOString(),
        recipients: [mara.keys.recipient, dragan.keys.recipient]
      })
    )
    const both = { ...input, wraps: [{ ...wraps[0]!, sealed: two }, ...wraps.slice(1)] }
    expect(await refused(renewKeys(mara.actor, both))).toBe('input.malformed')
    expect(await refused(renewKeys(mara.actor, { ...input, previous: two }))).toBe('input.malformed')
  })

  it('made while one more leaves is refused, or the circle waits for the next one', async () => {
    const teuta = await makePerson(database, network, 'operator')
    await database.owner.query(
      `insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
       values ($1, $2, $3, 'member', $4, now())`,
      [network, intake.id, teuta.actor.account, mara.actor.account]
    )
    await leaves(dragan)
    const { input } = await renewalBy(mara, await one(mara))
    expect(input.wraps).toHaveLength(3)
    const [answer] = await Promise.all([refused(renewKeys(mara.actor, input)), leaves(teuta)])
    const { rows } = await database.owner.query(
      `select epoch, renew_since is not null as waits,
              (select count(*) from access.wraps where account_id = $2)::int as wraps
       from access.circles where id = $1`,
      [intake.id, teuta.actor.account]
    )
    expect(rows[0]).toEqual({ epoch: answer === 'accepted' ? 2 : 1, waits: true, wraps: 0 })
    expect(['accepted', 'keys.members-changed']).toContain(answer)
  })

  it('asked for while nobody left shows nothing and leaves no entry', async () => {
    const count = async () =>
      Number(
        (await database.owner.query('select count(*) from audit.entries where network_id = $1', [network]))
          .rows[0].count
      )
    const before = await count()
    expect(await listRenewals(mara.actor)).toEqual([])
    expect(await count()).toBe(before)
    await leaves(dragan)
    await listRenewals(mara.actor)
    expect(await count()).toBe(before + 2)
  })
})

describe('who comes after a new key', () => {
  it('gets the newest wrap alone, and with it reads back to the first', async () => {
    await leaves(dragan)
    const { root, input } = await renewalBy(mara, await one(mara))
    const teuta = await makePerson(database, network, 'operator')
    const waiting = (await listWaitingForKeys(mara.actor)).find(w => w.account === teuta.actor.account)!
    const grant = async (epoch: number, secret: Uint8Array<ArrayBuffer>) => {
      const one = {
        network,
        circle: intake.id,
        epoch,
        account: teuta.actor.account,
        recipient: waiting.recipient
      }
      const signer = { by: `acc:${mara.actor.account}`, signPrivate: mara.keys.signPrivate } as const
      return grantKeys(mara.actor, {
        account: one.account,
        circle: one.circle,
        epoch,
        sealed: asSealed<unknown>(
          await wrapRoot({ ...one, root: secret, signer, at: new Date().toISOString() })
        ),
        vouch: vouch(secret, one)
      })
    }
    await renewKeys(mara.actor, input)
    // the page was opened before the key changed: told so, instead of being left with an old key
    expect(await refused(grant(1, new Uint8Array(intake.root)))).toBe('keys.changed')
    await grant(2, new Uint8Array(root))
    teuta.actor = { ...teuta.actor, circles: [intake.id] }
    const keys = await keysToHandOn(teuta.actor)
    expect(keys.wraps.map(w => w.epoch)).toEqual([2])
    const old = await findRoot(keys, { circle: intake.id, epoch: 1 }, openerOf(teuta), nothingKnown())
    expect(old.root).toEqual(intake.root)
    // and is vouched for: the next new key needs no call
    await leaves(mara)
    const next = await one(teuta)
    expect(next.holders.every(h => h.vouch !== null)).toBe(true)
    await renewKeys(teuta.actor, (await renewalBy(teuta, next)).input)
    const third = await findRoot(
      await keysFor(teuta.actor, intake.id),
      { circle: intake.id, epoch: 3 },
      openerOf(teuta),
      nothingKnown()
    )
    expect(third.keys.recipient).not.toBe((await keysFrom(root, 'circle')).recipient)
  })
})
