// PLN3: a made-up year of cases with known answers, at the borders of periods, with corrections, with one person in several cases.
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { CaseId, NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerOf } from '#plan/testing/known-year.ts'
import { agreeSame, takeBackSame } from './agree-same.server.ts'
import { eraseEndedCases } from './erase-ended.server.ts'
import { indicators } from './indicators.server.ts'
import { listMeetings } from './meetings.server.ts'
import { caseWithPerson, step, today } from './testing/desk.ts'

const database = testDatabase()
const owner = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows
let network: NetworkId
let circle: string
const cases = new Map<string, string>()
const persons = new Map<string, string>()
const named = (map: Map<string, string>, name: string) => map.get(name) ?? map.set(name, id()).get(name)!
const ids = new Map<string, string>()

const opened = async (name: string, on: string) => {
  cases.set(name, id())
  await owner(
    `insert into cases.cases (network_id, id, circle_id, code, opened_on, status) values ($1, $2, $3, $4, $5, 'active')`,
    [network, cases.get(name), circle, `${name}-${id()}`, on]
  )
}
/** `as` names the fact, so that another can correct it. */
const fact = async (of: string, kind: string, on: string, detail: object, as: string = id()) => {
  await owner(
    `insert into cases.facts (network_id, id, circle_id, case_id, kind, happened_on, at, account_id, detail)
     values ($1, $2, $3, $4, $5, $6, $6::date + interval '10 hours', $7, $8)`,
    [network, named(ids, as), circle, cases.get(of), kind, on, id(), detail]
  )
}
const identified = (person: string) => ({ person: named(persons, person), status: 'formally-identified' })
const helped = (person: string) => ({ person: named(persons, person), service: 'legal', emergency: false })
const corrects = (as: string, instead?: object) => ({ of: named(ids, as), ...(instead ? { instead } : {}) })

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  const ana = await makePerson(database, network, 'case-manager')
  circle = (await makeTestCircle(database, network, 'intake', [ana])).id
  // borders: the last day of a leap February, the days on which clocks change, the turn of the year
  await opened('first', '2024-01-01')
  await opened('leap', '2024-02-29')
  await opened('spring', '2024-03-31')
  await opened('autumn', '2024-10-27')
  await opened('last', '2024-12-31')
  await opened('next', '2025-01-01')
  await opened('mistake', '2024-06-01')
  await fact('mistake', 'case-closed', '2024-06-02', { reason: 'opened-by-mistake' })
  await opened('no-mistake', '2024-06-03')
  await fact('no-mistake', 'case-closed', '2024-06-04', { reason: 'opened-by-mistake' }, 'closed')
  await fact(
    'no-mistake',
    'correction',
    '2024-06-05',
    corrects('closed', { on: '2024-06-04', reason: 'person-wishes' })
  )
  // identified once though told twice; in the year in which it was first told
  await fact('first', 'status-determined', '2024-12-31', identified('A'))
  await fact('first', 'status-determined', '2025-01-01', identified('A'))
  await fact('leap', 'status-determined', '2024-02-29', identified('B'))
  await fact('leap', 'status-determined', '2024-02-29', { ...identified('C'), status: 'presumed' })
  // told by mistake, and a correction that was one itself
  await fact('spring', 'status-determined', '2024-03-31', identified('D'), 'd')
  await fact('spring', 'correction', '2024-04-01', corrects('d'), 'not-d')
  await fact('autumn', 'status-determined', '2024-10-27', identified('E'), 'e')
  await fact('autumn', 'correction', '2024-10-28', corrects('e'), 'not-e')
  await fact('autumn', 'correction', '2024-10-29', corrects('not-e'))
  // the day was wrong: it was the year after
  await fact('last', 'status-determined', '2024-12-30', identified('F'), 'f')
  await fact('last', 'correction', '2025-01-02', corrects('f', { ...identified('F'), on: '2025-01-01' }))
  // helped twice in a year is one person; help that was corrected away is none; a withdrawn consent takes no help back
  await fact('first', 'assistance-given', '2024-01-01', helped('A'))
  await fact('first', 'assistance-given', '2024-12-31', helped('A'))
  await fact('first', 'assistance-given', '2025-01-01', helped('A'))
  await fact('leap', 'assistance-given', '2024-02-29', helped('B'))
  await fact('leap', 'consent-recorded', '2024-02-01', {
    person: named(persons, 'B'),
    consent: id(),
    purpose: 'help'
  })
  await fact('leap', 'consent-withdrawn', '2024-03-01', { person: named(persons, 'B'), consent: id() })
  await fact('spring', 'assistance-given', '2024-03-31', helped('D'), 'help')
  await fact('spring', 'correction', '2024-04-01', corrects('help'))
})

describe('a made-up year', () => {
  it.each([
    ['cases-opened', '2024', '6'],
    ['cases-opened', '2024-Q1', '3'],
    ['cases-opened', '2024-02', '1'],
    ['cases-opened', '2024-03', '1'],
    ['cases-opened', '2024-10', '1'],
    ['cases-opened', '2025', '1'],
    ['cases-opened', '2023', '0'],
    ['victims-identified', '2024', '3'],
    ['victims-identified', '2024-02', '1'],
    ['victims-identified', '2024-12', '1'],
    ['victims-identified', '2025', '1'],
    ['persons-supported', '2024', '2'],
    ['persons-supported', '2024-Q1', '2'],
    ['persons-supported', '2025', '1'],
    ['persons-supported', '2023', '0']
  ])('%s in %s: %s', async (code, period, answer) => {
    expect(await answerOf(network, indicators, code, period)).toBe(answer)
  })

  it('counts nothing of it elsewhere', async () => {
    expect(await answerOf(await makeNetwork(database), indicators, 'cases-opened', '2024')).toBe('0')
  })
})

describe('one person in several cases', () => {
  const y = () => today().slice(0, 4)
  const numbers = async (of: NetworkId) =>
    Promise.all(['victims-identified', 'persons-supported'].map(code => answerOf(of, indicators, code, y())))
  const status = { status: 'formally-identified', reason: 'signs-confirmed', body: 'Police' }
  const told = async (elsewhere: NetworkId) => {
    const people = []
    for (let n = 0; n < 3; n++) {
      const manager = await makePerson(database, elsewhere, 'case-manager')
      const one = await caseWithPerson(manager)
      await step(one, 'status-determined', status)
      await step(one, 'assistance-given', { service: 'legal', emergency: false })
      people.push({ manager, ...one })
    }
    return people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]
  }
  type Side = Awaited<ReturnType<typeof told>>[0]
  const met = async (asking: Side, asked: Side, answer: string | null = 'same') => {
    const [question, meeting] = [id(), id()]
    const at = new Date()
    await owner(
      `insert into matching.questions (network_id, id, asked_by, organisation, at) values ($1, $2, $3, $4, $5)`,
      [asking.actor.network, question, asking.actor.account, asking.actor.organisation, at]
    )
    await owner(
      `insert into matching.meetings (network_id, id, question_id, circle_id, case_id, organisation, asked_by, asking, at, answer, goes_on, answered_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [asking.actor.network, meeting, question, asked.at.circle.id, asked.id, asked.actor.organisation, asking.actor.account,
        asking.actor.organisation, at, answer, answer === 'same' ? 'both' : null, answer && at] // prettier-ignore
    )
    return meeting
  }

  it('is one as soon as both sides noted it, through any number of meetings, and on its own again when one takes it back', async () => {
    const elsewhere = await makeNetwork(database)
    const [one, two, three] = await told(elsewhere)
    expect(await numbers(elsewhere)).toEqual(['3', '3'])
    const first = await met(one, two)
    await agreeSame(one.actor, { meeting: first, code: one.code })
    expect(await numbers(elsewhere), 'one side alone says nothing').toEqual(['3', '3'])
    await agreeSame(two.actor, { meeting: first, code: two.code })
    expect(await numbers(elsewhere)).toEqual(['2', '2'])
    const second = await met(three, two)
    await agreeSame(three.actor, { meeting: second, code: three.code })
    await agreeSame(two.actor, { meeting: second, code: two.code })
    expect(await numbers(elsewhere)).toEqual(['1', '1'])
    // each side sees its own note only
    expect((await listMeetings(one.actor)).noted).toEqual([{ meeting: first, code: one.code }])
    expect((await listMeetings(two.actor)).noted.map(n => n.code)).toEqual([two.code, two.code])
    await takeBackSame(three.actor, { meeting: second, code: three.code })
    expect(await numbers(elsewhere)).toEqual(['2', '2'])
    await expect(takeBackSame(one.actor, { meeting: second, code: three.code })).rejects.toMatchObject({
      status: 404
    })
  })

  it('is refused before the answer, for a meeting of others, and for a case of others', async () => {
    const [one, two, three] = await told(await makeNetwork(database))
    const waiting = await met(one, two, null)
    await expect(agreeSame(one.actor, { meeting: waiting, code: one.code })).rejects.toMatchObject({
      code: 'match.not-agreed'
    })
    const agreed = await met(one, two)
    await expect(agreeSame(three.actor, { meeting: agreed, code: three.code })).rejects.toMatchObject({
      status: 404
    })
    await expect(agreeSame(one.actor, { meeting: agreed, code: two.code })).rejects.toMatchObject({
      status: 404
    })
    await expect(agreeSame(one.actor, { meeting: agreed, code: one.code, person: 2 })).rejects.toMatchObject({
      code: 'match.which-person'
    })
  })

  it('leaves no tie behind when one side is erased', async () => {
    const [one, two] = await told(await makeNetwork(database))
    const meeting = await met(one, two)
    await agreeSame(one.actor, { meeting, code: one.code })
    await agreeSame(two.actor, { meeting, code: two.code })
    await owner(`update cases.cases set status = 'closed', erase_on = current_date - 1 where id = $1`, [
      one.id
    ])
    setClock(() => new Date())
    expect((await eraseEndedCases(database)).map(c => c.case)).toContain(one.id as CaseId)
    expect(await owner(`select * from cases.same_persons where meeting = $1`, [meeting])).toEqual([])
    expect((await listMeetings(two.actor)).noted).toEqual([])
  })
})
