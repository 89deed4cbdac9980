// SRV2: what is to be sent is kept for the case team; a provider that says no costs no second writing; the person's own view is the
// case team's alone; who is told that something waits.
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import { draftReferral } from '#cases/draft-referral.server.ts'
import { caseWithPerson, consentTo, makeProvider, openWith, packet, referTo, sealFor, today, type TestCase } from '#cases/testing/desk.ts' // prettier-ignore
import type { ConsentId, NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { answerReferral } from './answer-referral.server.ts'
import { deliverReferral, followUpReferral } from './deliver-referral.server.ts'
import { dropDraft, readDraft, type Draft } from './drafts.server.ts'
import { listReferrals } from './list-referrals.server.ts'
import { readReferral } from './read-referral.server.ts'
import { revokeReferral } from './revoke-referral.server.ts'
import { circlesWithReferrals } from './waiting.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
let network: NetworkId
let ana: TestPerson
let other: TestPerson
let shelter: TestPerson
let mine: TestCase
let agreed: ConsentId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  other = await makePerson(database, network, 'case-manager')
  shelter = await makeProvider(database, network, ['shelter'])
  mine = await caseWithPerson(ana)
  agreed = await consentTo(mine, shelter.actor.organisation)
})

const place = (row: string, rev: number) => ({ table: 'services.drafts', row, purpose: 'packet', rev })
const kept = async (row: string, rev = 1, words: unknown = packet) => ({
  id: row,
  rev,
  epoch: 1,
  sealed: await sealFor(ana, mine.at, words, place(row, rev))
})
const draft = async (row = id(), rev = 1, change: Partial<Draft> = {}) => {
  const given = { person: mine.person, service: 'shelter' as const, urgency: 'soon' as const, to: null }
  await draftReferral(mine.actor, { case: mine.id, ...(await kept(row, rev)), ...given, ...change })
  return row
}
const send = (change: object = {}) =>
  referTo(mine, ana, shelter, { basis: { kind: 'consent', consent: agreed }, ...change })
const toSend = async () => (await listReferrals(mine.actor)).drafts.map(d => d.id)
/** Whom the morning's mail tells that something waits. */
const told = async (circle: string) =>
  (await circlesWithReferrals()).flatMap(w => (w.circle === circle ? [w.role] : [])).toSorted()

describe('a draft', () => {
  it('is kept sealed for the case team, read again by it, and does not exist for anybody else', async () => {
    const one = await draft()
    const read = await readDraft(mine.actor, mine.code, one)
    expect(read).toMatchObject({ person: mine.person, service: 'shelter', before: null, asked: [] })
    expect(await openWith(mine.at, ana, fromBase64url(read.sealed), place(one, 1))).toEqual(packet)
    for (const actor of [
      other.actor,
      shelter.actor,
      { ...shelter.actor, roles: ['case-manager' as const] }
    ]) {
      await expect(readDraft(actor, mine.code, one)).rejects.toMatchObject(notThere)
      await expect(dropDraft(actor, { draft: one })).rejects.toMatchObject(notThere)
      expect((await listReferrals(actor)).drafts).toEqual([])
    }
    await expect(readDraft(mine.actor, mine.code, id())).rejects.toMatchObject(notThere)
    await expect(readDraft(mine.actor, 'kesten-9999', one)).rejects.toMatchObject(notThere)
    await dropDraft(mine.actor, { draft: one })
    expect(await toSend()).not.toContain(one)
  })

  it('of two colleagues who save at once keeps the first, and tells the second', async () => {
    const one = await draft()
    await draft(one, 2, { urgency: 'urgent' })
    await expect(draft(one, 2)).rejects.toMatchObject({ code: 'common.changed-by-other' })
    await expect(draft(one, 1)).rejects.toMatchObject({ code: 'common.changed-by-other' })
    expect(await readDraft(mine.actor, mine.code, one)).toMatchObject({ rev: 2, urgency: 'urgent' })
    // the id of a case that is not one's own, or of another's draft
    const foreign = await caseWithPerson(other)
    const stolen = { ...(await kept(one, 3)), case: foreign.id, person: foreign.person, service: 'shelter' as const, urgency: 'soon' as const, to: null } // prettier-ignore
    await expect(draftReferral(foreign.actor, stolen)).rejects.toMatchObject({
      code: 'common.changed-by-other'
    })
    await expect(draftReferral(mine.actor, stolen)).rejects.toMatchObject(notThere)
  })

  it('is sent, waits for the next provider when it is declined, and goes with the help', async () => {
    const one = await draft()
    const sent = await send({ keep: await kept(one, 2) })
    expect(await toSend()).not.toContain(one)
    await answerReferral(sent.provider, {
      referral: sent.id,
      fact: id(),
      answer: 'declined',
      reason: 'no-free-place'
    })
    const again = (await listReferrals(mine.actor)).drafts
    // the case team sees the referral through its own circle
    const circles = [...mine.actor.circles, ...sent.sender.circles]
    const actor = { ...mine.actor, circles }
    expect(again.map(d => d.id)).not.toContain(one)
    expect((await listReferrals(actor)).drafts.find(d => d.id === one)).toMatchObject({
      before: 'declined',
      asked: [shelter.actor.organisation]
    })
    const read = await readDraft(actor, mine.code, one)
    expect(await openWith(mine.at, ana, fromBase64url(read.sealed), place(one, 2))).toEqual(packet)
    expect((await readReferral(actor, sent.code)).draft).toBe(one)
    expect(await told(sent.at.circle.id), 'the case team is told to ask the next').toEqual(['case-manager'])

    const house = await makeProvider(database, network, ['shelter'])
    const consent = await consentTo(mine, house.actor.organisation)
    const next = await referTo(mine, ana, house, {
      basis: { kind: 'consent', consent },
      keep: await kept(one, 3)
    })
    expect(await told(sent.at.circle.id), 'the next one was asked').toEqual([])
    await answerReferral(next.provider, { referral: next.id, fact: id(), answer: 'accepted' })
    await deliverReferral(next.provider, {
      referral: next.id,
      fact: id(),
      step: 'service-delivered',
      on: today()
    })
    await followUpReferral(next.sender, { referral: next.id, fact: id(), helped: 'yes' })
    const { rows } = await database.owner.query(
      `select count(*)::int as n from services.drafts where id = $1`,
      [one]
    )
    expect(rows[0].n).toBe(0)
  })

  it('is gone with a referral that was taken back', async () => {
    const one = id()
    const sent = await send({ keep: await kept(one) })
    await revokeReferral(sent.sender, { referral: sent.id, fact: id(), reason: 'no-longer-needed' })
    const { rows } = await database.owner.query(
      `select count(*)::int as n from services.drafts where id = $1`,
      [one]
    )
    expect(rows[0].n).toBe(0)
  })
})

it('keeps the person’s own view for the case team, and shows the provider none of it', async () => {
  const sent = await send()
  await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
  await deliverReferral(sent.provider, {
    referral: sent.id,
    fact: id(),
    step: 'service-delivered',
    on: today()
  })
  const words = { table: 'services.feedback', row: sent.id, purpose: 'note' }
  await followUpReferral(sent.sender, {
    referral: sent.id,
    fact: id(),
    helped: 'partly',
    words: { epoch: 1, sealed: await sealFor(ana, mine.at, { text: 'made-up-own-view' }, words) }
  })
  const read = await readReferral(sent.sender, sent.code)
  expect(read.feedback).toMatchObject({ helped: 'partly' })
  expect(read.caseCircle).toBe(mine.at.circle.id)
  expect(await openWith(mine.at, ana, fromBase64url(read.feedback!.words!.sealed), words)).toEqual({
    text: 'made-up-own-view'
  })
  // a page that was open meanwhile still knows the referral's circle, never the case's
  const open = await readReferral(sent.provider, sent.code)
  expect(open).toMatchObject({ feedback: null, caseCircle: null, draft: null })
})

it('tells whose turn it is: the provider to answer, the case team of a late answer and to ask how it helped', async () => {
  const sent = await send()
  expect(await told(sent.at.circle.id)).toEqual(['provider'])
  await database.owner.query(`update services.referrals set answer_by = current_date - 2 where id = $1`, [
    sent.id
  ])
  expect(await told(sent.at.circle.id)).toEqual(['case-manager', 'provider'])
  await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
  expect(await told(sent.at.circle.id)).toEqual([])
  await deliverReferral(sent.provider, {
    referral: sent.id,
    fact: id(),
    step: 'service-delivered',
    on: today()
  })
  expect(await told(sent.at.circle.id)).toEqual(['case-manager'])
  await followUpReferral(sent.sender, { referral: sent.id, fact: id(), helped: 'not-asked' })
  expect(await told(sent.at.circle.id)).toEqual([])
})

it('tells the provider of an urgent one at once, with ids and no word', async () => {
  const jobs = async () =>
    (await database.owner.query(`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-urgent-referral'`)).rows // prettier-ignore
  await send()
  expect(await jobs()).toEqual([])
  const sent = await send({ urgency: 'urgent' })
  expect(await jobs()).toEqual([{ payload: { network, circle: sent.at.circle.id } }])
})
