// CAS1, CAS2, CAS6: a case is opened, told and read by its team, and does not exist for anybody else.
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase, work, count } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { FactId, NetworkId } from '#kernel/id.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { verbs } from '#access/verbs.ts'
import { addFile, addFilePart } from './add-file.server.ts'
import { checkFile } from './check-file.server.ts'
import { indicators } from './indicators.server.ts'
import { listCases } from './list-cases.server.ts'
import { listCaseManagers, openCase, openCaseInside } from './open-case.server.ts'
import { readCase } from './read-case.server.ts'
import { recordStory } from './record-story.server.ts'
import { recordPerson } from './record-person.server.ts'
import { recordFact } from './record-fact.server.ts'
import { seeLookers } from './see-lookers.server.ts'
import { showFile } from './show-file.server.ts'
import { showIdentity } from './show-identity.server.ts'
import {
  caseWithPerson,
  joined,
  newCaseOf,
  newTestCircle,
  openWith,
  sealFor,
  step,
  today,
  type TestCase
} from './testing/desk.ts'
import { withdrawConsent } from './withdraw-consent.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }

let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let operator: TestPerson
let provider: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  operator = await makePerson(database, network, 'operator')
  provider = await makePerson(database, network, 'provider')
  stranger = await makePerson(database, await makeNetwork(database), 'case-manager')
})

describe('opening', () => {
  const decide = verbs({ 'report.decide': ['operator'] })['report.decide']
  const decision = async (team: TestPerson[]) => {
    const at = await newTestCircle(operator, team)
    const origin = id()
    const file = id()
    const sealed = await sealFor(
      operator,
      at,
      { text: 'what-the-witness-wrote' },
      { table: 'cases.sealed_records', row: origin, purpose: 'origin' }
    )
    const input = newCaseOf(at, {
      origin: 'report',
      fromReport: 'lipa-204',
      sealed: [{ id: origin, sealed }],
      files: [{ id: file, manifest: sealed, parts: [new Uint8Array([1, 2, 3]), new Uint8Array([4])] }]
    })
    const reply = await work(operator.actor, decide, async inside => ({
      subject: 'reports.envelopes/x',
      reply: await openCaseInside(inside, operator.actor, input)
    }))
    return { at, origin, file, input, ...reply }
  }

  it('is done by an operator for the chosen team, who then holds no key and sees nothing', async () => {
    const { at, origin, file, code, input } = await decision([ana, lule])
    expect(code).toMatch(/^[a-z]+-[0-9]+$/)
    const inside = joined(lule, at.circle.id)
    const read = await readCase(inside, code)
    expect(read).toMatchObject({ code, fromReport: 'lipa-204', sealed: ['origin'] })
    expect(read.facts.map(f => [f.kind, f.by])).toEqual([
      ['case-opened', operator.actor.account],
      ['case-assigned', operator.actor.account]
    ])
    expect(read.members.map(m => m.account).sort()).toEqual([ana.actor.account, lule.actor.account].sort())
    const shown = await showIdentity(inside, { case: input.case })
    expect(
      await openWith(at, operator, fromBase64url(shown.records[0]!.sealed), {
        table: 'cases.sealed_records',
        row: origin,
        purpose: 'origin'
      })
    ).toEqual({ text: 'what-the-witness-wrote' })
    expect(await showFile(inside, file)).toEqual(new Uint8Array([1, 2, 3, 4]))
    await expect(showFile(ana.actor, file)).rejects.toMatchObject(notThere)
    // a check for viruses is entered with its result, and is for whoever could open the file
    expect(await checkFile(inside, file, async () => ({ found: 'Eicar' }))).toEqual({ found: 'Eicar' })
    let asked = false
    const never = async () => ((asked = true), { found: null })
    await expect(checkFile(ana.actor, file, never)).rejects.toMatchObject(notThere)
    await expect(checkFile(inside, 'no-uuid', never)).rejects.toMatchObject(notThere)
    expect(asked).toBe(false)
    const checks = await database.owner.query(
      `select detail from audit.entries where verb = 'case.check-file' and subject = $1`,
      [`cases.cases/${input.case}`]
    )
    expect(checks.rows).toEqual([{ detail: { file, result: 'found' } }])
    await expect(readCase(operator.actor, code)).rejects.toMatchObject(notThere)
    await expect(readCase({ ...operator.actor, roles: ['case-manager'] }, code)).rejects.toMatchObject(
      notThere
    )
  })

  it('takes case managers only', async () => {
    await expect(decision([ana, provider])).rejects.toMatchObject({ code: 'case.team' })
    await expect(decision([stranger])).rejects.toMatchObject({ code: 'case.team' })
    const managers = await listCaseManagers(operator.actor)
    expect(managers.map(m => m.account).sort()).toEqual([ana.actor.account, lule.actor.account].sort())
    await expect(listCaseManagers(provider.actor)).rejects.toMatchObject(notThere)
  })

  it('without a report is for a case manager who is on the team', async () => {
    const at = await newTestCircle(ana, [lule])
    await expect(openCase(ana.actor, newCaseOf(at))).rejects.toMatchObject({ code: 'case.team' })
    await expect(openCase(operator.actor, newCaseOf(at))).rejects.toMatchObject(notThere)
    await expect(openCase(provider.actor, newCaseOf(at))).rejects.toMatchObject(notThere)
  })
})

describe('a case', () => {
  let mine: TestCase
  beforeAll(async () => {
    mine = await caseWithPerson(ana)
  })

  it('does not exist outside its circle: not in a list, not by code, not by id', async () => {
    for (const actor of [lule.actor, stranger.actor, operator.actor, provider.actor]) {
      await expect(readCase(actor, mine.code)).rejects.toMatchObject(notThere)
      await expect(showIdentity(actor, { case: mine.id })).rejects.toMatchObject(notThere)
      await expect(seeLookers(actor, { case: mine.id })).rejects.toMatchObject(notThere)
      await expect(
        recordFact(actor, {
          case: mine.id,
          fact: {
            kind: 'risk-assessed',
            id: id(),
            on: today(),
            person: mine.person,
            level: 'low',
            placement: 'own-home'
          }
        })
      ).rejects.toMatchObject(notThere)
      await expect(
        recordPerson(actor, { is: 'changed', case: mine.id, person: mine.person, rev: 1, coded: {} })
      ).rejects.toMatchObject(notThere)
    }
    expect((await listCases(lule.actor)).cases).toEqual([])
    await expect(listCases(provider.actor)).rejects.toMatchObject(notThere)
  })

  it('is listed with what is next', async () => {
    const { cases } = await listCases(mine.actor)
    expect(cases.find(c => c.code === mine.code)).toMatchObject({
      status: 'active',
      next: { kind: 'assess-risk' }
    })
  })

  it('gives the sealed identity on its own request only, which stands in the log by itself', async () => {
    expect(JSON.stringify(await readCase(mine.actor, mine.code))).not.toContain('"purpose"')
    const { records } = await showIdentity(mine.actor, { case: mine.id })
    expect(
      await openWith(mine.at, ana, fromBase64url(records[0]!.sealed), {
        table: 'cases.sealed_records',
        row: mine.person,
        purpose: 'identity'
      })
    ).toEqual(mine.identity)
    const looked = await seeLookers(mine.actor, { case: mine.id })
    expect(looked.map(l => l.verb)).toContain('case.show-identity')
    expect(looked[0]).toMatchObject({ name: 'case-manager' })
  })

  it('takes a changed identity from the team alone, and not over one that was not read', async () => {
    const change = async (actor: Actor, from: number, name: string) =>
      recordPerson(actor, {
        is: 'identity',
        case: mine.id,
        person: mine.person,
        from,
        identity: {
          epoch: 1,
          sealed: await sealFor(
            ana,
            mine.at,
            { name },
            {
              table: 'cases.sealed_records',
              row: mine.person,
              purpose: 'identity',
              rev: from + 1
            }
          )
        }
      })
    await expect(change(lule.actor, 1, 'x')).rejects.toMatchObject(notThere)
    const rev = (await readCase(mine.actor, mine.code)).persons[0]!.rev
    const both = await Promise.allSettled([change(mine.actor, 1, 'one'), change(mine.actor, 1, 'two')])
    expect(both.filter(b => b.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(b => b.status === 'rejected')).toMatchObject({
      reason: { code: 'common.changed-by-other' }
    })
    const shown = await showIdentity(mine.actor, { case: mine.id })
    expect(shown.records.filter(r => r.purpose === 'identity').map(r => r.rev)).toEqual([2])
    // a colleague at work on the coded record is not disturbed
    expect((await readCase(mine.actor, mine.code)).persons[0]!.rev).toBe(rev)
  })

  it('tells the second of two editors', async () => {
    const change = (rev: number) =>
      recordPerson(mine.actor, {
        is: 'changed',
        case: mine.id,
        person: mine.person,
        rev,
        coded: { forms: ['oblik-radna'] }
      })
    const both = await Promise.allSettled([change(1), change(1)])
    expect(both.filter(b => b.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(b => b.status === 'rejected')).toMatchObject({
      reason: { code: 'common.changed-by-other' }
    })
    await change(2)
    expect((await readCase(mine.actor, mine.code)).persons[0]).toMatchObject({ rev: 3 })
  })

  it('takes the facts the rule allows, and answers the others with the rule’s problem', async () => {
    await step(mine, 'risk-assessed', { level: 'medium', placement: 'safe-house' })
    const identified = { status: 'formally-identified', reason: 'signs-confirmed' }
    await expect(step(mine, 'status-determined', { ...identified, body: 'NGO' })).rejects.toMatchObject({
      code: 'case.body-not-authorised'
    })
    await expect(step(mine, 'guardian-appointed', { guardian: 'parent' })).rejects.toMatchObject({
      code: 'case.grown-up'
    })
    await expect(
      step(mine, 'risk-assessed', { level: 'medium', placement: 'safe-house', on: '2999-01-01' })
    ).rejects.toMatchObject({ code: 'case.not-yet' })
    await expect(step(mine, 'risk-assessed', { level: 'extreme' })).rejects.toMatchObject({
      code: 'input.malformed'
    })
    await expect(
      step(mine, 'risk-assessed', { level: 'low', placement: 'own-home', note: 'in clear' })
    ).rejects.toMatchObject({ code: 'input.malformed' })
    await expect(step(mine, 'referral-accepted', { referral: id() })).rejects.toMatchObject({
      code: 'case.not-now'
    })
    await expect(step(mine, 'case-opened', { origin: 'self' })).rejects.toMatchObject({
      code: 'input.malformed'
    })
  })

  it('does not identify formally without a form of trafficking, nor lose it afterwards', async () => {
    const one = await caseWithPerson(ana)
    await recordPerson(one.actor, { is: 'changed', case: one.id, person: one.person, rev: 1, coded: {} })
    const identified = { status: 'formally-identified', reason: 'signs-confirmed', body: 'Police' }
    await expect(step(one, 'status-determined', identified)).rejects.toMatchObject({
      code: 'case.form-of-trafficking-missing'
    })
    await recordPerson(one.actor, {
      is: 'changed',
      case: one.id,
      person: one.person,
      rev: 2,
      coded: { forms: ['oblik-prosjacenje'] }
    })
    await step(one, 'status-determined', identified)
    await expect(
      recordPerson(one.actor, { is: 'changed', case: one.id, person: one.person, rev: 3, coded: {} })
    ).rejects.toMatchObject({ code: 'case.form-of-trafficking-missing' })
  })

  it('is corrected with a reason: a part, a person who was never on it, and not by halves', async () => {
    const one = await caseWithPerson(ana)
    const correct = async (of: string, rest: object = {}, why = true) => {
      const fact = id() as FactId
      await recordFact(one.actor, {
        case: one.id,
        fact: { kind: 'correction', id: fact, on: today(), of, ...rest },
        ...(why && {
          note: {
            epoch: 1,
            sealed: await sealFor(
              ana,
              one.at,
              { text: 'why' },
              { table: 'cases.facts', row: fact, purpose: 'note' }
            )
          }
        })
      })
      return fact
    }
    const read = async () => readCase(one.actor, one.code)
    const recorded = (await read()).facts.find(f => f.kind === 'person-recorded')!
    const witness = { instead: { ...recorded, role: 'witness' } }
    await expect(correct(recorded.id, witness, false)).rejects.toMatchObject({ code: 'case.correction-why' })
    const first = await correct(recorded.id, witness)
    expect((await read()).persons).toMatchObject([{ id: one.person, part: 'witness' }])
    await expect(correct(recorded.id)).rejects.toMatchObject({ code: 'common.changed-by-other' })
    const tokens = async () =>
      (await database.owner.query('select 1 from cases.match_tokens where case_id = $1', [one.id])).rowCount
    await database.owner.query(
      `insert into cases.match_tokens (network_id, circle_id, case_id, person_id, token) values ($1, $2, $3, $4, decode(repeat('01', 16), 'hex'))`,
      [network, one.at.circle.id, one.id, one.person]
    )
    const second = await correct(recorded.id, { seen: first })
    expect([(await read()).persons, await tokens()]).toEqual([[], 0])
    await correct(second)
    expect((await read()).persons).toMatchObject([{ id: one.person, part: 'witness' }])
  })

  it('keeps a note sealed beside its fact', async () => {
    const fact = id()
    await recordFact(mine.actor, {
      case: mine.id,
      fact: {
        kind: 'assistance-given',
        id: fact,
        on: today(),
        person: mine.person,
        service: 'medical',
        emergency: true
      },
      note: {
        epoch: 1,
        sealed: await sealFor(ana, mine.at, 'made-up-note', {
          table: 'cases.facts',
          row: fact,
          purpose: 'note'
        })
      }
    })
    const { notes } = await readCase(mine.actor, mine.code)
    expect(
      await openWith(mine.at, ana, fromBase64url(notes[fact]!.sealed), {
        table: 'cases.facts',
        row: fact,
        purpose: 'note'
      })
    ).toBe('made-up-note')
    await expect(
      withdrawConsent(mine.actor, { case: mine.id, person: mine.person, consent: id() as never })
    ).rejects.toMatchObject({ code: 'consent.nothing-to-withdraw' })
  })

  it('tells the second writer of a story, and keeps every version', async () => {
    const one = await caseWithPerson(ana)
    const record = id()
    const write = async (from: number, words: string, of = record) =>
      recordStory(one.actor, {
        case: one.id,
        person: one.person,
        record: of,
        from,
        epoch: 1,
        sealed: await sealFor(
          ana,
          one.at,
          { story: words, events: {} },
          { table: 'cases.sealed_records', row: of, purpose: 'narrative', rev: from + 1 }
        )
      })
    const changed = { code: 'common.changed-by-other' }
    await expect(write(1, 'from nowhere')).rejects.toMatchObject(changed)
    expect(await write(0, 'first')).toEqual({ rev: 1 })
    await expect(write(0, 'beside it', id())).rejects.toMatchObject(changed)
    const both = await Promise.allSettled([write(1, 'hers'), write(1, 'his')])
    expect(both.map(b => b.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(write(0, 'late')).rejects.toMatchObject(changed)
    const { records } = await showIdentity(one.actor, { case: one.id })
    expect(records.find(r => r.purpose === 'narrative')).toMatchObject({
      rev: 2,
      by: ana.actor.account,
      person: one.person
    })
    await expect(
      recordStory(lule.actor, {
        case: one.id,
        person: one.person,
        record,
        from: 2,
        epoch: 1,
        sealed: new Uint8Array(8) as never
      })
    ).rejects.toMatchObject(notThere)
  })

  it('takes a file part by part, shows it when it is whole, and only to its team', async () => {
    const one = await caseWithPerson(ana)
    const file = id()
    const manifest = await sealFor(
      ana,
      one.at,
      { name: 'x' },
      { table: 'cases.files', row: file, purpose: 'file' }
    )
    const announce = (actor: typeof one.actor) =>
      addFile(actor, { case: one.id, file, epoch: 1, parts: 2, manifest })
    await expect(announce(lule.actor)).rejects.toMatchObject(notThere)
    await announce(one.actor)
    const part = (no: number, actor = one.actor) => addFilePart(actor, file, no, new Uint8Array([no + 1]))
    await part(0)
    expect((await showIdentity(one.actor, { case: one.id })).files).toEqual([])
    await expect(showFile(one.actor, file)).rejects.toMatchObject(notThere)
    for (const no of [2, -1, 0.5]) await expect(part(no)).rejects.toMatchObject(notThere)
    await expect(part(1, lule.actor)).rejects.toMatchObject(notThere)
    await expect(part(1, joined(lule, one.at.circle.id))).rejects.toMatchObject(notThere)
    await part(1)
    await addFilePart(one.actor, file, 1, new Uint8Array([9]))
    expect(await showFile(one.actor, file)).toEqual(new Uint8Array([1, 2]))
    expect((await showIdentity(one.actor, { case: one.id })).files.map(f => f.id)).toEqual([file])
  })

  it('is closed and opened again', async () => {
    const one = await caseWithPerson(ana)
    const of = (kind: string, rest: object) =>
      recordFact(one.actor, { case: one.id, fact: { kind, id: id(), on: today(), ...rest } })
    expect(await of('case-closed', { reason: 'person-wishes' })).toEqual({ status: 'closed' })
    await expect(step(one, 'risk-assessed', { level: 'low', placement: 'own-home' })).rejects.toMatchObject({
      code: 'case.closed'
    })
    expect(await of('case-reopened', { reason: 'person-came-back' })).toEqual({ status: 'active' })
  })

  it('leaves no word of a sealed thing in the database', async () => {
    const columns = await database.owner.query(`
      select (select jsonb_agg(to_jsonb(c)) from cases.cases c)::text || (select jsonb_agg(to_jsonb(p)) from cases.persons p)::text
        || (select jsonb_agg(to_jsonb(f)) from cases.facts f)::text || (select jsonb_agg(to_jsonb(s)) from cases.sealed_records s)::text as all`)
    for (const word of ['made-up-story', 'made-up-note', 'what-the-witness']) {
      expect(columns.rows[0].all).not.toContain(word)
      expect(columns.rows[0].all).not.toContain(Buffer.from(word).toString('hex'))
    }
  })
})

describe('numbers', () => {
  it('count persons once, in the period, and not what was corrected away', async () => {
    const elsewhere = await makeNetwork(database)
    const manager = await makePerson(database, elsewhere, 'case-manager')
    const period = { from: `${today().slice(0, 4)}-01-01`, to: `${Number(today().slice(0, 4)) + 1}-01-01` }
    const values = () =>
      count(elsewhere, async ({ db }) =>
        Object.fromEntries(
          await Promise.all(
            indicators.map(async i => [i.code, ((await i.value(db, period)) as { value: number }).value])
          )
        )
      )
    const one = await caseWithPerson(manager)
    const two = await caseWithPerson(manager)
    const identified = { status: 'formally-identified', reason: 'signs-confirmed', body: 'Police' }
    await step(one, 'status-determined', identified)
    await step(one, 'status-determined', identified)
    const wrong = id()
    await recordFact(two.actor, {
      case: two.id,
      fact: { kind: 'status-determined', id: wrong, on: today(), person: two.person, ...identified }
    })
    await step(two, 'assistance-given', { service: 'legal', emergency: false })
    expect(await values()).toMatchObject({
      'victims-identified': 2,
      'cases-opened': 2,
      'persons-supported': 1
    })
    const correct = async (of: string) => {
      const fact = id() as FactId
      const note = {
        epoch: 1,
        sealed: await sealFor(
          manager,
          two.at,
          { text: 'why' },
          { table: 'cases.facts', row: fact, purpose: 'note' }
        )
      }
      await recordFact(two.actor, {
        case: two.id,
        fact: { kind: 'correction', id: fact, on: today(), of },
        note
      })
      return fact
    }
    const correction = await correct(wrong)
    expect(await values()).toMatchObject({ 'victims-identified': 1 })
    await correct(correction)
    expect(await values()).toMatchObject({ 'victims-identified': 2 })
    for (const i of indicators)
      expect(
        await count(
          elsewhere,
          async ({ db }) =>
            ((await i.value(db, { from: '2001-01-01', to: '2002-01-01' })) as { value: number }).value
        )
      ).toBe(0)
  })
})
