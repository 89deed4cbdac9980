// SRV2, SRV3, CAS4: a referral is asked, answered, delivered and followed up; the provider sees the packet and nothing of the case.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { count, useDatabase } from '#access/work.server.ts'
import {
  caseWithPerson,
  consentTo,
  joined,
  makeProvider,
  newTestCircle,
  openWith,
  packet,
  referTo,
  sealFor,
  step,
  today,
  type TestCase
} from '#cases/testing/desk.ts'
import { indicators as ofCases } from '#cases/indicators.server.ts'
import { readCase } from '#cases/read-case.server.ts'
import { recordFact } from '#cases/record-fact.server.ts'
import { withdrawConsent } from '#cases/withdraw-consent.server.ts'
import type { ConsentId, NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { answerReferral } from './answer-referral.server.ts'
import { deliverReferral, followUpReferral } from './deliver-referral.server.ts'
import { expireReferrals } from './expire-referrals.server.ts'
import { indicators } from './indicators.server.ts'
import { listReferrals } from './list-referrals.server.ts'
import { readReferral } from './read-referral.server.ts'
import { revokeReferral } from './revoke-referral.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }

let network: NetworkId
let ana: TestPerson
let shelter: TestPerson
let colleague: TestPerson
let lule: TestPerson
let lawyer: TestPerson
let mine: TestCase
let agreed: ConsentId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  shelter = await makeProvider(database, network, ['shelter'])
  lule = await makePerson(database, network, 'case-manager')
  colleague = await makeProvider(database, network, [], shelter.actor.organisation)
  lawyer = await makeProvider(database, network, ['legal'])
  mine = await caseWithPerson(ana)
  agreed = await consentTo(mine, shelter.actor.organisation)
})

const send = (change: object = {}) =>
  referTo(mine, ana, shelter, { basis: { kind: 'consent', consent: agreed }, ...change })
/** As their browser would be after the next request: the circles they are members of now. */
const refreshed = async (person: TestPerson) => {
  const { rows } = await database.owner.query(
    `select circle_id from access.circle_members where account_id = $1 and until_at is null`,
    [person.actor.account]
  )
  return { ...person.actor, circles: rows.map(r => r.circle_id) }
}

/** Neither rows nor keys, also with a note that was the provider's own; the case team loses nothing. */
const expectNoAccess = async (sent: Awaited<ReturnType<typeof send>>) => {
  const provider = await refreshed(shelter)
  await expect(readReferral(provider, sent.code)).rejects.toMatchObject(notThere)
  expect((await listReferrals(provider)).referrals.map(r => r.code)).not.toContain(sent.code)
  for (const act of [
    () => answerReferral(provider, { referral: sent.id, fact: id(), answer: 'accepted' }),
    () => deliverReferral(provider, { referral: sent.id, fact: id(), step: 'service-delivered', on: today() })
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  const held = await database.owner.query(
    `select account_id, (select count(*)::int from access.wraps w where w.circle_id = m.circle_id and w.account_id = m.account_id) as wraps
     from access.circle_members m where circle_id = $1 and until_at is null`,
    [sent.at.circle.id]
  )
  expect(held.rows).toEqual([{ account_id: ana.actor.account, wraps: 1 }])
}

describe('sending', () => {
  it('rests on consent for this very body, or on a reason, a note and a second person', async () => {
    await expect(referTo(mine, ana, shelter)).rejects.toMatchObject({ code: 'consent.missing' })
    await expect(
      referTo(mine, ana, lawyer, { service: 'legal', basis: { kind: 'consent', consent: agreed } })
    ).rejects.toMatchObject({ code: 'consent.missing' })
    const basis = {
      kind: 'without-consent',
      reason: 'life-in-danger',
      secondPerson: colleague.actor.account,
      agreement: id()
    }
    await expect(send({ basis })).rejects.toMatchObject({ code: 'consent.second-person-needed' })
  })

  it('without consent waits until the second person has agreed at their own desk', async () => {
    const both = await caseWithPerson(ana, [lule])
    const asked = id()
    const to = shelter.actor.organisation
    const ask = (second: string, note?: object) =>
      recordFact(both.actor, {
        case: both.id,
        fact: {
          kind: 'disclosure-asked',
          id: asked,
          on: today(),
          person: both.person,
          to,
          service: 'shelter',
          reason: 'life-in-danger',
          secondPerson: second
        },
        ...note
      })
    const place = { table: 'cases.facts', row: asked, purpose: 'note' }
    const note = { note: { epoch: 1, sealed: await sealFor(ana, both.at, 'why', place) } }
    await expect(ask(lule.actor.account)).rejects.toMatchObject({ code: 'consent.note-missing' })
    for (const outside of [lawyer.actor.account, id()])
      await expect(ask(outside, note)).rejects.toMatchObject({ code: 'consent.second-not-on-case' })
    await expect(ask(ana.actor.account, note)).rejects.toMatchObject({
      code: 'consent.second-person-needed'
    })
    await ask(lule.actor.account, note)
    const basis = {
      kind: 'without-consent',
      reason: 'life-in-danger',
      secondPerson: lule.actor.account,
      agreement: asked
    }
    const tell = () => referTo(both, ana, shelter, { basis })
    await expect(tell()).rejects.toMatchObject({ code: 'consent.second-person-needed' })
    await expect(step(both, 'disclosure-agreed', { asked })).rejects.toMatchObject({
      code: 'consent.not-the-second'
    })
    await step({ ...both, actor: joined(lule, both.at.circle.id) }, 'disclosure-agreed', { asked })
    expect((await tell()).code).toMatch(/^[a-z]+-[0-9]+$/)
    await expect(tell()).rejects.toMatchObject({ code: 'consent.second-person-needed' })
  })

  it('goes to an organisation that gives this help, and to nobody else', async () => {
    await expect(send({ service: 'medical' })).rejects.toMatchObject({ code: 'referral.not-offered' })
    for (const holders of [[ana, lawyer], [ana], [shelter], [ana, shelter, lawyer]]) {
      const { circle } = await newTestCircle(ana, holders)
      await expect(send({ circle })).rejects.toMatchObject({ code: 'referral.wrong-circle' })
    }
  })

  it('is not done by anybody outside the case', async () => {
    const other = await makePerson(database, network, 'case-manager')
    const outside = { ...mine, actor: other.actor }
    await expect(referTo(outside, other, shelter)).rejects.toMatchObject(notThere)
    await expect(
      referTo({ ...mine, actor: joined(shelter, mine.at.circle.id) }, shelter, shelter)
    ).rejects.toMatchObject(notThere)
  })
})

describe('a referral', () => {
  it('shows the provider the packet made for it, and nothing of the case', async () => {
    const sent = await send()
    const read = await readReferral(sent.provider, sent.code)
    expect(read).toMatchObject({ side: 'provider', caseCode: null, status: 'sent', service: 'shelter' })
    expect(
      await openWith(sent.at, ana, fromBase64url(read.packet!.sealed), {
        table: 'services.packets',
        row: sent.id,
        purpose: 'packet'
      })
    ).toEqual(packet)
    expect(JSON.stringify(read)).not.toContain(mine.id)
    expect(JSON.stringify(read)).not.toContain(mine.code)
    await expect(readCase(sent.provider, mine.code)).rejects.toMatchObject(notThere)
    await expect(readCase({ ...sent.provider, roles: ['case-manager'] }, mine.code)).rejects.toMatchObject(
      notThere
    )
    expect(await readReferral(sent.sender, sent.code)).toMatchObject({
      side: 'case-team',
      caseCode: mine.code
    })
  })

  it('does not exist for another organisation, nor for a colleague who was given no key', async () => {
    const sent = await send()
    for (const actor of [lawyer.actor, colleague.actor, ana.actor]) {
      await expect(readReferral(actor, sent.code)).rejects.toMatchObject(notThere)
      await expect(
        answerReferral(actor, { referral: sent.id, fact: id(), answer: 'accepted' })
      ).rejects.toMatchObject(notThere)
      expect((await listReferrals(actor)).referrals.map(r => r.code)).not.toContain(sent.code)
    }
    // even one who sat in the circle by mistake may not answer for an organisation that was not asked
    const misplaced = { ...lawyer.actor, circles: sent.provider.circles }
    await expect(
      answerReferral(misplaced, { referral: sent.id, fact: id(), answer: 'accepted' })
    ).rejects.toMatchObject(notThere)
    await expect(
      deliverReferral(misplaced, { referral: sent.id, fact: id(), step: 'service-delivered', on: today() })
    ).rejects.toMatchObject(notThere)
  })

  it('is accepted, begun, delivered with a sealed note and followed up; the case tells it', async () => {
    const sent = await send()
    await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
    await expect(
      answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
    ).rejects.toMatchObject({ code: 'referral.not-now' })
    await deliverReferral(sent.provider, {
      referral: sent.id,
      fact: id(),
      step: 'service-begun',
      on: today()
    })
    const fact = id()
    const note = {
      epoch: 1,
      sealed: await sealFor(shelter, sent.at, 'a-bed-and-a-key', {
        table: 'services.referral_facts',
        row: fact,
        purpose: 'note'
      })
    }
    await expect(
      deliverReferral(sent.provider, {
        referral: sent.id,
        fact,
        step: 'service-delivered',
        on: '2999-01-01',
        note
      })
    ).rejects.toMatchObject({ code: 'case.not-yet' })
    await deliverReferral(sent.provider, {
      referral: sent.id,
      fact,
      step: 'service-delivered',
      on: today(),
      note
    })
    const told = (await readReferral(sent.sender, sent.code)).facts.find(f => f.id === fact)!
    expect(
      await openWith(sent.at, shelter, fromBase64url(told.note!.sealed), {
        table: 'services.referral_facts',
        row: fact,
        purpose: 'note'
      })
    ).toBe('a-bed-and-a-key')
    const inCase = (await readCase(sent.sender, mine.code)).facts.flatMap(f =>
      'referral' in f && f.referral === sent.id ? [f.kind] : []
    )
    expect(inCase).toEqual(['referral-sent', 'referral-accepted', 'referral-delivered'])
    await expect(
      followUpReferral(sent.provider, { referral: sent.id, fact: id(), helped: 'yes' })
    ).rejects.toMatchObject(notThere)
    await followUpReferral(sent.sender, { referral: sent.id, fact: id(), helped: 'partly' })
    expect((await readReferral(await refreshed(ana), sent.code)).status).toBe('followed-up')
    await expectNoAccess(sent)
    const wrong = recordFact(sent.sender, {
      case: mine.id,
      fact: { kind: 'correction', id: id(), on: today(), of: fact }
    })
    await expect(wrong).rejects.toMatchObject({ code: 'case.nothing-to-correct' })
  })

  it('is not refused without a reason, and a refused packet is not kept', async () => {
    const sent = await send()
    const refusal = { referral: sent.id, fact: id(), answer: 'declined' as const }
    await expect(answerReferral(sent.provider, refusal)).rejects.toMatchObject({
      code: 'referral.reason-missing'
    })
    await answerReferral(sent.provider, { ...refusal, reason: 'no-free-place' })
    const read = await readReferral(await refreshed(ana), sent.code)
    expect(read).toMatchObject({ status: 'declined', packet: null, next: [] })
    await expectNoAccess(sent)
    expect((await listReferrals(sent.sender)).referrals.find(r => r.code === sent.code)).toMatchObject({
      status: 'declined',
      deadline: null
    })
  })

  it('once revoked is no longer there for the provider: no packet, no wrap, no membership', async () => {
    const sent = await send()
    await expect(
      revokeReferral(sent.provider, { referral: sent.id, fact: id(), reason: 'safety' })
    ).rejects.toMatchObject(notThere)
    const forged = { ...sent.provider, roles: ['case-manager' as const] }
    await expect(
      revokeReferral(forged, { referral: sent.id, fact: id(), reason: 'safety' })
    ).rejects.toMatchObject(notThere)
    await revokeReferral(sent.sender, { referral: sent.id, fact: id(), reason: 'other-provider-found' })
    await expect(readReferral(await refreshed(shelter), sent.code)).rejects.toMatchObject(notThere)
    expect((await readReferral(await refreshed(ana), sent.code)).packet).toBeNull()
    const left = await database.owner.query(
      `select (select count(*) from services.packets where referral_id = $1) as packets,
              (select count(*) from access.wraps where circle_id = $2 and account_id = $3) as wraps`,
      [sent.id, sent.at.circle.id, shelter.actor.account]
    )
    expect(left.rows[0]).toEqual({ packets: 0, wraps: 0 })
    // a page that was open meanwhile still knows the circle: it can read no packet, and answer nothing
    expect((await readReferral(sent.provider, sent.code)).packet).toBeNull()
    await expect(
      answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
    ).rejects.toMatchObject({ code: 'referral.not-now' })
  })

  it('ends with the consent it rested on', async () => {
    const consent = await consentTo(mine, shelter.actor.organisation)
    const sent = await send({ basis: { kind: 'consent', consent } })
    const other = await send()
    await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
    const actor = { ...sent.sender, circles: [...sent.sender.circles, ...other.sender.circles] }
    expect(await withdrawConsent(actor, { case: mine.id, person: mine.person, consent })).toEqual({
      revoked: 1
    })
    await expect(readReferral(await refreshed(shelter), sent.code)).rejects.toMatchObject(notThere)
    expect((await readReferral(await refreshed(shelter), other.code)).status).toBe('sent')
  })
})

describe('what nobody answers', () => {
  const expire = () => expireReferrals(database, { kind: 'system', network })
  const age = (code: string, days: number) =>
    database.owner.query(`update services.referrals set sent_on = current_date - $2::int where code = $1`, [
      code,
      days
    ])

  it('expires at night with the packet, the keys and the provider’s access; the case is told', async () => {
    const sent = await send()
    const fresh = await send()
    await age(sent.code, 40)
    await age(fresh.code, 20)
    expect(await expire()).toBe(1)
    expect(await expire()).toBe(0)
    await expectNoAccess(sent)
    const read = await readReferral(await refreshed(ana), sent.code)
    expect(read).toMatchObject({ status: 'expired', packet: null, next: [] })
    expect(read.facts.at(-1)).toMatchObject({ kind: 'referral-expired', by: null })
    const inCase = (await readCase(sent.sender, mine.code)).facts
    expect(inCase.some(f => f.kind === 'referral-expired' && f.referral === sent.id)).toBe(true)
    expect((await readReferral(await refreshed(shelter), fresh.code)).packet).not.toBeNull()
  })

  it('does not expire once it was answered, and nobody but the clock lets it', async () => {
    const sent = await send()
    await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
    await age(sent.code, 90)
    expect(await expire()).toBe(0)
    expect((await readReferral(sent.provider, sent.code)).status).toBe('accepted')
    for (const statement of [
      `update services.referrals set status = 'revoked' where id = '${sent.id}'`,
      `delete from services.packets where referral_id = '${sent.id}'`,
      `delete from access.wraps where circle_id = '${sent.at.circle.id}'`
    ]) {
      const changed = await database.transaction('jobs', { network }, async tx =>
        Number((await sql.raw(statement).execute(tx)).numAffectedRows)
      )
      expect(changed, statement).toBe(0)
    }
    const seen = await database.transaction('jobs', { network }, tx =>
      sql`select sealed from services.packets where referral_id = ${sent.id}`.execute(tx)
    )
    expect(seen.rows, 'the packet of a referral that goes on').toEqual([])
  })
})

it('keeps a member of the case team who is of the provider’s own organisation', async () => {
  const both = await makeProvider(database, network, [], shelter.actor.organisation)
  await database.owner.query(`insert into identity.memberships (network_id, person_id, role, from_at) values ($1, $2, 'case-manager', now())`, [network, both.actor.account]) // prettier-ignore
  const shared = await caseWithPerson(ana, [both])
  const consent = await consentTo(shared, shelter.actor.organisation)
  const { circle } = await newTestCircle(ana, [ana, both, shelter])
  const sent = await referTo(shared, ana, shelter, { basis: { kind: 'consent', consent }, circle })
  await answerReferral(joined(shelter, circle.id), {
    referral: sent.id,
    fact: id(),
    answer: 'declined',
    reason: 'no-staff-now'
  })
  const held = await database.owner.query(
    `select account_id as id from access.circle_members where circle_id = $1 and until_at is null`,
    [circle.id]
  )
  expect(held.rows.map(r => r.id).toSorted()).toEqual([ana.actor.account, both.actor.account].toSorted())
})

it('counts referrals and services of the period', async () => {
  const elsewhere = await makeNetwork(database)
  const manager = await makePerson(database, elsewhere, 'case-manager')
  const house = await makeProvider(database, elsewhere, ['shelter'])
  const one = await caseWithPerson(manager)
  const consent = await consentTo(one, house.actor.organisation)
  const sent = await referTo(one, manager, house, { basis: { kind: 'consent', consent } })
  await referTo(one, manager, house, { basis: { kind: 'consent', consent } })
  await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
  await deliverReferral(sent.provider, {
    referral: sent.id,
    fact: id(),
    step: 'service-delivered',
    on: today()
  })
  const period = { from: '2020-01-01', to: '2100-01-01' }
  const counted = await count(elsewhere, async ({ db }) =>
    Promise.all(
      [...indicators, ...ofCases].map(async i => [
        i.code,
        ((await i.value(db, period)) as { value: number }).value
      ])
    )
  )
  expect(Object.fromEntries(counted)).toEqual({
    'referrals-sent': 2,
    'referrals-accepted': 1,
    'services-delivered': 1,
    'victims-identified': 0,
    'cases-opened': 1,
    'persons-supported': 1,
    'case-conferences-held': 0,
    'empowerment-programmes': 0
  })
})
