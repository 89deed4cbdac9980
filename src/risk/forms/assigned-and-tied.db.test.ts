// Who is offered a questionnaire, and one from elsewhere that is tied to a matrix: what phones and programs get, and what never changes.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { takeAssigned } from '../field/assigned.server.ts'
import { assignForm } from './assign-form.server.ts'
import { bringIn } from './bring-in.server.ts'
import { fetchForProgram, listForProgram } from './fetch-forms.server.ts'
import type { ArrivedSubmission } from './hand-over.ts'
import { readForm } from './read-forms.server.ts'
import { receiveSubmission } from './receive.server.ts'
import type { SignTie } from './sign-ties.ts'
import { koboXForm } from './testing/examples.ts'
import { tieForm } from './tie-form.server.ts'
import { useForm } from './use-form.server.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
const owner = (text: string, values: unknown[] = []) => database.owner.query(text, values)
let network: NetworkId
let coordinator: TestPerson
let one: TestPerson
let other: TestPerson
let matrix = ''

beforeAll(async () => {
  useDatabase(database)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-key-')))
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
  one = await makePerson(database, network, 'field-worker')
  other = await makePerson(database, network, 'field-worker')
  await makeTestCircle(database, network, 'warning', [coordinator])
})
beforeEach(async () => {
  await owner('truncate risk.forms, risk.form_assignments, risk.odk_arrivals, risk.matrices')
  matrix = id()
  const sign = (code: string, weight: number) => ({ code, words: {}, weight, severe: false, source: 'x' })
  await owner(
    `insert into risk.matrices (network_id, id, category, version, state, document, examples, begun_from, made_by, made_at, edited_by,
       edited_at, met_on, adoption, adopted_by, adopted_at, in_force_at, in_force_by)
     values ($1, $2, 'rk-zene', 3, 'in-force', $4, '[]', 'file', $3, now(), $3, now(), current_date, '{}', $3, now(), now(), $3)`,
    [
      network,
      matrix,
      coordinator.actor.account,
      JSON.stringify({ category: 'rk-zene', signs: [sign('works', 4), sign('alone', 2)], rules: [{ when: 'score', atLeast: 4, level: 'risk' }] }) // prettier-ignore
    ]
  )
})

const kobo = (version = 3) => koboXForm(xml => xml.replace('version="3', `version="${version}`))
const broughtIn = async (version = 3) =>
  (await bringIn(coordinator.actor, { id: id(), xform: kobo(version) })).id!
const works: SignTie = { sign: 'works', at: '/aBcD/grp/why', yes: ['work'], no: [] }
const tie = (form: string, rev: number, ties: SignTie[], by: Actor = coordinator.actor) =>
  tieForm(by, { id: form, rev, to: { matrix, ties } })
const use = (form: string, rev: number) => useForm(coordinator.actor, { id: form, rev }, zone)

describe('who fills it in', () => {
  const offered = async ({ actor }: TestPerson) => [
    (await listForProgram(actor)).length,
    (await takeAssigned({ ...actor, roles: ['field-worker'], circles: [] } as StaffActor)).forms.length
  ]
  const assign = (form: string, to: { people?: string[]; organisations?: string[] } | null) =>
    assignForm(coordinator.actor, { id: form, to: to && { people: [], organisations: [], ...to } })

  it('is everybody, or those who are named, by name or by organisation, whichever the version', async () => {
    const form = await broughtIn()
    await use(form, 1)
    expect(await offered(one)).toEqual([1, 1])
    await assign(form, { people: [one.actor.account] })
    expect([await offered(one), await offered(other)]).toEqual([
      [1, 1],
      [0, 0]
    ])
    const next = await broughtIn(4)
    await use(next, 1)
    expect(await offered(other)).toEqual([0, 0])
    await assign(next, { organisations: [other.actor.organisation] })
    expect([await offered(one), await offered(other)]).toEqual([
      [0, 0],
      [1, 1]
    ])
    const { assigned } = await readForm(coordinator.actor, form)
    expect(assigned.to).toEqual({ people: [], organisations: [other.actor.organisation] })
    expect(assigned.people.map(({ id }) => id)).toContain(one.actor.account)
    await assign(form, null)
    expect(await offered(one)).toEqual([1, 1])
    // nothing was begun in vain: the form is still given out, and answers to it are still taken
    await assign(next, { people: [other.actor.account] })
    expect(await fetchForProgram(one.actor, next)).toBe(kobo(4))
    const answered = await receive(4, '<age>20</age><grp><why>work</why></grp>')
    expect(answered.formVersion).toContain('4 ')
  })

  it('is never nobody, and only people of the network', async () => {
    const form = await broughtIn()
    await expect(assign(form, {})).rejects.toMatchObject({ code: 'form.assigned-to-nobody' })
    await expect(assign(form, { people: [id()] })).rejects.toMatchObject({ code: 'common.not-found' })
    await expect(assignForm(one.actor, { id: form, to: null })).rejects.toMatchObject({
      code: 'common.not-found'
    })
    expect((await readForm(coordinator.actor, form)).assigned.to).toBeNull()
  })
})

const receive = async (version: number, inside: string): Promise<ArrivedSubmission> => {
  const xml = `<aBcD id="aBcD" version="${version} (2026-11-02 10:11:12)">${inside}<meta><instanceID>uuid:${id()}</instanceID></meta></aBcD>`
  return receiveSubmission(one.actor, xml, { timezone: zone, settlements: [] }, async arrived => arrived)
}

describe('an XForm from elsewhere', () => {
  it('is tied to a matrix, goes to phones with its ties, and is scored as one of ours', async () => {
    const form = await broughtIn()
    expect(await tie(form, 1, [{ ...works, yes: [] }])).toEqual({ rev: 2 })
    await expect(use(form, 2)).rejects.toMatchObject({ code: 'form.faulty' })
    await expect(tie(form, 1, [works])).rejects.toMatchObject({ code: 'common.changed-by-other' })
    await tie(form, 2, [works])
    await use(form, 3)
    const { forms } = await takeAssigned(one.actor)
    expect(forms).toMatchObject([{ ties: [works], xform: kobo(), matrix: { id: matrix, version: 3 } }])
    const risk = await receive(3, '<age>20</age><grp><why>work</why></grp>')
    expect(risk).toMatchObject({ level: 'risk', category: 'rk-zene', matrix: { id: matrix, version: 3 } })
    expect(risk.score).toMatchObject({ score: 4, most: 6, known: 1 })
    expect(await receive(3, '<age>20</age><grp><why>play</why></grp>')).toMatchObject({ level: 'none' })
  })

  it('keeps its ties with the version: what was used never changes, the next one begins with them', async () => {
    const form = await broughtIn()
    await tie(form, 1, [works])
    await use(form, 2)
    await expect(tie(form, 3, [])).rejects.toMatchObject({ code: 'form.no-draft' })
    await expect(owner(`update risk.forms set ties = '[]' where id = $1`, [form])).rejects.toMatchObject({
      code: '42501'
    })
    const next = await broughtIn(4)
    expect((await readForm(coordinator.actor, next)).form).toMatchObject({ ties: [works], matrixId: matrix })
    await tieForm(coordinator.actor, { id: next, rev: 1, to: null })
    await use(next, 2)
    // each version's answers by its own ties
    const inside = '<age>20</age><grp><why>work</why></grp>'
    expect(await receive(3, inside)).toMatchObject({ level: 'risk' })
    expect(await receive(4, inside)).toMatchObject({ level: null, matrix: null })
  })

  it('is tied by those who edit, to a matrix that is in force', async () => {
    const form = await broughtIn()
    await expect(tie(form, 1, [works], one.actor)).rejects.toMatchObject({ code: 'common.not-found' })
    await expect(
      tieForm(coordinator.actor, { id: form, rev: 1, to: { matrix: id(), ties: [] } })
    ).rejects.toMatchObject({ code: 'form.matrix-replaced' })
  })
})
