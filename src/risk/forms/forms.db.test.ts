// A questionnaire from its first draft to its last answer: who may edit, what may never change, what a program of others is told.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import type { Role } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Period } from '#kernel/period.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { bringIn } from './bring-in.server.ts'
import { dropForm, keepForm, makeForm } from './edit-form.server.ts'
import { fetchForProgram, listForProgram } from './fetch-forms.server.ts'
import { formIndicators } from './indicators.server.ts'
import { endProgram, findProgram, listPrograms, makeProgram } from './odk-programs.server.ts'
import { listForms, readForm, takeOutForm } from './read-forms.server.ts'
import { receiveSubmission } from './receive.server.ts'
import { findUsedForm } from './rows.server.ts'
import { exampleForm, koboXForm } from './testing/examples.ts'
import { retireForm, useForm } from './use-form.server.ts'
import { browse, count, useDatabase } from '#access/work.server.ts'
import { formVerbs } from './verbs.ts'
import type { ArrivedSubmission } from './hand-over.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
const gone = { code: 'common.not-found' }
let network: NetworkId
const people = {} as Record<Role, TestPerson>
const as = (role: Role) => people[role].actor

beforeAll(async () => {
  useDatabase(database)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-key-')))
  network = await makeNetwork(database)
  for (const role of [
    'coordinator',
    'case-manager',
    'operator',
    'field-worker',
    'provider',
    'monitoring-officer'
  ] as const)
    people[role] = await makePerson(database, network, role)
})
beforeEach(async () => {
  await database.owner.query('truncate risk.forms, risk.odk_arrivals')
})

const made = async () => {
  const form = id()
  await makeForm(as('case-manager'), {
    id: form,
    from: { kind: 'blank', languages: ['sr-Latn', 'en', 'ar'] }
  })
  return form
}
const plain = () => {
  const form = exampleForm()
  return { ...form, items: form.items.map(i => (i.kind === 'one' ? { ...i, sign: null } : i)) }
}
const inUse = async () => {
  const form = await made()
  await keepForm(as('case-manager'), { id: form, rev: 1, form: plain(), matrix: null })
  await useForm(as('coordinator'), { id: form, rev: 2 }, zone)
  return form
}
const line = async (form: string) => (await listForms(as('operator'))).forms.find(f => f.id === form)!

describe('a questionnaire', () => {
  it('is edited by coordinators and case managers, read by operators, and is not there for others', async () => {
    const form = await made()
    expect((await readForm(as('operator'), form)).form).toMatchObject({
      state: 'draft',
      version: '1',
      ours: true
    })
    for (const role of ['operator', 'field-worker', 'provider', 'monitoring-officer'] as const) {
      await expect(
        makeForm(as(role), { id: id(), from: { kind: 'shipped', name: 'profiling', matrix: null } })
      ).rejects.toMatchObject(gone)
      await expect(
        keepForm(as(role), { id: form, rev: 1, form: plain(), matrix: null })
      ).rejects.toMatchObject(gone)
      await expect(useForm(as(role), { id: form, rev: 1 }, zone)).rejects.toMatchObject(gone)
      await expect(bringIn(as(role), { id: id(), xform: koboXForm() })).rejects.toMatchObject(gone)
    }
    await expect(readForm(as('provider'), form)).rejects.toMatchObject(gone)
    const stranger = await makePerson(database, await makeNetwork(database), 'coordinator')
    await expect(readForm(stranger.actor, form)).rejects.toMatchObject(gone)
    expect((await listForms(stranger.actor)).forms).toEqual([])
  })

  it('keeps a draft that is not finished, and says when somebody else saved in between', async () => {
    const form = await made()
    expect(await keepForm(as('coordinator'), { id: form, rev: 1, form: plain(), matrix: null })).toEqual({
      rev: 2
    })
    await expect(
      keepForm(as('case-manager'), { id: form, rev: 1, form: plain(), matrix: null })
    ).rejects.toMatchObject({ code: 'common.changed-by-other' })
    await keepForm(as('case-manager'), {
      id: form,
      rev: 2,
      form: { ...plain(), title: {}, items: [] },
      matrix: null
    })
    await expect(useForm(as('coordinator'), { id: form, rev: 3 }, zone)).rejects.toMatchObject({
      code: 'form.faulty'
    })
    expect((await line(form)).state).toBe('draft')
  })

  it('comes into use, is replaced by its next version, and then never changes', async () => {
    const first = await inUse()
    const used = await line(first)
    expect(used).toMatchObject({ state: 'in-use', version: '1', questions: 8 })
    await expect(
      keepForm(as('coordinator'), { id: first, rev: 3, form: plain(), matrix: null })
    ).rejects.toMatchObject({ code: 'form.no-draft' })
    await expect(dropForm(as('coordinator'), { id: first })).rejects.toMatchObject({ code: 'form.no-draft' })
    const next = id()
    await makeForm(as('coordinator'), { id: next, from: { kind: 'version', form: first } })
    // pressed twice
    await makeForm(as('coordinator'), { id: next, from: { kind: 'version', form: first } })
    await expect(
      makeForm(as('coordinator'), { id: id(), from: { kind: 'version', form: first } })
    ).rejects.toMatchObject({ code: 'form.has-draft' })
    expect(await line(next)).toMatchObject({ state: 'draft', version: '2', formId: used.formId })
    await useForm(as('coordinator'), { id: next, rev: 1 }, zone)
    expect([(await line(first)).state, (await line(next)).state]).toEqual(['retired', 'in-use'])
    const { rows } = await database.owner.query('select xform, hash from risk.forms where id = $1', [first])
    expect(rows[0].xform).toContain('version="1"')
    for (const change of [
      `xform = 'x'`,
      `document = '{}'`,
      `state = 'draft'`,
      `state = 'in-use', retired_on = null`
    ])
      await expect(
        database.owner.query(`update risk.forms set ${change} where id = $1`, [first]),
        change
      ).rejects.toMatchObject({ code: '42501' })
    await expect(database.owner.query(`delete from risk.forms where id = $1`, [next])).rejects.toMatchObject({
      code: '42501'
    })
    const found = await browse(as('operator'), formVerbs['form.read'], ({ db }) =>
      findUsedForm(db, used.formId, '1')
    )
    expect(found?.id).toBe(first)
  })

  it('goes out of use, is duplicated under a name of its own, and a draft can be dropped', async () => {
    const first = await inUse()
    const copy = id()
    await makeForm(as('case-manager'), { id: copy, from: { kind: 'copy', form: first } })
    expect((await line(copy)).formId).not.toBe((await line(first)).formId)
    await dropForm(as('case-manager'), { id: copy })
    expect(await line(copy)).toBeUndefined()
    await retireForm(as('case-manager'), { id: first }, zone)
    expect(await line(first)).toMatchObject({ state: 'retired' })
    await expect(retireForm(as('case-manager'), { id: first }, zone)).rejects.toMatchObject({
      code: 'form.not-in-use'
    })
    expect(await listForProgram(as('field-worker'))).toEqual([])
  })

  it('from elsewhere is kept byte by byte, with its faults said and nothing kept when one stops it', async () => {
    const bad = await bringIn(as('coordinator'), {
      id: id(),
      xform: koboXForm(x => x.replace(' /aBcD/age  &gt;= 18', '/aBcD/grp/why = 1'))
    })
    expect(bad).toMatchObject({ id: null, faults: [{ code: 'loop' }] })
    expect((await listForms(as('operator'))).forms).toEqual([])
    const good = await bringIn(as('coordinator'), { id: id(), xform: koboXForm() })
    expect(good.faults).toEqual([])
    expect((await takeOutForm(as('operator'), good.id!)).xform).toBe(koboXForm())
    expect(await line(good.id!)).toMatchObject({
      ours: false,
      title: { en: 'Arrivals' },
      version: '3 (2026-11-02 10:11:12)'
    })
    // the same file again is the same questionnaire; another file under the same version is not
    expect((await bringIn(as('case-manager'), { id: id(), xform: koboXForm() })).id).toBe(good.id)
    await expect(
      bringIn(as('coordinator'), { id: id(), xform: koboXForm(x => x.replace('Arrivals', 'Others')) })
    ).rejects.toMatchObject({ code: 'form.version-taken' })
    await expect(
      bringIn(as('coordinator'), { id: id(), xform: koboXForm(x => x.replace('version="3', 'version="4')) })
    ).rejects.toMatchObject({ code: 'form.has-draft' })
    await expect(
      makeForm(as('coordinator'), { id: id(), from: { kind: 'copy', form: good.id! } })
    ).rejects.toMatchObject({ code: 'form.kept-as-it-came' })
    await useForm(as('coordinator'), { id: good.id!, rev: 1 }, zone)
    const next = await bringIn(as('coordinator'), {
      id: id(),
      xform: koboXForm(x => x.replace('version="3', 'version="4'))
    })
    await useForm(as('coordinator'), { id: next.id!, rev: 1 }, zone)
    expect(await line(good.id!)).toMatchObject({ state: 'retired' })
  })
})

it('counts as created for the strategy once one came into use', async () => {
  const [created] = formIndicators
  const value = (to: string) =>
    count(network, ({ db }) => created!.value(db, { from: '2026-01-01', to } as Period))
  await made()
  expect(await value('2999-01-01')).toMatchObject({ value: false })
  await inUse()
  expect(await value('2999-01-01')).toMatchObject({ value: true, counted: 1 })
  expect(await value('2001-01-01')).toMatchObject({ value: false })
})

describe('a program of others', () => {
  const knock = (name: string, secret: string) => findProgram(name, secret, '2026-11-28')

  it('is let in by its owner, does the field’s work only, and is nobody after its end', async () => {
    const program = id()
    const { name, secret } = await makeProgram(as('field-worker'), { id: program, label: 'sivi telefon' })
    expect(secret).toMatch(/^[a-z2-9]{26}$/)
    const { rows } = await database.owner.query('select hash, name from risk.odk_programs where id = $1', [
      program
    ])
    expect(JSON.stringify(rows)).not.toContain(secret)
    const actor = await knock(name, secret)
    expect(actor).toMatchObject({
      account: as('field-worker').account,
      roles: ['field-worker'],
      circles: [],
      kept: []
    })
    for (const [wrongName, wrongSecret] of [
      [name, `${secret}x`],
      [`${name}x`, secret],
      [name, '']
    ] as const)
      expect(await knock(wrongName!, wrongSecret!)).toBeUndefined()
    expect(await listPrograms(as('field-worker'))).toMatchObject([
      { id: program, mine: true, seenOn: '2026-11-28' }
    ])
    expect(await listPrograms(as('operator'))).toEqual([])
    expect(await listPrograms(as('coordinator'))).toMatchObject([{ id: program, mine: false }])
    await expect(endProgram(as('operator'), { id: program })).rejects.toMatchObject(gone)
    await endProgram(as('coordinator'), { id: program })
    expect(await knock(name, secret)).toBeUndefined()
    await expect(makeProgram(as('provider'), { id: id(), label: 'x' })).rejects.toMatchObject(gone)
  })

  it('is nobody once its owner has left', async () => {
    const leaver = await makePerson(database, network, 'field-worker')
    const { name, secret } = await makeProgram(leaver.actor, { id: id(), label: 'x' })
    expect(await knock(name, secret)).toBeDefined()
    await database.owner.query('update identity.people set left_at = now() where id = $1', [
      leaver.actor.account
    ])
    expect(await knock(name, secret)).toBeUndefined()
  })

  it('cannot be made without end', async () => {
    const many = await makePerson(database, network, 'field-worker')
    for (let n = 0; n < 12; n++) await makeProgram(many.actor, { id: id(), label: 'x' })
    await expect(makeProgram(many.actor, { id: id(), label: 'x' })).rejects.toMatchObject({
      code: 'odk.too-many'
    })
  })
})

describe('what arrives', () => {
  const place = { timezone: zone, settlements: ['ranilug'] }
  const answers = (
    formId: string,
    version: string,
    instance: string = id(),
    inside = '<language>fa</language><papers>yes</papers>'
  ) =>
    `<data id="${formId}" version="${version}" xmlns:orx="http://openrosa.org/xforms"><fener_day>2026-11-20</fener_day>${inside}<orx:meta><orx:instanceID>uuid:${instance}</orx:instanceID></orx:meta></data>`
  const arrived: ArrivedSubmission[] = []
  const send = (xml: string) =>
    receiveSubmission(as('field-worker'), xml, place, async one => void arrived.push(one))
  beforeEach(() => void (arrived.length = 0))

  it('is handed over with its version, also when that was replaced; twice the same is the same', async () => {
    const first = await inUse()
    const { formId } = await line(first)
    const next = id()
    await makeForm(as('coordinator'), { id: next, from: { kind: 'version', form: first } })
    // a draft was never filled in
    await expect(send(answers(formId, '2'))).rejects.toMatchObject({ code: 'odk.unknown-form', status: 404 })
    await useForm(as('coordinator'), { id: next, rev: 1 }, zone)
    const old = answers(formId, '1')
    await send(old)
    await send(old)
    expect(arrived).toHaveLength(2)
    expect(arrived[0]).toMatchObject({
      formId,
      formVersion: '1',
      language: 'fa',
      saidOn: '2026-11-20',
      matrix: null,
      level: null,
      xml: old
    })
    expect(arrived[1]!.id).toBe(arrived[0]!.id)
    await retireForm(as('coordinator'), { id: next }, zone)
    await send(answers(formId, '2'))
    expect(arrived).toHaveLength(3)
  })

  it('is refused in words when it cannot be kept, and other answers under a known number are not lost in silence', async () => {
    const { formId } = await line(await inUse())
    const instance = id()
    await send(answers(formId, '1', instance))
    await expect(send(answers(formId, '1', instance, '<language>ar</language>'))).rejects.toMatchObject({
      code: 'odk.other-answers',
      status: 409
    })
    await expect(send(answers('nowhere', '1'))).rejects.toMatchObject({
      code: 'odk.unknown-form',
      status: 404
    })
    await expect(send('<data')).rejects.toMatchObject({ code: 'odk.not-xml', status: 400 })
    await expect(send(answers(formId, '1', 'x'))).rejects.toMatchObject({
      code: 'odk.no-instance-id',
      status: 400
    })
    await expect(send(answers(formId, '1', id(), 'x'.repeat(1_000_001)))).rejects.toMatchObject({
      code: 'odk.too-large',
      status: 413
    })
    expect(arrived).toHaveLength(1)
  })

  it('leaves in clear only a mark that cannot be guessed from the answers', async () => {
    const { formId } = await line(await inUse())
    await send(answers(formId, '1'))
    const { rows } = await database.owner.query('select * from risk.odk_arrivals')
    expect(Object.keys(rows[0]).sort()).toEqual(['id', 'mark', 'network_id'])
  })

  it('may come from no one else', async () => {
    const { formId } = await line(await inUse())
    await expect(
      receiveSubmission(as('provider'), answers(formId, '1'), place, async () => {})
    ).rejects.toMatchObject(gone)
    await expect(fetchForProgram(as('monitoring-officer'), id())).rejects.toMatchObject(gone)
  })

  it('finds the forms in use with the hash of exactly what is fetched', async () => {
    const form = await inUse()
    const [listed] = await listForProgram(as('field-worker'))
    const xform = await fetchForProgram(as('field-worker'), form)
    const { createHash } = await import('node:crypto')
    expect(listed).toMatchObject({
      id: form,
      hash: createHash('md5').update(xform).digest('hex'),
      name: 'Čekaonica & <granica> (sr)'
    })
    await expect(fetchForProgram(as('field-worker'), await made())).rejects.toMatchObject({
      code: 'odk.unknown-form'
    })
  })
})
