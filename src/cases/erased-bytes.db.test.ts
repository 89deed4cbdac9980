// The end of a case (CAS6): told before, put off with a reason, and then gone, from the tables and from the files under them.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { count, useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { now, setClock } from '#platform/clock.server.ts'
import { rewriteTables } from '#platform/rewrite-tables.server.ts'
import { filesHolding } from '#platform/testing/bytes-on-disk.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { random } from '#seal/index.ts'
import { answerReferral } from '#services/answer-referral.server.ts'
import { deliverReferral } from '#services/deliver-referral.server.ts'
import { countProgrammes } from '#services/list-programmes.server.ts'
import { readReferral } from '#services/read-referral.server.ts'
import { recordProgramme } from '#services/record-programme.server.ts'
import { recordOutcome, takePart } from '#services/take-part.server.ts'
import { eraseEndedCases, tablesWithCases } from './erase-ended.server.ts'
import { indicators } from './indicators.server.ts'
import { listEnding } from './list-ending.server.ts'
import { openCase } from './open-case.server.ts'
import { readCase } from './read-case.server.ts'
import { recordFact } from './record-fact.server.ts'
import { showIdentity } from './show-identity.server.ts'
import { caseWithPerson, consentTo, joined, makeProvider, newCaseOf, newTestCircle, referTo, sealFor, step } from './testing/desk.ts' // prettier-ignore
import type { TestCase } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let provider: TestPerson
let clock = Date.parse('2026-03-03T10:00:00Z')

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  provider = await makeProvider(database, network, ['shelter'])
})
beforeEach(() => setClock(() => new Date(clock)))

const on = (day: string) => {
  clock = Date.parse(`${day}T10:00:00Z`)
  setClock(() => new Date(clock))
}
const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
const today = () => now().toISOString().slice(0, 10)
const record = async (of: TestCase, kind: string, rest: object = {}) => {
  const fact = id()
  await recordFact(of.actor, { case: of.id, fact: { kind, id: fact, on: today(), ...rest } })
  return fact
}
const about = (of: TestCase, kind: string, rest: object = {}) =>
  record(of, kind, { person: of.person, ...rest })
const newCase = async () => {
  // the helpers of the desk write down the day of the real clock
  setClock(() => new Date())
  const of = await caseWithPerson(ana)
  setClock(() => new Date(clock))
  return of
}
const eraseDay = async (of: TestCase) => (await readCase(of.actor, of.code)).eraseOn
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code?: string }) => error.code
  )
const year = new Date().getUTCFullYear()

describe('the day', () => {
  it('is set when a case is closed, taken away when it is opened again, and put off with a reason', async () => {
    const of = await newCase()
    on(`${year + 1}-03-03`)
    expect(await eraseDay(of)).toBeNull()
    expect(await code(record(of, 'case-kept-longer', { until: `${year + 9}-01-01`, reason: 'court-asks' }))).toBe('case.not-now') // prettier-ignore
    await record(of, 'case-closed', { reason: 'plan-fulfilled' })
    expect(await eraseDay(of)).toBe(`${year + 6}-03-03`)
    await record(of, 'case-reopened', { reason: 'person-came-back' })
    expect(await eraseDay(of)).toBeNull()
    await record(of, 'case-closed', { reason: 'plan-fulfilled' })
    await record(of, 'case-kept-longer', { until: `${year + 7}-01-01`, reason: 'court-asks' })
    expect(await eraseDay(of)).toBe(`${year + 7}-01-01`)
    on(`${year + 6}-12-20`)
    const listed = async (who: TestPerson['actor']) =>
      (await listEnding(who)).rows.find(r => r.code === of.code)
    expect(await listed(of.actor)).toMatchObject({ eraseOn: `${year + 7}-01-01` })
    expect(await listed(lule.actor)).toBeUndefined()
    expect((await eraseEndedCases(database)).filter(c => c.case === of.id)).toEqual([])
  })

  it('comes at once when the person wishes it, but not under an open case or a running court', async () => {
    const of = await newCase()
    on(`${year + 1}-03-03`)
    await about(of, 'proceedings-begun', { track: 'compensation' })
    const asked = await about(of, 'erasure-asked')
    expect(await code(about(of, 'erasure-asked'))).toBe('rights.asked-already')
    expect(await code(about(of, 'erasure-answered', { asked }))).toBe('rights.close-first')
    await record(of, 'case-closed', { reason: 'person-wishes' })
    expect(await code(about(of, 'erasure-answered', { asked }))).toBe('rights.proceedings-run')
    await about(of, 'erasure-answered', { asked, refused: 'proceedings-run' })
    expect(await eraseDay(of)).toBe(`${year + 6}-03-03`)
    expect(await code(about(of, 'erasure-answered', { asked }))).toBe('rights.nothing-asked')
    await record(of, 'case-reopened', { reason: 'new-information' })
    await about(of, 'proceedings-ended', { track: 'compensation', outcome: 'granted' })
    await record(of, 'case-closed', { reason: 'person-wishes' })
    const again = await about(of, 'erasure-asked')
    await about(of, 'erasure-answered', { asked: again })
    expect(await eraseDay(of)).toBe(`${year + 1}-03-03`)
    const [certificate] = (await eraseEndedCases(database)).filter(c => c.case === of.id)
    expect(certificate).toBeDefined()
    expect(await code(readCase(of.actor, of.code))).toBe('common.not-found')
  })
})

describe('every table with rows of a circle of a case', () => {
  it('is told to the job, so that none is forgotten', async () => {
    const told = await tablesWithCases(database)
    const all = await rows(`
      select n.nspname || '.' || c.relname as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('cases', 'services', 'matching') and a.attname = 'circle_id'
         or c.relkind = 'r' and a.attname = 'of_circle'`)
    for (const { name } of all) expect(told, name).toContain(name)
    expect(told).toEqual(
      expect.arrayContaining(['access.wraps', 'access.circle_epochs', 'access.circle_members'])
    )
  })
})

describe('the job', () => {
  it(
    'leaves nothing but lines that are counted and lead back to nobody, also on the disk',
    { timeout: 90_000 },
    async () => {
      setClock(() => new Date())
      const file = random(3_000)
      const origin = id()
      const at = await newTestCircle(ana, [ana, lule])
      const input = newCaseOf(at, {
        files: [{ id: id(), manifest: await sealFor(ana, at, { name: 'made-up' }, { table: 'cases.files', row: id(), purpose: 'file' }), parts: [file] }], // prettier-ignore
        sealed: [{ id: origin, sealed: await sealFor(ana, at, { text: 'origin' }, { table: 'cases.sealed_records', row: origin, purpose: 'origin' }) }] // prettier-ignore
      })
      const { code: word } = await openCase(ana.actor, input)
      const base = await newCase()
      const of: TestCase = { ...base }
      setClock(() => new Date())
      const withFile = { ...of, at, id: input.case, code: word, actor: joined(ana, at.circle.id) }
      const consent = await consentTo(of, provider.actor.organisation)
      const referral = await referTo(of, ana, provider, { basis: { kind: 'consent', consent } })
      await step(of, 'status-determined', {
        status: 'formally-identified',
        reason: 'signs-confirmed',
        body: 'Police'
      })
      const noteOf = id()
      const note = await sealFor(ana, of.at, 'made-up-note', {
        table: 'cases.facts',
        row: noteOf,
        purpose: 'note'
      })
      await recordFact(of.actor, {
        case: of.id,
        fact: {
          kind: 'assistance-given',
          id: noteOf,
          on: today(),
          person: of.person,
          service: 'medical',
          emergency: true
        },
        note: { epoch: 1, sealed: note }
      })
      const period = { from: `${year}-01-01`, to: `${year + 1}-01-01` }
      const numbers = () =>
        count(network, async ({ db }) =>
          Promise.all(
            indicators.map(async i => [i.code, ((await i.value(db, period)) as { value: number }).value])
          )
        )
      const identity = fromBase64url((await showIdentity(of.actor, { case: of.id })).records[0]!.sealed)
      const read = await readReferral(referral.provider, referral.code)
      const packet = fromBase64url(read.packet!.sealed)
      const keys = (await rows('select sealed from access.wraps where circle_id = any($1)', [[of.at.circle.id, referral.at.circle.id]])).map(r => r.sealed as Buffer) // prettier-ignore
      expect(keys.length).toBeGreaterThan(2)
      const stays = await newCase()
      setClock(() => new Date())
      const kept = fromBase64url((await showIdentity(stays.actor, { case: stays.id })).records[0]!.sealed)
      const middle = (bytes: Uint8Array) => Buffer.from(bytes.subarray(1_900, 1_940))
      const needles = [identity, packet, note, file, ...keys].map(middle)
      await database.owner.query('checkpoint')
      for (const needle of needles)
        expect(filesHolding([needle]).length, 'the search finds what is there').toBeGreaterThan(0)

      const follow = { referral: referral.id, fact: id() }
      await answerReferral(referral.provider, { ...follow, answer: 'accepted' })
      await deliverReferral(referral.provider, { ...follow, fact: id(), step: 'service-begun', on: today() })
      await deliverReferral(referral.provider, {
        ...follow,
        fact: id(),
        step: 'service-delivered',
        on: today()
      })
      const words = { sr: 'Krojenje', sq: 'Rrobaqepësi', en: 'Tailoring' }
      const programme = id()
      await recordProgramme(provider.actor, {
        id: programme,
        organisation: provider.actor.organisation,
        rev: 0,
        programme: { kind: 'job-training', name: words, about: words, places: 2, startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, cents: null } // prettier-ignore
      })
      for (const part of ['joined', 'completed'] as const)
        await takePart(referral.provider, { referral: referral.id, fact: id(), programme, step: part, on: today() }) // prettier-ignore
      const achieved = () =>
        count(network, async ({ db }) => (await countProgrammes(db, network)).get(programme))
      on(`${year + 1}-03-03`)
      await recordOutcome(referral.sender, {
        referral: referral.id,
        months: 3,
        on: today(),
        outcome: 'works'
      })
      const achievedBefore = await achieved()
      expect(achievedBefore).toMatchObject({ joined: 1, completed: 1, outcomes: [{ months: 3, asked: 1, good: 1 }] }) // prettier-ignore
      setClock(() => new Date())
      on(today())
      for (const each of [{ ...of, actor: referral.sender }, withFile])
        await record(each, 'case-closed', { reason: 'plan-fulfilled' })
      on(`${year + 6}-01-15`)
      const before = await numbers()
      const certificates = await eraseEndedCases(database)
      expect(certificates.map(c => c.case)).toEqual(expect.arrayContaining([of.id, withFile.id]))
      expect(await eraseEndedCases(database), 'a second night has nothing to do').toEqual([])

      expect(await numbers()).toEqual(before)
      expect(await achieved()).toEqual(achievedBefore)
      for (const each of [of, withFile])
        expect(await code(readCase(each.actor, each.code))).toBe('common.not-found')
      expect(await code(readReferral(referral.sender, referral.code))).toBe('common.not-found')
      // nothing outside the log says a number that was ever known
      const ids = [
        of.id,
        of.person,
        of.code,
        referral.id,
        referral.code,
        noteOf,
        consent,
        of.at.circle.id,
        referral.at.circle.id
      ]
      for (const name of (await tablesWithCases(database)).filter(t => t !== 'access.circles')) {
        const [{ all }] = await rows(
          `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as all from ${name} t`
        )
        for (const known of ids) expect(all, name).not.toContain(known)
      }
      const counted = await rows(
        `select circle_id, account_id, happened_on::text as on, sealed from cases.facts where circle_id is null`
      )
      expect(counted.length).toBeGreaterThan(3)
      for (const line of counted)
        expect(line).toMatchObject({ account_id: null, sealed: null, on: expect.stringMatching(/-01$/) })
      const [entry] = await rows(`select actor, detail from audit.entries where verb = 'case.erase-ended' and subject = $1`, [`cases.cases/${of.id}`]) // prettier-ignore
      expect(entry).toMatchObject({ actor: 'system', detail: { because: 'period', referrals: 1 } })

      await rewriteTables(database, await tablesWithCases(database))
      expect(filesHolding(needles)).toEqual([])
      expect(filesHolding([middle(kept)]).length, 'what is kept is still there').toBeGreaterThan(0)
      expect((await showIdentity(stays.actor, { case: stays.id })).records).toHaveLength(1)
    }
  )

  it('reaches no case that is open or has its day before it', async () => {
    const of = await newCase()
    const asJob = (statement: string) =>
      database.transaction('jobs', { network }, async tx => {
        const { sql } = await import('kysely')
        return Number((await sql.raw(statement).execute(tx)).numAffectedRows ?? 0)
      })
    for (const table of ['cases.facts', 'cases.persons', 'cases.sealed_records', 'access.wraps'])
      expect(await asJob(`delete from ${table} where circle_id = '${of.at.circle.id}'`), table).toBe(0)
    expect(await asJob(`delete from cases.cases where id = '${of.id}'`)).toBe(0)
  })
})
