// What runs by itself: values at the turn of a year, checkpoints, clearing away, and who is told that something waits.
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import { readCheckpoints, printCheckpoint } from '#audit/checkpoint.ts'
import { listCheckpoints } from '#audit/take-checkpoint.server.ts'
import { verifyAudit } from '#audit/verify.server.ts'
import { chooseWaitingMail } from '#identity/waiting-mail.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { indicatorCodes, latestValue, type IndicatorCode } from '#plan/index.ts'
import { storedValues } from '#plan/index.server.ts'
import { year, years, type Period } from '#kernel/period.ts'
import { recount } from '#plan/recount.server.ts'
import { setClock } from '#platform/clock.server.ts'
import type { Config } from '#platform/config.server.ts'
import { readHandle } from '#platform/handles.ts'
import { startJobs, type Jobs, type Payload } from '#platform/jobs.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { indicators } from './indicators.server.ts'
import { crontab, tasks } from './jobs.server.ts'

const database = testDatabase()
const config = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'f@x.example', origin: 'http://x' } as Config
const offline = { ...config, smtpUrl: undefined }

beforeAll(() => useDatabase(database))
afterEach(async () => {
  setClock(() => new Date())
  await database.owner.query('delete from graphile_worker._private_jobs')
})
const at = (instant: string) => setClock(() => new Date(instant))
const run = (name: string, with_: Config = config, payload: Payload = {}) =>
  tasks(with_)[name]!(payload, { database, signal: new AbortController().signal })
const owner = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows
const queued = (task: string): Promise<{ payload: Record<string, unknown>; run_at: Date }[]> =>
  owner(
    `select j.payload, j.run_at from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1 order by j.id`,
    [task]
  ) as never

type Report = { on: string; urgent?: boolean; status?: string; news?: boolean; due?: string | null }
const addReport = async (network: NetworkId, circle: string, report: Report) => {
  const { on, urgent = false, status = 'unread', news = false, due = on } = report
  const row = id()
  await owner(
    `insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent, size_bucket,
                                    reporter_recipient, idempotency, status, news, due_on)
     values ($1, $2, $3, 1, $4, $5, 'sq', 'browser', $6, 1, 'age', $7, $8, $9, $10)`,
    [network, row, circle, row, on, urgent, Buffer.from(row.slice(0, 16)), status, news, due]
  )
  return row
}
const withTeam = async (people = 1) => {
  const network = await makeNetwork(database)
  const operators: TestPerson[] = []
  for (let i = 0; i < people; i++) operators.push(await makePerson(database, network, 'operator'))
  const intake = await makeTestCircle(database, network, 'intake', operators)
  return { network, operators, intake }
}

describe('the values of a year', () => {
  const valuesOf = (network: NetworkId) =>
    database.read('app', { network }, tx => storedValues(readHandle(tx), network))
  const valueOf = async (network: NetworkId, code: IndicatorCode, period: Period) =>
    latestValue(await valuesOf(network), code, period)?.value
  const opened = async (network: NetworkId, intake: string, on: string) =>
    owner(
      `insert into cases.cases (network_id, id, circle_id, code, opened_on, status)
       values ($1, gen_random_uuid(), $2, gen_random_uuid()::text, $3, 'open')`,
      [network, intake, on]
    )

  it('are taken for every network, each with its own', async () => {
    const one = await withTeam()
    const two = await withTeam()
    await addReport(one.network, one.intake.id, { on: '2026-03-03' })
    await addReport(one.network, one.intake.id, { on: '2026-03-04' })
    at('2026-06-01T02:10:00Z')
    await run('take-values')
    expect(await valueOf(one.network, 'reports-received', year(2026))).toMatchObject({ value: 2 })
    expect(await valueOf(two.network, 'reports-received', year(2026))).toMatchObject({ value: 0 })
    const kept = await owner(`select actor, detail from audit.entries where network_id = $1 and verb = $2`, [
      one.network,
      'indicator.take-values'
    ])
    expect(kept).toEqual([{ actor: 'system', detail: { taken: indicatorCodes.length } }])
  })

  it('are final once, also when the machine was off over New Year, and three years stand together', async () => {
    const { network, intake } = await withTeam()
    for (const on of ['2026-02-01', '2026-03-01', '2027-02-01', '2028-02-01', '2028-03-01', '2028-04-01'])
      await opened(network, intake.id, on)
    at('2026-12-30T02:10:00Z')
    await run('take-values')
    await opened(network, intake.id, '2026-12-31')
    at('2029-02-03T08:00:00Z')
    await run('take-values')
    expect(await valueOf(network, 'cases-opened', year(2026))).toMatchObject({ value: 3 })
    expect(await valueOf(network, 'cases-opened', year(2027))).toMatchObject({ value: 1 })
    expect(await valueOf(network, 'cases-opened', years(2026, 2028))).toMatchObject({ value: 7 })
    const before = await owner('select count(*) from plan.indicator_values where network_id = $1', [network])
    at('2029-02-04T02:10:00Z')
    await run('take-values')
    const after = await owner('select count(*) from plan.indicator_values where network_id = $1', [network])
    expect(after[0].count - before[0].count).toBe(indicatorCodes.length)
    await opened(network, intake.id, '2026-11-11')
    await run('take-values')
    expect(await valueOf(network, 'cases-opened', year(2026))).toMatchObject({ value: 3 })
  })

  it('say of the reporting line whether it was open in that year', async () => {
    const { network } = await withTeam()
    for (const [number, when] of [
      ['038 200', '2027-03-01'],
      [null, '2027-12-01']
    ])
      // prettier-ignore
      await owner(
        `insert into line.numbers (network_id, id, number, hours, words, at, account_id)
         values ($1, gen_random_uuid(), $2, '[]', '{}', $3, gen_random_uuid())`,
        [network, number, when]
      )
    at('2028-05-05T02:10:00Z')
    await run('take-values')
    const open = async (y: number) => await valueOf(network, 'reporting-line-available', year(y))
    expect([await open(2026), await open(2027), await open(2028)]).toMatchObject([
      { value: false },
      { value: true },
      { value: false }
    ])
  })

  it('are corrected only with a reason: counted again, kept beside the old, the three years with them', async () => {
    const { network, intake } = await withTeam()
    const monitor = (await makePerson(database, network, 'monitoring-officer')).actor
    await opened(network, intake.id, '2026-02-01')
    at('2029-01-10T02:10:00Z')
    await run('take-values')
    await opened(network, intake.id, '2026-11-11')
    const again = (y: number, by = monitor) =>
      recount(by, 'cases-opened', { year: y, reason: 'Kasno upisan slučaj.' }, indicators)
    expect(await again(2026)).toEqual({ changed: 2 })
    expect(await valueOf(network, 'cases-opened', year(2026))).toMatchObject({ value: 2 })
    expect(await valueOf(network, 'cases-opened', years(2026, 2028))).toMatchObject({ value: 2 })
    expect(await again(2026)).toEqual({ changed: 0 })
    await run('take-values')
    expect(await valueOf(network, 'cases-opened', year(2026))).toMatchObject({ value: 2 })
    expect(
      await owner(
        `select value->>'value' as value, reason from plan.indicator_values
         where network_id = $1 and indicator = 'cases-opened' and period_from = '2026-01-01' and period_to = '2027-01-01' order by no`,
        [network]
      )
    ).toEqual([
      { value: '1', reason: null },
      { value: '2', reason: 'Kasno upisan slučaj.' }
    ])
    await expect(again(2029)).rejects.toMatchObject({ code: 'value.still-counted' })
    const operator = (await makePerson(database, network, 'operator')).actor
    await expect(again(2026, operator)).rejects.toMatchObject({ code: 'common.not-found' })
    const elsewhere = (await makePerson(database, await makeNetwork(database), 'coordinator')).actor
    await expect(again(2026, elsewhere)).rejects.toMatchObject({ code: 'value.still-counted' })
  })

  it('of one network that fails do not keep the others waiting', async () => {
    const broken = await makeNetwork(database)
    await owner(
      `update identity.networks set slug = '0', profile = '{"timezone":"Nowhere/Else"}' where network_id = $1`,
      [broken]
    )
    const whole = await makeNetwork(database, `z-${id()}`)
    at('2026-06-01T02:10:00Z')
    await expect(run('take-values')).rejects.toThrow(RangeError)
    expect(await valueOf(whole, 'reports-received', year(2026))).toMatchObject({ value: 0 })
    await owner(`update identity.networks set profile = '{}' where network_id = $1`, [broken])
  })
})

describe('the schedule', () => {
  let jobs: Jobs | undefined
  afterEach(async () => {
    await jobs?.stop()
    await owner('delete from graphile_worker._private_known_crontabs')
  })
  const names = [
    'sweep-sessions',
    'erase-ended',
    'expire-referrals',
    'take-values',
    'sweep-drafts',
    'sweep-parts',
    'take-checkpoints',
    'tell-waiting'
  ]

  it('does once, when the machine is on again, what it missed while it was off', async () => {
    const done: string[] = []
    const spies = Object.fromEntries(names.map(name => [name, async () => void done.push(name)]))
    for (const name of names)
      await owner(
        `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
         values ($1, now() - interval '40 days', now() - interval '9 days')`,
        [name]
      )
    jobs = await startJobs({ database, tasks: spies, crontab })
    await vi.waitFor(() => expect(done.toSorted()).toEqual(names.toSorted()), 5_000)
  })

  it('names only tasks that there are', () => {
    const named = crontab.match(/[a-z]+-[a-z]+/g)!
    expect(named.toSorted()).toEqual(names.toSorted())
    for (const name of named) expect(tasks(config)).toHaveProperty(name)
  })
})

describe('the daily checkpoint', () => {
  const publicText = async (network: NetworkId) =>
    (await database.read('reader', { network }, tx => listCheckpoints(readHandle(tx), network)))
      .map(printCheckpoint)
      .join('\n')

  it('stands at a number that says nothing, once a day, and holds for who keeps it', async () => {
    const { network } = await withTeam()
    at('2026-07-01T02:30:00Z')
    await run('take-checkpoints', offline)
    await run('take-checkpoints', offline)
    at('2026-07-02T02:30:00Z')
    await run('take-checkpoints', offline)
    const kept = readCheckpoints(await publicText(network))
    expect(kept.map(c => [c.seq, c.at.toISOString()])).toEqual([
      [100, '2026-07-01T02:30:00.000Z'],
      [200, '2026-07-02T02:30:00.000Z']
    ])
    expect(await verifyAudit(database, network, kept)).toMatchObject({ entries: 200, faults: [] })
    expect(await queued('mail-checkpoint')).toEqual([])
  })

  it('is mailed to coordinators and administrators who are here, and to nobody else', async () => {
    const network = await makeNetwork(database)
    const people = Object.fromEntries(
      await Promise.all(
        (['coordinator', 'administrator', 'operator', 'provider'] as const).map(async role => [
          role,
          (await makePerson(database, network, role)).actor.account as string
        ])
      )
    )
    const left = (await makePerson(database, network, 'coordinator')).actor.account
    await owner('update identity.people set left_at = now() where id = $1', [left])
    await run('take-checkpoints')
    await run('take-checkpoints')
    const mails = (await queued('mail-checkpoint')).filter(m => m.payload.network === network)
    expect(mails.map(m => m.payload.person).toSorted()).toEqual(
      [people.coordinator, people.administrator].toSorted()
    )
    expect(mails[0]!.payload).toEqual({ network, person: expect.any(String), seq: 100 })
  })
})

describe('parts of files', () => {
  it('stay when a report names them, stay for two days when none does, and go then', async () => {
    const { network, intake } = await withTeam()
    const report = await addReport(network, intake.id, { on: '2026-03-03' })
    const part = async (upload: string, on: string, file = 0, n = 0) =>
      owner(
        `insert into reports.file_parts (network_id, circle_id, upload, file, part, arrived_on, sealed)
         values ($1, $2, $3, $4, $5, $6, 'x')`,
        [network, intake.id, Buffer.from(upload.padEnd(16)), file, n, on]
      )
    await owner(
      `insert into reports.files (network_id, id, circle_id, report_id, epoch, upload, file, parts, manifest)
       values ($1, gen_random_uuid(), $2, $3, 1, $4, 0, 2, 'm')`,
      [network, intake.id, report, Buffer.from('named'.padEnd(16))]
    )
    await part('named', '2026-03-03', 0, 0)
    await part('named', '2026-03-03', 0, 1)
    await part('named', '2026-03-03', 1, 0) // a second file that the report left out
    await part('abandoned', '2026-06-27', 0, 0)
    await part('two days', '2026-06-28', 0, 0)
    await part('today', '2026-06-30', 0, 0)
    // the same upload in another network is another upload
    const other = await withTeam()
    await owner(
      `insert into reports.file_parts (network_id, circle_id, upload, file, part, arrived_on, sealed)
       select $1, $2, upload, file, part, arrived_on, sealed from reports.file_parts
       where network_id = $3 and upload = $4 and file = 0`,
      [other.network, other.intake.id, network, Buffer.from('named'.padEnd(16))]
    )
    at('2026-06-30T02:20:00Z')
    await run('sweep-parts')
    await run('sweep-parts')
    const left = await owner(
      `select network_id = $1 as mine, rtrim(convert_from(upload, 'UTF8')) as upload, file, part from reports.file_parts
       order by upload, file, part`,
      [network]
    )
    expect(left).toEqual([
      { mine: true, upload: 'named', file: 0, part: 0 },
      { mine: true, upload: 'named', file: 0, part: 1 },
      { mine: true, upload: 'today', file: 0, part: 0 },
      { mine: true, upload: 'two days', file: 0, part: 0 }
    ])
  })

  it('go in many steps when somebody meant to fill the disk', async () => {
    const { network, intake } = await withTeam()
    await owner(
      `insert into reports.file_parts (network_id, circle_id, upload, file, part, arrived_on, sealed)
       select $1, $2, decode(lpad(to_hex(i), 32, '0'), 'hex'), 0, 0, '2026-01-01', 'x' from generate_series(1, 1200) i`,
      [network, intake.id]
    )
    await run('sweep-parts')
    expect(await owner('select 1 from reports.file_parts where network_id = $1', [network])).toEqual([])
  })
})

describe('something waits', () => {
  const told = async (network: NetworkId) =>
    (await queued('mail-waiting')).filter(m => m.payload.network === network)

  it('is told to each operator once a day, whatever waits, and the job names nothing of it', async () => {
    const { network, operators, intake } = await withTeam(2)
    await makePerson(database, network, 'operator') // not in the team yet
    for (const on of ['2026-06-01', '2026-06-02'])
      await addReport(network, intake.id, { on, due: '2026-09-01' })
    at('2026-06-03T06:30:00Z')
    await run('tell-waiting')
    await run('tell-waiting')
    expect((await told(network)).map(m => m.payload)).toHaveLength(2)
    expect(new Set((await told(network)).map(m => m.payload.person))).toEqual(
      new Set(operators.map(o => o.actor.account))
    )
    expect(Object.keys((await told(network))[0]!.payload).toSorted()).toEqual(['network', 'person'])
    at('2026-06-04T06:30:00Z')
    await run('tell-waiting')
    expect(await told(network)).toHaveLength(4)
  })

  it('is not told when nothing does, to those who do not want it, and without a mail server', async () => {
    const { network, operators, intake } = await withTeam(2)
    at('2026-06-03T06:30:00Z')
    await addReport(network, intake.id, { on: '2026-05-01', status: 'in-work', due: '2026-08-01' })
    await addReport(network, intake.id, { on: '2026-05-01', status: 'decided', due: null })
    await run('tell-waiting')
    expect(await told(network)).toEqual([])
    await addReport(network, intake.id, {
      on: '2026-05-01',
      status: 'in-work',
      due: '2026-08-01',
      news: true
    })
    await run('tell-waiting', offline)
    expect(await told(network)).toEqual([])
    await chooseWaitingMail(operators[0]!.actor, { daily: false, urgent: true })
    await run('tell-waiting')
    expect((await told(network)).map(m => m.payload.person)).toEqual([operators[1]!.actor.account])
    await chooseWaitingMail(operators[0]!.actor, { daily: true, urgent: true })
    await run('tell-waiting')
    expect(await told(network)).toHaveLength(2)
  })

  it('is told to the provider whose answer a referral waits for; to who sent it once the answer is late', async () => {
    const network = await makeNetwork(database)
    const manager = await makePerson(database, network, 'case-manager')
    const provider = await makePerson(database, network, 'provider')
    const circle = await makeTestCircle(database, network, 'referral', [manager, provider])
    await owner(
      `insert into services.referrals (network_id, id, circle_id, code, kind_of_help, urgency, from_organisation, to_organisation,
                                       sent_on, answer_by, status)
       values ($1, gen_random_uuid(), $2, 'x', 'shelter', 'soon', gen_random_uuid(), gen_random_uuid(), '2026-06-01', '2126-06-09', 'sent')`,
      [network, circle.id]
    )
    await run('tell-waiting')
    expect((await told(network)).map(m => m.payload.person)).toEqual([provider.actor.account])
    await owner(`update services.referrals set answer_by = '2026-06-02' where network_id = $1`, [network])
    await run('tell-waiting')
    expect((await told(network)).map(m => m.payload.person)).toEqual([
      provider.actor.account,
      manager.actor.account
    ])
    await owner(`update services.referrals set status = 'accepted' where network_id = $1`, [network])
    await owner('update identity.waiting_mails set digest_on = null')
    await run('tell-waiting')
    expect(await told(network)).toHaveLength(2)
  })

  it('is told at once when someone is in danger: the report itself puts the job there, without its own name', async () => {
    const { network, operators, intake } = await withTeam(2)
    await chooseWaitingMail(operators[1]!.actor, { daily: true, urgent: false })
    await addReport(network, intake.id, { on: '2026-06-01' })
    expect(await queued('tell-urgent')).toEqual([])
    await addReport(network, intake.id, { on: '2026-06-01', urgent: true })
    const [job] = await queued('tell-urgent')
    expect(job!.payload).toEqual({ network, circle: intake.id })
    const payload = job!.payload as Payload
    at('2026-06-01T12:00:00Z')
    await run('tell-urgent', offline, payload)
    expect(await told(network)).toEqual([])
    await run('tell-urgent', config, payload)
    at('2026-06-01T12:05:00Z')
    await run('tell-urgent', config, payload)
    at('2026-06-01T12:06:00Z')
    await run('tell-urgent', config, payload)
    const mails = await told(network)
    expect(mails.map(m => [m.payload.person, m.run_at.toISOString()])).toEqual([
      [operators[0]!.actor.account, '2026-06-01T12:00:00.000Z'],
      [operators[0]!.actor.account, '2026-06-01T12:15:00.000Z']
    ])
    at('2026-06-01T18:00:00Z')
    await run('tell-urgent', config, payload)
    expect((await told(network))[2]!.run_at.toISOString()).toBe('2026-06-01T18:00:00.000Z')
  })

  it('never costs the report: when the queue is out of order the report enters all the same', async () => {
    const { network, intake } = await withTeam()
    await owner('alter table graphile_worker._private_jobs rename to away')
    const row = await addReport(network, intake.id, { on: '2026-06-01', urgent: true })
    await owner('alter table graphile_worker.away rename to _private_jobs')
    expect(await owner('select 1 from reports.envelopes where id = $1', [row])).toHaveLength(1)
  })

  it('is nobody’s business but the person’s own', async () => {
    const { network, operators } = await withTeam()
    await chooseWaitingMail(operators[0]!.actor, { daily: false, urgent: false })
    for (const role of ['app', 'reader', 'public', 'receipt', 'statistics', 'auditor', 'jobs'] as const)
      await expect(
        database.read(role, { network }, tx => sql`select * from identity.waiting_mails`.execute(tx)),
        role
      ).rejects.toMatchObject({ code: '42501' })
  })
})
