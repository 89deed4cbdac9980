import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { enqueue, startJobs } from './jobs.server.ts'
import type { Jobs, Payload, Task } from './jobs.server.ts'
import { testDatabase } from './testing/test-database.ts'

const database = testDatabase()
const id = randomUUID()
let jobs: Jobs | undefined
afterEach(async () => {
  await jobs?.stop()
  await database.owner.query('delete from graphile_worker._private_jobs')
})
const start = async (tasks: Record<string, Task>) => (jobs = await startJobs({ database, tasks }))
const waiting = async () =>
  (await database.owner.query('select count(*) from graphile_worker.jobs')).rows[0].count

describe('a job', () => {
  it('is released only when the transaction commits', async () => {
    const done: Payload[] = []
    await start({ tell: async payload => void done.push(payload) })
    const ask = (payload: Payload) => database.transaction('app', {}, tx => enqueue(tx, 'tell', payload))
    await database
      .transaction('app', {}, async tx => {
        await enqueue(tx, 'tell', { report: randomUUID() })
        throw new Error('no')
      })
      .catch(() => {})
    expect(await waiting()).toBe(0)
    await ask({ report: id })
    await vi.waitFor(() => expect(done).toEqual([{ report: id }]), 3_000)
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 3_000)
  })

  it(
    'is put in by app, receipt and identity; never by public or anybody else',
    database.rolledBack(async ({ as, refused }) => {
      const put = () => refused(tx => enqueue(tx, 'tell', { report: id }))
      for (const role of ['app', 'receipt', 'identity'] as const) {
        await as(role)
        expect(await put(), role).toBe('accepted')
        expect(await refused(tx => sql`select * from graphile_worker.jobs`.execute(tx)), role).toBe('42501')
        expect(await refused(tx => sql`select graphile_worker.add_job('tell')`.execute(tx)), role).toBe(
          '42501'
        )
      }
      for (const role of ['public', 'statistics', 'auditor'] as const) {
        await as(role)
        expect(await put(), role).toBe('42501')
      }
    })
  )

  it(
    'takes ids and codes, never words',
    database.rolledBack(async ({ as, refused }) => {
      await as('app')
      const put = (payload: Payload) => refused(tx => enqueue(tx, 'tell', payload))
      expect(await put({ report: id, ids: [id, id], day: '2026-11-24', count: 3, urgent: true })).toBe(
        'accepted'
      )
      for (const words of ['She was taken to', 'ana@example.org', 'Ана', 'x'.repeat(65)])
        expect(await put({ text: words }), words).toBe('22023')
      expect(await put({ list: ['ok', 'two words'] })).toBe('22023')
    })
  )

  it('with the same key replaces the first', async () => {
    const later = new Date(Date.now() + 3_600_000)
    for (const count of [1, 2])
      await database.transaction('app', {}, tx =>
        enqueue(tx, 'tell', { count }, { runAt: later, jobKey: 'k' })
      )
    expect(await waiting()).toBe(1)
  })

  it('that fails is tried again, and neither queue nor log holds its message', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await start({
      fail: () => Promise.reject(Object.assign(new Error('marker in a row'), { code: '23505' }))
    })
    await database.transaction('app', {}, tx => enqueue(tx, 'fail', { report: id }))
    const row = async () => (await database.owner.query('select * from graphile_worker.jobs')).rows[0]
    await vi.waitFor(async () => expect((await row()).last_error).toBe('Error 23505'), 3_000)
    expect(await row()).toMatchObject({ attempts: 1 })
    expect(said.mock.calls.flat().join()).toBe('Job fail failed (attempt 1): Error 23505')
    said.mockRestore()
  })

  it('of a killed process does not wait for hours', async () => {
    await database.transaction('app', {}, tx => enqueue(tx, 'tell', { report: id }))
    await database.owner.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-killed', attempts = 1`
    )
    const done: Payload[] = []
    await start({ tell: async payload => void done.push(payload) })
    await vi.waitFor(() => expect(done).toEqual([{ report: id }]), 3_000)
  })

  it('works again after the database went away', async () => {
    const done: Payload[] = []
    const trace = vi.spyOn(console, 'trace').mockImplementation(() => {})
    await start({ tell: async payload => void done.push(payload) })
    await database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'fener_jobs' and datname = current_database()`
    )
    await database.transaction('app', {}, tx => enqueue(tx, 'tell', { report: id }))
    await vi.waitFor(() => expect(done).toEqual([{ report: id }]), 25_000)
    trace.mockRestore()
  }, 30_000)
})

describe('the schedule', () => {
  it('is refused when it names no known task or is nonsense', async () => {
    await expect(startJobs({ database, tasks: {}, crontab: 'every day' })).rejects.toThrow()
  })
})
