// Our own launcher of PostgreSQL. It assumes that anything may be killed at any time: Node, the postmaster, initdb.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chownSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { renameSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { holdFolder, isAlive } from './folder-lock.server.ts'
import { canReach, findBinaries, postgresUser } from './postgres-binaries.server.ts'
import type { SystemUser } from './postgres-binaries.server.ts'
import { dataArgument, initialise } from './postgres-cluster.server.ts'
import { PlatformProblem } from './platform-problem.ts'

export type EmbeddedPostgres = {
  /** Folder of the socket: `host` for pg. Only the user PostgreSQL runs as, and root, can enter it. */
  socket: string
  port: number
  stop(): Promise<void>
  /** Number of the postmaster; changes when it died and was started again. */
  pid(): number
}

export type Launch = {
  /** Another PostgreSQL's `bin` folder (tests use Debian's); default: the embedded one. */
  bin?: string
  /** Settings over ours; tests turn fsync off. */
  settings?: Record<string, string>
}

/** The name under which the embedded server is administered; never used to answer a request. */
export const superuser = 'postgres'
const port = 5432
const patience = 20_000

/**
 * Starts the cluster in `dataDir`/postgres, or adopts one that outlived a killed Fener; makes it on first use.
 * Throws `data-dir.in-use` when another Fener holds the folder, `postgres.failed` when it does not come up.
 * A postmaster that dies later is started again without being asked.
 */
export async function openPostgres(dataDir: string, launch: Launch = {}): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir)
  const cluster = join(home, 'postgres')
  const user = postgresUser(cluster)
  // As root: others may pass through to the cluster they own, but not list what lies beside it.
  mkdirSync(home, { recursive: true, mode: user ? 0o711 : 0o700 })
  const lock = holdFolder(home)
  try {
    const bin = launch.bin ?? findBinaries(user, user ? '/var/cache/fener' : join(home, 'cache'))
    await initialise(bin, home, cluster, user)
    turnLog(join(home, 'postgres.log'))
    const run = new Run({
      home,
      cluster,
      user,
      bin,
      socket: socketFolder(home, user),
      settings: launch.settings ?? {}
    })
    await run.begin()
    return {
      socket: run.place.socket,
      port,
      pid: () => postmasterPid(cluster) ?? 0,
      stop: async () => {
        await run.stop()
        lock.release()
      }
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

type Place = {
  home: string
  cluster: string
  user: SystemUser | undefined
  bin: string
  socket: string
  settings: Record<string, string>
}

class Run {
  readonly place: Place
  #stopping = false
  #child: ChildProcess | undefined
  #watch: pg.Client | undefined
  #recovery: Promise<void> | undefined

  constructor(place: Place) {
    this.place = place
  }

  /** Up and watched when this resolves. */
  async begin(): Promise<void> {
    const deadline = Date.now() + patience
    let child: ChildProcess | undefined
    for (;;) {
      const answer = await this.#connect()
      if (answer instanceof pg.Client) return this.#guard(answer)
      // Replaying the log after a crash may take longer than our patience: it is alive, so wait.
      if (answer !== '57P03' && Date.now() > deadline) break
      if (this.#stopping) break
      // After a kill its backends linger and the new postmaster gives up: try again until they are gone.
      if (
        answer !== '57P03' &&
        (child === undefined || child.exitCode !== null || child.signalCode !== null)
      ) {
        if (child) await pause(200)
        child = this.#child = this.#spawn()
      }
      await pause(15)
    }
    throw new PlatformProblem('postgres.failed', `PostgreSQL did not start. ${tail(this.#log())}`, 503)
  }

  async #connect(): Promise<pg.Client | string> {
    const client = new pg.Client({
      host: this.place.socket,
      port,
      user: superuser,
      database: 'postgres',
      application_name: 'fener watch'
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      client.end().catch(() => {})
      return (error as { code?: string }).code ?? 'unknown'
    }
  }

  /** An idle connection ends the moment the postmaster does, whether we started it or adopted it. */
  #guard(watch: pg.Client): void {
    this.#watch = watch
    watch.once('end', () => {
      if (this.#stopping || this.#recovery) return
      this.#recovery = this.#recover().finally(() => (this.#recovery = undefined))
    })
  }

  async #recover(): Promise<void> {
    console.error('PostgreSQL went away; starting it again.')
    while (!this.#stopping) {
      try {
        await this.begin()
        return console.error('PostgreSQL is back.')
      } catch (error) {
        if (!this.#stopping) console.error((error as Error).message)
        await pause(1000)
      }
    }
  }

  #log = () => join(this.place.home, 'postgres.log')

  #spawn(): ChildProcess {
    const { cluster, user, bin, socket, settings } = this.place
    forgetStrangersPid(cluster)
    const log = openSync(this.#log(), 'a', 0o600)
    const all = { ...defaults, unix_socket_directories: socket, port: String(port), ...settings }
    const child = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        dataArgument(cluster, user),
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      ],
      // Detached: Ctrl-C must reach Fener alone, which lets requests finish before it stops the database.
      { cwd: cluster, ...user, detached: true, stdio: ['ignore', log, log], env: { LC_ALL: 'C', TZ: 'UTC' } }
    )
    child.on('error', error => console.error(`PostgreSQL cannot be run: ${error.message}`))
    child.unref()
    closeSync(log)
    return child
  }

  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    await this.#watch?.end().catch(() => {})
    await this.#recovery
    const pid = postmasterPid(this.place.cluster) ?? this.#child?.pid
    if (pid === undefined) return
    // SIGINT is "fast shutdown": open transactions are rolled back, committed ones are on disk.
    for (const [signal, wait] of [
      ['SIGINT', 30_000],
      ['SIGQUIT', 5_000]
    ] as const) {
      // prettier-ignore
      try {
        process.kill(pid, signal)
      } catch {
        return
      }
      for (const end = Date.now() + wait; Date.now() < end; await pause(10)) if (this.#gone(pid)) return
    }
  }

  #gone = (pid: number) =>
    this.#child?.pid === pid
      ? this.#child.exitCode !== null || this.#child.signalCode !== null
      : !isAlive(pid)
}

const defaults: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  // A log file that is no longer needed is removed, not kept for later under another name with what was erased still in it.
  wal_recycle: 'off',
  fsync: 'on',
  // commit_delay stays 0: measured on two cores, 300 µs cost a fifth of the commits and won nothing.
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The server's log must never hold the content of a row: no statement, no parameter, no DETAIL
  // ("Failing row contains …"). And no ERROR lines at all, because a message itself can quote a value
  // (invalid input syntax for type uuid: "…"); the caller gets the error anyway. "log" keeps LOG, FATAL and PANIC.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off'
}

/**
 * Where the socket lives: inside the data folder, or, when that path is too long for a socket (107 bytes) or
 * closed to PostgreSQL's user, in the temporary folder under a name derived from the data folder – always
 * the same one, so that a surviving postmaster is found again.
 */
function socketFolder(home: string, user: SystemUser | undefined): string {
  const inside = join(home, 'socket')
  const name = `fener-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
  const folder = Buffer.byteLength(inside) <= 90 && canReach(home, user) ? inside : join(tmpdir(), name)
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (user) chownSync(folder, user.uid, user.gid)
  }
  // In a shared temporary folder somebody may have been there first, to listen in.
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== (user?.uid ?? process.getuid?.()) || (found.mode & 0o77) !== 0)
    throw new PlatformProblem('postgres.socket-folder', `${folder} belongs to somebody else; remove it`)
  return folder
}

const postmasterPid = (cluster: string): number | undefined => {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

/**
 * After a power cut the number in postmaster.pid may belong to any other program by now, and PostgreSQL would wait
 * for it for ever. It takes its parent's number as stale, so we put ours there. The file itself must stay:
 * it names the shared memory by which PostgreSQL notices backends that are still running.
 */
function forgetStrangersPid(cluster: string): void {
  const pid = postmasterPid(cluster)
  if (pid === undefined || !isAlive(pid) || !existsSync(`/proc/${pid}`)) return
  if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return
  const file = join(cluster, 'postmaster.pid')
  const rest = readFileSync(file, 'utf8').split('\n').slice(1)
  writeFileSync(file, [process.pid, ...rest].join('\n'))
}

function tail(log: string): string {
  if (!existsSync(log)) return ''
  return `Its log (${log}) ends: ${readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join(' | ')}`
}

/** Keeps the log small; called before the server opens it. */
function turnLog(log: string): void {
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.1`)
}
