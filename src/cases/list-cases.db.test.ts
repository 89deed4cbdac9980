// The list says what the case would say, page by page, also after a provider answered without touching the case.
import { beforeAll, describe, expect, it } from 'vitest'
import { makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerReferral } from '#services/answer-referral.server.ts'
import { addDays } from '#services/index.ts'
import { foldCase } from './case.ts'
import { dueOn } from './due.ts'
import { casesPage, listCases, type CaseFilter } from './list-cases.server.ts'
import { openCase } from './open-case.server.ts'
import { readCase } from './read-case.server.ts'
import {
  caseWithPerson,
  consentTo,
  joined,
  makeProvider,
  newCaseOf,
  newTestCircle,
  referTo,
  step,
  today,
  type TestCase
} from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let ana: TestPerson
let shelter: TestPerson
let actor: TestPerson['actor']
let mine: TestCase

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  shelter = await makeProvider(database, network, ['shelter'])
  mine = await caseWithPerson(ana)
  actor = mine.actor
})

const listed = async (filter: CaseFilter = {}) => (await listCases(actor, filter)).cases
const codes = async (filter: CaseFilter) => (await listed(filter)).map(c => c.code)
const line = async () => (await listed()).find(c => c.code === mine.code)!

describe('a line of the list', () => {
  /** The fold is the truth; the columns must not say anything else. */
  const sameAsTheCase = async () => {
    const one = foldCase((await readCase(actor, mine.code)).facts)!
    const [due] = dueOn(one, today())
    expect((await line()).next).toEqual(due ? { kind: due.kind, day: due.day, state: due.state } : null)
    expect((await line()).status).toBe(one.status)
    expect((await line()).lead).toBe(one.assignedTo)
  }

  it('follows every fact', async () => {
    await sameAsTheCase()
    await step(mine, 'risk-assessed', { level: 'high', placement: 'safe-house' })
    await sameAsTheCase()
    expect(await line()).toMatchObject({ risk: 'high', lead: ana.actor.account })
    expect((await line()).next!.kind).toBe('make-safety-plan')
    await step(mine, 'safety-plan-made', { reviewOn: addDays(today(), 40) })
    await sameAsTheCase()
    await step(mine, 'assistance-planned', {
      service: 'legal',
      owner: shelter.actor.organisation,
      until: addDays(today(), 30)
    })
    await sameAsTheCase()
  })

  it('waits for a provider only until the provider has answered', async () => {
    const consent = await consentTo(mine, shelter.actor.organisation)
    const sent = await referTo(mine, ana, shelter, { basis: { kind: 'consent', consent } })
    actor = sent.sender
    mine = { ...mine, actor }
    await sameAsTheCase()
    expect((await line()).next!.kind).toBe('answer-referral')
    await answerReferral(sent.provider, {
      referral: sent.id,
      fact: crypto.randomUUID(),
      answer: 'declined',
      reason: 'no-free-place'
    })
    await sameAsTheCase()
    expect((await line()).next!.kind).toBe('assess-needs')
  })
})

describe('the list', () => {
  it('is filtered by status, stage, risk, lead, lateness and code word', async () => {
    expect(await codes({ risk: 'high' })).toEqual([mine.code])
    expect(await codes({ risk: 'low' })).toEqual([])
    expect(await codes({ stage: 'longer-support' })).toEqual([mine.code])
    expect(await codes({ mine: true })).toEqual([mine.code])
    expect(await codes({ status: 'closed' })).toEqual([])
    expect((await codes({ status: 'any' })).length).toBe((await codes({ status: 'open' })).length)
    expect(await codes({ late: true })).toEqual([])
    await database.owner.query(`update cases.cases set due_on = '2026-01-01' where id = $1`, [mine.id])
    expect(await codes({ late: true })).toEqual([mine.code])
    expect(await codes({ code: mine.code.toUpperCase().slice(0, 4) })).toEqual([mine.code])
    // a sign that means "anything" to the database means itself here
    for (const code of ['zz', 'kes%', 'Mira Marković']) await expect(codes({ code }), code).rejects.toThrow()
    expect((await listCases(joined(ana))).cases).toEqual([])
  })

  it('comes in pages that neither lose nor repeat a case', async () => {
    const circles: string[] = []
    for (let n = 0; n < 2 * casesPage; n++) {
      const at = await newTestCircle(ana, [ana])
      await openCase(ana.actor, newCaseOf(at))
      circles.push(at.circle.id)
    }
    actor = { ...actor, circles: [...actor.circles, ...(circles as never[])] }
    const seen: string[] = []
    let page = await listCases(actor)
    for (;;) {
      seen.push(...page.cases.map(c => c.id))
      if (!page.more) break
      const last = page.cases.at(-1)!
      page = await listCases(actor, { after: { day: last.day, id: last.id } })
    }
    expect(seen).toHaveLength(2 * casesPage + 1)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen[0]).toBe(mine.id)
  })
})
