// The job queue: rows in the same database, so that a job leaves exactly when the transaction that asked for it commits.
import { EventEmitter } from 'node:events'
import { Logger, parseCrontab, run } from 'graphile-worker'
import type { Runner, TaskList, WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Database } from './db.server.ts'
import type { Tx } from './transaction.server.ts'

/**
 * A job's content is ids and codes, never words: the queue's rows are not sealed, are not reached by row security, stay
 * for days when a job keeps failing, and go into every backup. The task reads what it needs in its own transaction.
 * `platform.enqueue` refuses anything that looks like text.
 */
export type Payload = Record<string, string | number | boolean | null | string[]>

export type Task = (payload: Payload, context: { database: Database; signal: AbortSignal }) => Promise<void>

export type Jobs = { stop(): Promise<void> }

/** Puts a job into the queue inside `tx`; roles app, receipt and identity may. A second job with `jobKey` replaces the first. */
export async function enqueue(
  tx: Tx,
  identifier: string,
  payload: Payload,
  when: { runAt?: Date; jobKey?: string } = {}
): Promise<void> {
  await sql`select platform.enqueue(${identifier}, ${JSON.stringify(payload)}::json,
    coalesce(${when.runAt ?? null}::timestamptz, now()), ${when.jobKey ?? null}::text)`.execute(tx)
}

/** Runs `tasks` as role fener_jobs until stopped; comes back by itself when the database was away. `crontab` is in UTC. */
export async function startJobs(options: {
  database: Database
  tasks: Record<string, Task>
  crontab?: string
}): Promise<Jobs> {
  const { database, tasks, crontab = '' } = options
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, guarded(name, task, database)])
  )
  let stopping = false
  let runner: Runner | undefined
  let over: Promise<void> | undefined
  const start = async (): Promise<void> => {
    const presence = await bePresent(database.pool('jobs'))
    const events: WorkerEvents = new EventEmitter()
    try {
      runner = await run({
        pgPool: database.pool('jobs'),
        taskList,
        parsedCronItems: parseCrontab(crontab),
        concurrency,
        events,
        // Fener itself listens for signals and stops in its own order.
        noHandleSignals: true,
        // Its own messages print payloads and errors; ours say what is needed.
        logger: new Logger(() => () => {})
      })
    } catch (error) {
      presence.release(true)
      throw error
    }
    endWhenStuck(runner, events)
    const begun = runner
    const ended = async () => {
      await leave(presence)
      again()
    }
    over = begun.promise.then(ended, ended)
    if (stopping) await begun.stop().catch(() => {})
  }
  const again = () => void (!stopping && setTimeout(() => !stopping && start().catch(again), 1_000).unref())
  await start()
  return {
    stop: async () => {
      stopping = true
      await runner?.stop().catch(() => {})
      await over
    }
  }
}

const concurrency = 3

/**
 * A killed process leaves its jobs locked, and the queue would wait four hours before it trusts that. Every process that
 * works the queue holds a shared lock; whoever finds nobody else there knows that all locked jobs are a dead one's.
 */
async function bePresent(pool: pg.Pool): Promise<pg.PoolClient> {
  const key = `hashtextextended('fener/jobs', 0)`
  const client = await pool.connect()
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(${key}) as alone`)
    if (rows[0].alone)
      await client.query(`select graphile_worker.force_unlock_workers(array(
        select locked_by from graphile_worker.jobs where locked_by is not null))`)
    await client.query(`select pg_advisory_lock_shared(${key})`)
    if (rows[0].alone) await client.query(`select pg_advisory_unlock(${key})`)
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Not by closing the line alone: PostgreSQL notices that a moment later, and whoever starts in between would not be alone. */
async function leave(presence: pg.PoolClient): Promise<void> {
  await presence.query('select pg_advisory_unlock_all()').catch(() => {})
  presence.release(true)
}

/**
 * graphile-worker 0.18 keeps a rejected promise for ever when the database goes while it looks up its tasks for the first
 * time: every later attempt fails with the same old error. A fresh runner heals that.
 */
function endWhenStuck(runner: Runner, events: WorkerEvents): void {
  let failures = 0
  events.on('worker:getJob:error', () => {
    if (++failures === concurrency * 3) runner.stop().catch(() => {})
  })
  for (const success of ['worker:getJob:empty', 'job:start'] as const)
    events.on(success, () => (failures = 0))
}

/** A task's error is stored in the queue and printed; its message could quote a row, so only name and code go on. */
const guarded =
  (name: string, task: Task, database: Database): TaskList[string] =>
  async (payload, helpers) => {
    try {
      await task(payload as Payload, {
        database,
        signal: helpers.abortSignal ?? new AbortController().signal
      })
    } catch (error) {
      const { name: kind = 'Error', code = '' } = error as { name?: string; code?: string }
      const told = new Error(`${kind} ${code}`.trim())
      told.stack = told.message
      console.error(`Job ${name} failed (attempt ${helpers.job.attempts}): ${told.message}`)
      throw told
    }
  }
