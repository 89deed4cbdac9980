// What goes out and what comes in: all or nothing, entered before anything is handed out, and nothing of others.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { FactId, NetworkId, PersonId } from '#kernel/id.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { notePrintedReferral } from '#services/note-print.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { listCases } from '../list-cases.server.ts'
import { readCase } from '../read-case.server.ts'
import { recordFact } from '../record-fact.server.ts'
import { showIdentity } from '../show-identity.server.ts'
import {
  caseWithPerson,
  consentTo,
  joined,
  makeProvider,
  newTestCircle,
  openWith,
  referTo,
  sealFor,
  today,
  type TestCase
} from '../testing/desk.ts'
import { ExportCases, exportCases, prepareExport } from './export-cases.server.ts'
import { checkImport, importCase, type ImportCase } from './import-case.server.ts'
import { notePrint } from './note-print.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let provider: TestPerson
let first: TestCase
let second: TestCase
let foreign: TestCase

beforeAll(async () => {
  useDatabase(database)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-out-')))
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  provider = await makePerson(database, network, 'provider')
  first = await caseWithPerson(ana)
  second = await caseWithPerson(ana)
  foreign = await caseWithPerson(lule)
})

/** In the circles of these cases. */
const inside = (...cases: TestCase[]) => joined(ana, ...cases.map(one => one.at.circle.id))
const asked = async (cases: TestCase[], identity = false): Promise<ExportCases> => ({
  reason: 'transfer',
  identity,
  cases: await Promise.all(
    cases.map(async of => {
      const fact = id() as FactId
      const place = { table: 'cases.facts', row: fact, purpose: 'note' }
      return {
        case: of.id,
        fact,
        note: { epoch: 1, sealed: await sealFor(ana, of.at, { text: 'made-up-reason-in-words' }, place) }
      }
    })
  )
})
const exportsOf = async (of: TestCase, actor = of.actor) =>
  (await readCase(actor, of.code)).facts.filter(fact => fact.kind === 'record-exported')
const entries = async (verb: string): Promise<{ detail: Record<string, unknown> }[]> =>
  (
    await database.owner.query(
      `select detail from audit.entries where verb = $1 and network_id = $2 order by at`,
      [verb, network]
    )
  ).rows

describe('a spreadsheet of cases', () => {
  it('goes out with a reason on each case and one entry with the count', async () => {
    const actor = inside(first, second)
    const { cases, keys } = await prepareExport(actor, { cases: [first.id, second.id] })
    expect(cases.map(one => one.code).toSorted()).toEqual([first.code, second.code].toSorted())
    expect(keys.wraps.length).toBe(2)
    expect(JSON.stringify(cases)).not.toContain('oblik')
    const reply = await exportCases(actor, await asked([first, second], true))
    expect(reply.cases).toHaveLength(2)
    expect(reply.cases[0]!.persons[0]!.coded).toEqual({ forms: ['oblik-radna'], gender: 'Feminine' })
    expect(JSON.stringify(reply)).not.toContain('sealed')
    for (const of of [first, second])
      expect(await exportsOf(of)).toMatchObject([
        { reason: 'transfer', identity: true, by: ana.actor.account }
      ])
    const [entry] = await entries('case.export')
    expect(entry!.detail).toMatchObject({ count: 2, reason: 'transfer', identity: true })
    const { notes } = await readCase(first.actor, first.code)
    const [fact] = await exportsOf(first)
    const place = { table: 'cases.facts', row: fact!.id, purpose: 'note' }
    expect(await openWith(first.at, ana, fromBase64url(notes[fact!.id]!.sealed), place)).toEqual({
      text: 'made-up-reason-in-words'
    })
  })

  it('with one case of others, or a guessed one, among them does not exist: nothing is written, nothing handed out', async () => {
    const before = (await entries('case.export')).length
    const has = (await exportsOf(first)).length
    const actor = inside(first)
    const mixed = await asked([first, foreign])
    await expect(exportCases(actor, mixed)).rejects.toMatchObject(notThere)
    const guessed = { ...mixed, cases: [mixed.cases[0]!, { ...mixed.cases[1]!, case: id() }] }
    await expect(exportCases(actor, guessed)).rejects.toMatchObject(notThere)
    await expect(prepareExport(actor, { cases: [first.id, foreign.id] })).rejects.toMatchObject(notThere)
    await expect(prepareExport(actor, { cases: [first.id, id()] })).rejects.toMatchObject(notThere)
    await expect(exportCases(provider.actor, await asked([first]))).rejects.toMatchObject(notThere)
    expect(await exportsOf(first)).toHaveLength(has)
    expect(await exportsOf(foreign)).toHaveLength(0)
    expect(await entries('case.export')).toHaveLength(before)
  })

  it('is asked for each case once, with a reason in words, and cannot be pretended as a mere fact', async () => {
    const one = await asked([first])
    expect(ExportCases.safeParse({ ...one, cases: [one.cases[0], one.cases[0]] }).success).toBe(false)
    expect(ExportCases.safeParse({ ...one, cases: [{ case: first.id, fact: id() }] }).success).toBe(false)
    await expect(
      recordFact(first.actor, {
        case: first.id,
        fact: { kind: 'record-exported', id: id(), on: today(), reason: 'transfer', identity: false }
      })
    ).rejects.toMatchObject({ code: 'case.not-now' })
  })

  it('may also be of a closed case, whose day of erasure stays', async () => {
    const of = await caseWithPerson(ana)
    const closing = { kind: 'case-closed', id: id(), on: today(), reason: 'plan-fulfilled' }
    await recordFact(of.actor, { case: of.id, fact: closing })
    const before = (await readCase(of.actor, of.code)).eraseOn
    await exportCases(of.actor, await asked([of]))
    expect((await readCase(of.actor, of.code)).eraseOn).toBe(before)
  })
})

it('that data left is not corrected away', async () => {
  const of = await caseWithPerson(ana)
  await exportCases(of.actor, await asked([of], true))
  const [left] = await exportsOf(of)
  for (const instead of [undefined, { ...left!, identity: false }]) {
    const fact = id()
    const note = await sealFor(ana, of.at, {}, { table: 'cases.facts', row: fact, purpose: 'note' })
    await expect(
      recordFact(of.actor, {
        case: of.id,
        fact: { kind: 'correction', id: fact, on: today(), of: left!.id, ...(instead && { instead }) },
        note: { epoch: 1, sealed: note }
      })
    ).rejects.toMatchObject({ code: 'case.left-already' })
  }
  expect(await exportsOf(of)).toMatchObject([{ identity: true }])
})

describe('a row that comes in', () => {
  const row = async (): Promise<{ at: Awaited<ReturnType<typeof newTestCircle>>; input: ImportCase }> => {
    const at = await newTestCircle(ana, [ana, lule])
    const person = id() as PersonId
    return {
      at,
      input: {
        case: id(),
        circle: at.circle as ImportCase['circle'],
        person,
        fact: id() as FactId,
        under18: 'not-known',
        coded: { gender: 'Feminine', typesOfExploitation: ['ForcedLabour'] },
        identity: await sealFor(
          ana,
          at,
          { name: 'Made Up' },
          { table: 'cases.sealed_records', row: person, purpose: 'identity' }
        ),
        tokens: [{ kind: 'phone', inner: new Uint8Array(32).fill(9) }]
      }
    }
  }

  it('is a case with its person and its circle, read by its team alone', async () => {
    const { at, input } = await row()
    const { code, already } = await importCase(ana.actor, input)
    expect(already).toBe(false)
    const actor = joined(ana, at.circle.id)
    const one = await readCase(actor, code)
    expect(one.facts.map(fact => fact.kind)).toEqual(['case-opened', 'case-assigned', 'person-recorded'])
    expect(one.persons[0]).toMatchObject({ part: 'presumed-victim', coded: input.coded })
    expect(one.members).toHaveLength(2)
    const { records } = await showIdentity(actor, { case: input.case })
    const place = { table: 'cases.sealed_records', row: input.person, purpose: 'identity' }
    expect(await openWith(at, ana, fromBase64url(records[0]!.sealed), place)).toEqual({ name: 'Made Up' })
    await expect(readCase(inside(first), code)).rejects.toMatchObject(notThere)
    const rows = [
      { row: 2, case: input.case, tokens: input.tokens! },
      { row: 3, case: id(), tokens: input.tokens! }
    ]
    expect((await checkImport(actor, { rows })).rows).toEqual([
      { row: 2, there: code, own: [code] },
      { row: 3, there: null, own: [code] }
    ])
    // whoever is on another team learns nothing by this way: it would be asking without being counted
    expect((await checkImport(inside(first), { rows })).rows).toEqual([
      { row: 2, there: null, own: [] },
      { row: 3, there: null, own: [] }
    ])
  })

  it('sent twice is one case, whatever became of the first answer', async () => {
    const { at, input } = await row()
    const { code } = await importCase(ana.actor, input)
    const again = await newTestCircle(ana, [ana])
    const actor = joined(ana, at.circle.id)
    expect(await importCase(actor, { ...input, circle: again.circle as ImportCase['circle'] })).toEqual({
      code,
      already: true
    })
    const { cases } = await listCases(actor, { code })
    expect(cases).toHaveLength(1)
  })

  it('is all there or not at all: a person that is refused leaves no case and no circle', async () => {
    const { at, input } = await row()
    await expect(importCase(ana.actor, { ...input, person: first.person })).rejects.toThrow()
    expect(
      (await checkImport(joined(ana, at.circle.id), { rows: [{ row: 2, case: input.case, tokens: [] }] }))
        .rows[0]!.there
    ).toBeNull()
    const left = await database.owner.query(`select 1 from access.circles where id = $1`, [at.circle.id])
    expect(left.rows).toHaveLength(0)
    // and the row itself can come again
    expect((await importCase(ana.actor, input)).already).toBe(false)
  })

  it('cannot be given to others without oneself, nor be sent by a provider', async () => {
    const { input } = await row()
    await expect(importCase(provider.actor, input)).rejects.toMatchObject(notThere)
    const others = { ...input, circle: (await newTestCircle(ana, [lule])).circle as ImportCase['circle'] }
    await expect(importCase(ana.actor, others)).rejects.toMatchObject({ code: 'case.team' })
  })
})

it('a referral is printed by its two sides, and by nobody else', async () => {
  const shelter = await makeProvider(database, network, ['shelter'])
  const wrong = await makeProvider(database, network, ['shelter'])
  const of = await caseWithPerson(ana)
  const consent = await consentTo(of, shelter.actor.organisation)
  const referral = await referTo(of, ana, shelter, { basis: { kind: 'consent', consent } })
  await notePrintedReferral(referral.provider, { referral: referral.id })
  await notePrintedReferral(referral.sender, { referral: referral.id })
  expect(await entries('referral.print')).toHaveLength(2)
  await expect(notePrintedReferral(wrong.actor, { referral: referral.id })).rejects.toMatchObject(notThere)
  await expect(notePrintedReferral(first.actor, { referral: referral.id })).rejects.toMatchObject(notThere)
})

it('a print is entered, and not of a case of others', async () => {
  await notePrint(first.actor, { case: first.id, identity: true, notes: false })
  expect((await entries('case.print')).at(-1)!.detail).toEqual({ identity: true, notes: false })
  await expect(
    notePrint(first.actor, { case: foreign.id, identity: true, notes: false })
  ).rejects.toMatchObject(notThere)
})
