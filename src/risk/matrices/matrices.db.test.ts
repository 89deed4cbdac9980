// RSK1: a matrix is worked on together, adopted by a meeting, confirmed by a second person, put in force, and never changed afterwards.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { browse, count, useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import type { RiskCategory } from '../matrix.ts'
import { adoptMatrix, putInForce } from './adopt-matrix.server.ts'
import type { Adoption } from './adoption.ts'
import type { DraftDocument } from './draft.ts'
import { beginDraft, dropDraft, saveDraft } from './edit-draft.server.ts'
import { matrixIndicators } from './indicators.server.ts'
import { listMatrices, readMatrices } from './read-matrices.server.ts'
import { findMatrix, getMatrix, listMatricesInForce } from './rows.server.ts'
import { shippedMatrix } from './shipped.server.ts'
import { matrixVerbs } from './verbs.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
const changed = { code: 'common.changed-by-other', status: 409 }
let network: NetworkId
let coordinator: TestPerson
let second: TestPerson
let ana: TestPerson
let operator: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
  second = await makePerson(database, network, 'coordinator')
  ana = await makePerson(database, network, 'case-manager')
  operator = await makePerson(database, network, 'operator')
})

const today = new Date().toISOString().slice(0, 10)
const meeting = (change: Partial<Adoption> = {}): Adoption => ({
  group: 'Radna grupa za rano upozorenje',
  metOn: today,
  present: [coordinator.actor.account, ana.actor.account],
  others: 'Ministarstvo pravde',
  decision: 'Usvojena za godinu dana.',
  votes: { for: 5, against: 0, abstained: 1 },
  remarks: '',
  ...change
})
const begin = async (category: RiskCategory, by = ana) =>
  (await beginDraft(by.actor, { id: id(), category, from: { kind: 'shipped' } })).id
const draftOf = async (category: RiskCategory, matrix: string) =>
  (await readMatrices(ana.actor, category)).written.find(one => one.id === matrix)!
const adopt = (matrix: string, rev = 1, change: Partial<Adoption> = {}, by = coordinator) =>
  adoptMatrix(by.actor, { id: matrix, rev, adoption: meeting(change) }, 'Europe/Belgrade')
const inForce = () =>
  browse(operator.actor, matrixVerbs['matrix.read'], async ({ db }) => listMatricesInForce(db))
const asked = (matrix: string) =>
  browse(operator.actor, matrixVerbs['matrix.read'], async ({ db }) => getMatrix(db, matrix))

describe('a draft', () => {
  it('begins with the words that ship, one of each category, by those who may edit', async () => {
    expect((await listMatrices(operator.actor)).categories.map(one => one.versions.length)).toEqual([
      0, 0, 0, 0, 0, 0
    ])
    await expect(begin('rk-zene', operator)).rejects.toMatchObject(notThere)
    const matrix = await begin('rk-zene')
    const { document, ...row } = await draftOf('rk-zene', matrix)
    expect(row).toMatchObject({ version: 1, state: 'draft', begunFrom: 'shipped', madeBy: ana.actor.account })
    expect(document).toEqual(shippedMatrix('rk-zene'))
    await expect(begin('rk-zene', coordinator)).rejects.toMatchObject({ code: 'matrix.has-draft' })
    // the same request, sent again on a bad line
    const again = { id: matrix, category: 'rk-zene', from: { kind: 'shipped' } } as const
    expect(await beginDraft(ana.actor, again)).toEqual({ id: matrix })
  })
  it('keeps what is incomplete, and of two who save at once the second is told', async () => {
    const matrix = await begin('rk-deca')
    const { document } = await draftOf('rk-deca', matrix)
    const half: DraftDocument = { ...document, title: { 'sr-Latn': 'Deca', sq: '' } }
    half.signs[0]!.weight = null
    expect(await saveDraft(ana.actor, { id: matrix, rev: 1, document: half })).toEqual({ rev: 2 })
    expect((await draftOf('rk-deca', matrix)).document).toEqual(half)
    await expect(saveDraft(coordinator.actor, { id: matrix, rev: 1, document })).rejects.toMatchObject(
      changed
    )
    await expect(
      saveDraft(ana.actor, { id: matrix, rev: 2, document: { ...document, category: 'rk-zene' } })
    ).rejects.toMatchObject({ code: 'matrix.other-category' })
    await expect(adopt(matrix, 2)).rejects.toMatchObject({ code: 'matrix.has-faults' })
    await expect(dropDraft(ana.actor, { id: matrix, rev: 1 })).rejects.toMatchObject(changed)
    await dropDraft(ana.actor, { id: matrix, rev: 2 })
    expect((await readMatrices(ana.actor, 'rk-deca')).versions).toEqual([])
    await expect(saveDraft(ana.actor, { id: matrix, rev: 2, document })).rejects.toMatchObject(notThere)
  })
  it('is never scored by, and says so', async () => {
    const { versions } = await readMatrices(ana.actor, 'rk-zene')
    await expect(asked(versions[0]!.id)).rejects.toMatchObject({ code: 'matrix.nobody-adopted', status: 409 })
    await expect(asked(id())).rejects.toMatchObject(notThere)
    expect(await inForce()).toEqual([])
    await expect(putInForce(coordinator.actor, { id: versions[0]!.id })).rejects.toMatchObject({
      code: 'matrix.nobody-adopted'
    })
  })
})

describe('adopting', () => {
  it('needs a meeting that was, people of the network, and a second person', async () => {
    const matrix = await begin('rk-zrtve')
    await expect(adopt(matrix, 1, {}, ana)).rejects.toMatchObject(notThere)
    await expect(adopt(matrix, 1, { metOn: '2199-01-01' })).rejects.toMatchObject({
      code: 'matrix.met-in-future'
    })
    await expect(adopt(matrix, 1, { present: [ana.actor.account, id()] })).rejects.toMatchObject({
      code: 'matrix.not-of-network'
    })
    await expect(adopt(matrix, 1, { present: [ana.actor.account, ana.actor.account] })).rejects.toMatchObject(
      { code: 'matrix.not-of-network' }
    )
    const { document } = await draftOf('rk-zrtve', matrix)
    await saveDraft(coordinator.actor, { id: matrix, rev: 1, document })
    await expect(adopt(matrix, 2)).rejects.toMatchObject({ code: 'matrix.second-person' })
    await expect(adopt(matrix, 1, {}, second)).rejects.toMatchObject(changed)
    await adopt(matrix, 2, {}, second)
    const row = await draftOf('rk-zrtve', matrix)
    expect(row).toMatchObject({
      state: 'adopted',
      metOn: today,
      adoptedBy: second.actor.account,
      adoption: { group: 'Radna grupa za rano upozorenje', alone: false, votes: { for: 5 } }
    })
    await expect(adopt(matrix, 2, {}, second)).rejects.toMatchObject({ code: 'matrix.no-draft' })
  })
  it('lets a coordinator who is the only one do both, and says so in the record', async () => {
    const small = await makeNetwork(database)
    const only = await makePerson(database, small, 'coordinator')
    const colleague = await makePerson(database, small, 'case-manager')
    const matrix = id()
    await beginDraft(only.actor, { id: matrix, category: 'rk-zene', from: { kind: 'shipped' } })
    const present = [only.actor.account, colleague.actor.account]
    await adoptMatrix(only.actor, { id: matrix, rev: 1, adoption: meeting({ present }) }, 'Europe/Belgrade')
    const [row] = (await readMatrices(only.actor, 'rk-zene')).versions
    expect(row).toMatchObject({ state: 'adopted', adoption: { alone: true } })
    // and of another network nobody sees anything
    expect((await readMatrices(ana.actor, 'rk-zene')).versions.map(one => one.id)).not.toContain(matrix)
    await expect(putInForce(coordinator.actor, { id: matrix })).rejects.toMatchObject(notThere)
  })
})

describe('in force', () => {
  it('replaces the version before, which stays as it was for the answers it scored', async () => {
    const [first] = (await readMatrices(ana.actor, 'rk-zrtve')).versions
    await expect(putInForce(ana.actor, { id: first!.id })).rejects.toMatchObject(notThere)
    await putInForce(coordinator.actor, { id: first!.id })
    await putInForce(coordinator.actor, { id: first!.id })
    const { examples: _, ...words } = shippedMatrix('rk-zrtve')
    expect(await inForce()).toMatchObject([
      { id: first!.id, category: 'rk-zrtve', version: 1, matrix: words }
    ])

    const next = id()
    await beginDraft(ana.actor, { id: next, category: 'rk-zrtve', from: { kind: 'version', version: 1 } })
    const { document } = await draftOf('rk-zrtve', next)
    await saveDraft(ana.actor, {
      id: next,
      rev: 1,
      document: { ...document, rules: [...document.rules, { when: 'score', atLeast: 1, level: 'urgent' }] }
    })
    await expect(adopt(next, 2)).rejects.toMatchObject({ code: 'matrix.has-faults' })
    await saveDraft(ana.actor, {
      id: next,
      rev: 2,
      document: { ...document, rules: [...document.rules, { when: 'score', atLeast: 19, level: 'urgent' }] }
    })
    await adopt(next, 3)
    // adopted is not yet in force: the old one scores until somebody says so
    expect((await inForce()).map(one => one.version)).toEqual([1])
    await begin('rk-deca')
    await putInForce(second.actor, { id: next })
    expect((await inForce()).map(one => [one.id, one.version])).toEqual([[next, 2]])
    expect(await asked(first!.id)).toMatchObject({ version: 1, state: 'replaced', matrix: words })
    expect(
      await browse(operator.actor, matrixVerbs['matrix.read'], async ({ db }) => findMatrix(db, first!.id))
    ).toMatchObject({ version: 1 })
  })
  it('cannot be changed or erased, whatever the code believes', async () => {
    const [one] = await inForce()
    for (const change of [
      sql`update risk.matrices set document = '{}'::jsonb where id = ${one!.id}`,
      sql`update risk.matrices set state = 'draft', adoption = null, adopted_at = null where id = ${one!.id}`,
      sql`update risk.matrices set met_on = '2020-01-01' where id = ${one!.id}`,
      sql`delete from risk.matrices where id = ${one!.id}`
    ])
      await expect(
        database.transaction('app', { network, circles: [] }, tx => change.execute(tx))
      ).rejects.toMatchObject({ code: '42501' })
  })
  it('is counted for the plan: a working group that met, a matrix that it adopted', async () => {
    const value = async (code: string, year: number, of = network) => {
      const indicator = matrixIndicators.find(one => one.code === code)!
      const period = { from: `${year}-01-01`, to: `${year + 1}-01-01` }
      return count(of, async ({ db }) => indicator.value(db, period))
    }
    const year = Number(today.slice(0, 4))
    for (const code of ['working-group-formed', 'risk-matrix-adopted']) {
      expect(await value(code, year)).toMatchObject({ kind: 'yes_no', value: true })
      expect(await value(code, year - 1)).toMatchObject({ kind: 'yes_no', value: false })
      expect(await value(code, year + 1)).toMatchObject({ value: true })
      expect(await value(code, year, await makeNetwork(database))).toMatchObject({ value: false })
    }
  })
})
