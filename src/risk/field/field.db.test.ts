// RSK2 on a real PostgreSQL: what arrives is one row however often it is sent, nobody in the field reads it back, and a phone that was
// ended is told so.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { writeHandle } from '#platform/handles.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { keysFrom, newRoot, open, seal, type Keys, type Sealed } from '#seal/index.ts'
import { endDevice, findDevice, listDevices, setUpDevice } from './devices.server.ts'
import { doorRecipient } from './door.server.ts'
import { fieldIndicators } from './indicators.server.ts'
import { listSubmissions } from './list-submissions.server.ts'
import { openSubmission } from './open-submission.server.ts'
import { answersPlace, envelopePlace, type Envelope } from './submission.ts'
import { takeFromOpenRosa, takeFromPhone } from './take-submission.server.ts'

const database = testDatabase()
const place = { timezone: 'Europe/Belgrade', settlements: ['ranilug'], firstDay: '2026-01-01' }
const today = () => new Date().toISOString().slice(0, 10)

let network: NetworkId
let field: TestPerson
let operator: TestPerson
let circle: CircleId
let keys: Keys

beforeAll(async () => {
  useDatabase(database)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-field-')))
  network = await makeNetwork(database)
  field = await makePerson(database, network, 'field-worker')
  operator = await makePerson(database, network, 'operator')
  circle = id() as CircleId
  keys = await keysFrom(newRoot(), 'circle')
  await database.transaction('identity', { network }, async tx => {
    const db = writeHandle(tx)
    await db.run(sql`
      insert into access.circles (network_id, id, kind, epoch, made_by, made_at)
      values (${network}, ${circle}, 'warning', 1, ${operator.actor.account}, now())`)
    await db.run(sql`
      insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at)
      values (${network}, ${circle}, 1, ${keys.recipient}, ${operator.actor.account}, now())`)
  })
  operator.actor = { ...operator.actor, circles: [circle] }
})

const envelope = (change: Partial<Envelope> = {}): Envelope => ({
  formId: 'profil',
  formVersion: '1',
  matrix: null,
  saidOn: today(),
  language: 'ar',
  category: 'rk-trazioci-azila',
  settlement: 'ranilug',
  level: null,
  informed: 'rights-ar',
  ...change
})

const sent = async (
  change: Partial<Envelope> = {},
  { row = id(), epoch = 1, to = [keys.recipient] } = {}
) => {
  const where = { network, id: row, circle, epoch }
  return {
    id: row,
    circle: circle as string,
    epoch,
    sealed: await seal<unknown>({ xml: '<data/>' }, { ...answersPlace(where), at: null, recipients: to }),
    envelope: await seal<unknown>(envelope(change), {
      ...envelopePlace(where),
      at: null,
      recipients: [await doorRecipient()]
    }),
    phoneNow: new Date().toISOString()
  }
}
const take = async (what: Awaited<ReturnType<typeof sent>>) => takeFromPhone(field.actor, what, place)
const rowsOf = async (row: string) =>
  (
    await database.owner.query(
      'select *, filled_on::text as filled, said_on::text as said from risk.submissions where id = $1',
      [row]
    )
  ).rows

describe('what arrives', () => {
  it('is one row with one answer, also when it is sent five times at once', async () => {
    const one = await sent()
    const answers = await Promise.all(Array.from({ length: 5 }, () => take(one)))
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ clockOff: 0 })))
    expect(await rowsOf(one.id)).toMatchObject([
      {
        form_id: 'profil',
        category: 'rk-trazioci-azila',
        informed: 'rights-ar',
        mode: 'field',
        said_on: null,
        filled: today()
      }
    ])
  })

  it('keeps the first when other answers come under its number', async () => {
    const one = await sent()
    await take(one)
    await take(await sent({ settlement: null }, { row: one.id }))
    expect(await rowsOf(one.id)).toMatchObject([{ settlement: 'ranilug' }])
  })

  it('warns once where its matrix was put in force and the level does not wait', async () => {
    const matrix = id()
    const version = { id: matrix, version: 3 }
    const alerts = async () =>
      (
        await database.owner.query(
          'select category, settlement, level, why from risk.alerts where network_id = $1',
          [network]
        )
      ).rows
    await take(await sent({ matrix: version, level: 'urgent' }))
    expect(await alerts(), 'nobody knows this matrix').toEqual([])
    await database.owner.query(
      `insert into risk.matrices (network_id, id, category, version, state, document, examples, begun_from, made_by, made_at, edited_by,
         edited_at, met_on, adoption, adopted_by, adopted_at, in_force_at, in_force_by)
       values ($1, $2, 'rk-zene', 3, 'in-force', '{}', '[]', 'shipped', $3, now(), $3, now(), current_date, '{}', $3, now(), now(), $3)`,
      [network, matrix, operator.actor.account]
    )
    await take(await sent({ matrix: version, level: 'watch' }))
    await take(await sent({ matrix: null, level: 'urgent' }))
    expect(await alerts()).toEqual([])
    const one = await sent({ matrix: version, level: 'urgent' })
    await Promise.all([take(one), take(one)])
    expect(await alerts()).toEqual([
      {
        category: 'rk-zene',
        settlement: 'ranilug',
        level: 'urgent',
        why: { code: 'score', params: { level: 'urgent', version: 3, rules: [] } }
      }
    ])
  })

  it('keeps the day of a clock that is wrong by a year, and counts it on the day it can have been', async () => {
    const ago = new Date(Date.now() - 365 * 86_400_000)
    const one = { ...(await sent({ saidOn: ago.toISOString().slice(0, 10) })), phoneNow: ago.toISOString() }
    expect(await take(one)).toEqual({ clockOff: -365 })
    expect(await rowsOf(one.id)).toMatchObject([{ said: ago.toISOString().slice(0, 10), filled: today() }])
  })

  it('is refused when it is for more than the circle, for a key that never was, of a place that is not, or not ours to read', async () => {
    const other = (await keysFrom(newRoot(), 'circle')).recipient
    await expect(take(await sent({}, { to: [keys.recipient, other] }))).rejects.toMatchObject({
      code: 'report.wrong-recipients'
    })
    await expect(take(await sent({}, { epoch: 2 }))).rejects.toMatchObject({ code: 'field.circle' })
    await expect(take(await sent({ settlement: 'nigde' }))).rejects.toMatchObject({
      code: 'field.unknown-settlement'
    })
    const moved = { ...(await sent()), id: id() }
    await expect(take(moved)).rejects.toMatchObject({ code: 'field.unreadable' })
    await expect(take(await sent({ level: 'worst' as never }))).rejects.toMatchObject({
      code: 'input.malformed'
    })
    const one = await sent()
    await expect(takeFromPhone({ ...field.actor, roles: ['provider'] }, one, place)).rejects.toMatchObject({
      code: 'common.not-found'
    })
  })

  it('of another program is sealed to the circle before it is stored', async () => {
    const row = id()
    const { formId, formVersion, matrix, saidOn, language, category, settlement, level, informed } =
      envelope()
    const told = { formId, formVersion, matrix, saidOn, language, category, settlement, level, informed }
    await takeFromOpenRosa(
      field.actor,
      { id: row, ...told, score: null, xml: '<data>tajna reč</data>' },
      place,
      new Date()
    )
    const [kept] = await rowsOf(row)
    expect(kept).toMatchObject({ mode: 'openrosa' })
    expect(kept.sealed.toString()).not.toContain('tajna')
    const where = { network, id: row, circle, epoch: 1 }
    const opened = await open<{ xml: string }>(kept.sealed as Sealed<{ xml: string }>, {
      ...answersPlace(where),
      identities: [keys.identity],
      verifier: () => null,
      anonymous: 'allowed'
    })
    expect(opened.value.xml).toContain('tajna reč')
  })
})

it('is listed and opened by the circle, and by nobody else', async () => {
  const one = await sent()
  await take(one)
  expect((await listSubmissions(operator.actor, null)).lines.map(line => line.id)).toContain(one.id)
  const { lines } = await listSubmissions(operator.actor, null)
  // what stands at the head of a day counts the whole day, on whatever page one is
  const after = await listSubmissions(operator.actor, lines[0]!.id)
  expect(after.lines.length).toBe(lines.length - 1)
  expect(after.lines[0]!.ofDay).toBe(lines.filter(line => line.arrivedOn === lines[0]!.arrivedOn).length)
  expect((await openSubmission(operator.actor, one.id)).sealed.length).toBeGreaterThan(100)
  const outside = { ...operator.actor, circles: [] }
  for (const who of [field.actor, outside]) {
    await expect(listSubmissions(who, null)).rejects.toMatchObject({ code: 'common.not-found' })
    await expect(openSubmission(who, one.id)).rejects.toMatchObject({ code: 'common.not-found' })
  }
  const elsewhere = await makeNetwork(database)
  const stranger = await makePerson(database, elsewhere, 'operator')
  await expect(openSubmission({ ...stranger.actor, circles: [circle] }, one.id)).rejects.toMatchObject({
    code: 'common.not-found'
  })
})

it('counts people profiled and informed, by the coded columns alone', async () => {
  await take(await sent({ informed: null }))
  const counts: number[] = []
  const next = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await database.read('statistics', { network }, async tx => {
    for (const indicator of fieldIndicators) {
      const value = await indicator.value(writeHandle(tx), { from: '2026-01-01', to: next } as never)
      if (value.kind === 'count') counts.push(value.value ?? 0)
    }
  })
  const [{ n, informed }] = (
    await database.owner.query(
      'select count(*)::int as n, count(informed)::int as informed from risk.submissions where network_id = $1',
      [network]
    )
  ).rows
  expect(counts).toEqual([n, informed])
  expect(n).toBeGreaterThan(informed)
  const refused = await database
    .transaction('statistics', { network }, tx => sql`select sealed from risk.submissions`.execute(tx))
    .then(
      () => 'accepted',
      (error: { code?: string }) => error.code
    )
  expect(refused).toBe('42501')
})

describe('a phone', () => {
  it('is known by its cookie, as a field team’s, and forgotten when it is ended or its person left', async () => {
    const { id: phone, token } = await setUpDevice(operator.actor, place.timezone)
    const found = await findDevice(token, today())
    expect(found).toMatchObject({
      id: phone,
      actor: { roles: ['field-worker'], circles: [], account: operator.actor.account }
    })
    expect(await findDevice('other', today())).toBeUndefined()
    expect(await listDevices(operator.actor)).toMatchObject([{ id: phone, ended: false }])
    await expect(endDevice(field.actor, { id: phone })).rejects.toMatchObject({ code: 'common.not-found' })
    await endDevice(operator.actor, { id: phone })
    await endDevice(operator.actor, { id: phone })
    expect(await findDevice(token, today())).toBe('ended')
    const { token: second } = await setUpDevice(field.actor, place.timezone)
    await database.owner.query('update identity.people set left_at = now() where id = $1', [
      field.actor.account
    ])
    expect(await findDevice(second, today())).toBe('ended')
  })
})
