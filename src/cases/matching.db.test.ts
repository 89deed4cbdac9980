// CAS5: the same person known to two teams is noticed, nobody is shown a name or a case, and nobody can try names.
import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { FactId, NetworkId, PersonId } from '#kernel/id.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/index.ts'
import { matchTokens } from '#seal/match.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askMatches, questionsPerHour, readMatchingKeys } from './ask-matches.server.ts'
import { asPerson, type WrittenIdentity } from './match-person.ts'
import { answerMeeting, countUnanswered, listMeetings } from './meetings.server.ts'
import { recordPerson } from './record-person.server.ts'
import { caseWithPerson, openWith, sealFor, today, type TestCase } from './testing/desk.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
const key = new Uint8Array(32).fill(5)
const tokens = (identity: WrittenIdentity) => matchTokens(key, asPerson(identity))

let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let theirs: TestCase

const recorded = (of: TestCase, by: TestPerson, identity: WrittenIdentity, person = id() as PersonId) => ({
  person,
  save: async () =>
    recordPerson(of.actor, {
      is: 'new',
      case: of.id,
      person,
      fact: id() as FactId,
      role: 'presumed-victim',
      under18: 'no',
      on: today(),
      coded: {},
      identity: {
        epoch: 1,
        sealed: await sealFor(by, of.at, identity, {
          table: 'cases.sealed_records',
          row: person,
          purpose: 'identity'
        })
      },
      tokens: tokens(identity)
    })
})

beforeAll(async () => {
  useDatabase(database)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-match-')))
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  theirs = await caseWithPerson(lule)
  await recorded(theirs, lule, {
    name: 'Ђорђевић Ана',
    born: '5.3.1999',
    contact: '+383 44 123 456'
  }).save()
})

describe('asking', () => {
  it('gives the organisation, and neither case nor name; the team that was met sees that it was asked', async () => {
    const reply = await askMatches(ana.actor, { tokens: tokens({ name: 'Ana Djordjevic', born: '2000' }) })
    expect(reply).toEqual({ organisations: [lule.actor.organisation], own: [] })
    const seen = await listMeetings(theirs.actor)
    expect(seen.ofUs).toMatchObject([
      { code: theirs.code, organisation: ana.actor.organisation, answer: null, closed: false }
    ])
    expect(await countUnanswered(theirs.actor)).toBe(1)
    const asked = await listMeetings(ana.actor)
    expect(asked.ofUs).toEqual([])
    expect(asked.byUs).toMatchObject([{ organisation: lule.actor.organisation, answer: null }])
    expect(JSON.stringify(asked)).not.toContain(theirs.id)
    expect(JSON.stringify(asked)).not.toContain(theirs.code)
    const { rows } = await database.owner.query(
      `select actor, detail from audit.entries where verb = 'match.ask'`
    )
    expect(rows).toEqual([
      { actor: `acc:${ana.actor.account}`, detail: { organisations: [lule.actor.organisation] } }
    ])
  })

  it('meets by telephone alone, and not by what is different', async () => {
    expect(
      (await askMatches(ana.actor, { tokens: tokens({ contact: '044/123-456' }) })).organisations
    ).toEqual([lule.actor.organisation])
    const other = tokens({ name: 'Ana Djordjevic', born: '1985', contact: '044 999 999' })
    expect((await askMatches(ana.actor, { tokens: other })).organisations).toEqual([])
  })

  it('names the asker’s own cases to the asker, and tells nobody', async () => {
    const before = (await listMeetings(theirs.actor)).ofUs.length
    const reply = await askMatches(theirs.actor, { tokens: tokens({ contact: '044 123 456' }) })
    expect(reply).toEqual({ organisations: [], own: [theirs.code] })
    expect((await listMeetings(theirs.actor)).ofUs).toHaveLength(before)
  })

  it('does not reach another network, and is for case managers', async () => {
    const elsewhere = await makePerson(database, await makeNetwork(database), 'case-manager')
    const asked = { tokens: tokens({ contact: '044 123 456' }) }
    expect(await askMatches(elsewhere.actor, asked)).toEqual({ organisations: [], own: [] })
    for (const role of [
      'coordinator',
      'operator',
      'provider',
      'administrator',
      'monitoring-officer'
    ] as const)
      await expect(
        askMatches((await makePerson(database, network, role)).actor, asked)
      ).rejects.toMatchObject(notThere)
  })

  it('ends after the measure of an hour, also when all is asked at once', async () => {
    const flood = await makePerson(database, network, 'case-manager')
    const names = Array.from({ length: questionsPerHour + 6 }, (_, n) =>
      tokens({ contact: `0441000${100 + n}` })
    )
    const answers = await Promise.allSettled(names.map(tokens => askMatches(flood.actor, { tokens })))
    expect(answers.filter(a => a.status === 'fulfilled')).toHaveLength(questionsPerHour)
    await expect(askMatches(flood.actor, { tokens: names[0]! })).rejects.toMatchObject({
      code: 'match.too-many',
      status: 429
    })
    // a colleague is not slowed
    await askMatches(ana.actor, { tokens: names[0]! })
  })

  it('follows a changed identity', async () => {
    const { person, save } = recorded(theirs, lule, { name: 'Made Up', contact: '044 777 777' })
    await save()
    const change = async (changed: WrittenIdentity, from = 1) =>
      recordPerson(theirs.actor, {
        is: 'identity',
        case: theirs.id,
        person,
        from,
        identity: {
          epoch: 1,
          sealed: await sealFor(lule, theirs.at, changed, {
            table: 'cases.sealed_records',
            row: person,
            purpose: 'identity',
            rev: from + 1
          })
        },
        tokens: tokens(changed)
      })
    await change({ name: 'Made Up', contact: '044 888 888' })
    // the second of two is told, and neither the words nor the tokens are written over
    await expect(change({ name: 'Other', contact: '044 999 111' })).rejects.toMatchObject({
      code: 'common.changed-by-other'
    })
    const met = async (contact: string) =>
      (await askMatches(ana.actor, { tokens: tokens({ contact }) })).organisations.length
    expect(await met('044 777 777')).toBe(0)
    expect(await met('044 888 888')).toBe(1)
    expect(await met('044 999 111')).toBe(0)
  })
})

describe('the database', () => {
  const asApp = (actor: TestPerson['actor'], statement: ReturnType<typeof sql>) =>
    database
      .transaction('app', { network, account: actor.account, circles: actor.circles }, tx =>
        statement.execute(tx)
      )
      .then(
        result => result.rows,
        (error: { code?: string }) => error.code
      )

  it('shows the tokens of a foreign case to nobody, nor questions of another', async () => {
    expect(await asApp(ana.actor, sql`select * from cases.match_tokens`)).toEqual([])
    expect(await asApp(ana.actor, sql`select * from matching.meetings`)).toEqual([])
    const other = await makePerson(database, network, 'case-manager')
    expect(await asApp(other.actor, sql`select * from matching.questions`)).toEqual([])
    expect(
      await asApp(
        ana.actor,
        sql`update matching.meetings set answer = 'same', goes_on = 'both', answered_at = now()`
      )
    ).toEqual([])
  })

  it('answers only a question that the caller has just written, once', async () => {
    const ask = (question: string) => sql`select * from matching.ask(${question}::uuid, '{}'::bytea[])`
    expect(await asApp(ana.actor, ask(id()))).toBe('22023')
    const { rows } = await database.owner.query(
      `select question_id as id from matching.meetings where asked_by = $1 limit 1`,
      [ana.actor.account]
    )
    expect(await asApp(ana.actor, ask(rows[0].id))).toBe('22023')
    expect(await asApp(lule.actor, ask(rows[0].id))).toBe('22023')
  })
})

describe('answering', () => {
  it('is for the team that was met, may say "talk first", and then stands; the message is for the asker', async () => {
    const matching = await makeTestCircle(database, network, 'coordination', [ana, lule])
    await database.owner.query(`update access.circles set kind = 'matching' where id = $1`, [matching.id])
    const actor = { ...theirs.actor, circles: [...theirs.actor.circles, matching.id] }
    const meeting = (await listMeetings(actor)).ofUs.find(m => m.answer === null)!
    const at = { keys: matching.keys, circle: { id: matching.id } } as never
    const place = { table: 'matching.meetings', row: meeting.id, purpose: 'match-answer' }
    const text = { text: 'call-lule-at-noon' }
    const message = { epoch: 1, sealed: await sealFor(lule, at, text, place) }
    const call = { meeting: meeting.id, answer: 'call', message } as const
    await expect(answerMeeting(ana.actor, call)).rejects.toMatchObject(notThere)
    await expect(answerMeeting(actor, { ...call, message: { ...message, epoch: 2 } })).rejects.toMatchObject({
      code: 'keys.changed'
    })
    await answerMeeting(actor, call)
    const told = (await listMeetings(ana.actor)).byUs.find(m => m.id === meeting.id)!
    expect(told).toMatchObject({ answer: 'call', answeredBy: lule.actor.account })
    expect(await openWith(at, lule, fromBase64url(told.message!.sealed), place)).toEqual(text)
    await answerMeeting(actor, { meeting: meeting.id, answer: 'same', goesOn: 'asking' })
    expect((await listMeetings(ana.actor)).byUs.find(m => m.id === meeting.id)).toMatchObject({
      answer: 'same',
      goesOn: 'asking',
      message: null
    })
    await expect(answerMeeting(actor, { meeting: meeting.id, answer: 'not-same' })).rejects.toMatchObject({
      code: 'match.answered'
    })
    // nobody was let into anything by it
    expect((await listMeetings(ana.actor)).ofUs).toEqual([])
    expect(await readMatchingKeys(actor)).toMatchObject({ circle: matching.id })
  })

  it('leaves no word that was asked or answered in the database', async () => {
    const dump = await database.owner.query(
      `select string_agg(t::text, '') as all from (select m::text from matching.meetings m union all
       select q::text from matching.questions q union all select e.detail::text from audit.entries e) as t`
    )
    for (const word of ['call-lule', 'Djordjevic', 'Ђорђевић', 'Made Up'])
      expect(dump.rows[0].all).not.toContain(word)
  })
})
