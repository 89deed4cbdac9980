// Plain SQL, forward only: roles.sql every time, then each file of db/migrations once.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Logger, makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { PlatformProblem } from './platform-problem.ts'

export type MigrateOptions = {
  /** `db` folder; default: the project's. */
  folder?: string
  /** Password for the roles that sign in over a network; the embedded server needs none. */
  password?: string | undefined
}

const signIn = ['app', 'public', 'receipt', 'identity', 'statistics', 'auditor', 'jobs', 'backup']

/**
 * Brings the database up to date and returns the names it applied, in order; [] when there was nothing to do.
 * Each file is one transaction as fener_owner. Two processes at once migrate once: the second waits.
 * Throws `migration.changed` when a file that was already applied is no longer the same or is gone.
 */
export async function migrate(owner: pg.ClientConfig, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? databaseFolder()
  const client = new pg.Client({ ...owner, application_name: 'fener migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('fener/migrate', 0))`)
    await client.query(readFileSync(join(folder, 'roles.sql'), 'utf8'))
    if (options.password !== undefined) await setPasswords(client, options.password)
    // Before our own files: they refer to the queue.
    const queueIsNew = await migrateQueue(owner)
    await client.query('set role fener_owner')
    const done: string[] = []
    for (const file of await pending(client, folder)) done.push(await apply(client, file))
    if (queueIsNew || done.length > 0) await client.query('call platform.open_queue()')
    return done
  } finally {
    await client.end()
  }
}

/** Names that `migrate` would apply; for a process that has no right to. */
export const pendingMigrations = async (client: Queryable, folder = databaseFolder()): Promise<string[]> =>
  (await pending(client, folder)).map(file => file.name)

type Queryable = { query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> }
type File = { name: string; text: string; sha256: string }

async function pending(client: Queryable, folder: string): Promise<File[]> {
  const files = readdirSync(join(folder, 'migrations'))
    .filter(name => /^\d{4}_[a-z0-9_-]+\.sql$/.test(name))
    .sort()
    .map(name => {
      const text = readFileSync(join(folder, 'migrations', name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
  const exists = await client.query(`select to_regclass('platform.migrations') is not null as yes`)
  if (exists.rows[0]?.yes !== true) return files
  const { rows } = await client.query('select name, sha256 from platform.migrations order by name')
  const applied = new Map(rows.map(row => [String(row.name), String(row.sha256)]))
  for (const [name, sha256] of applied) {
    const file = files.find(each => each.name === name)
    if (!file)
      throw changed(`${name} was applied to this database, but this version of Fener does not have it`)
    if (file.sha256 !== sha256)
      throw changed(`${name} was changed after it had been applied: write a new migration`)
  }
  return files.filter(file => !applied.has(file.name))
}

const changed = (message: string) => new PlatformProblem('migration.changed', message)

async function apply(client: pg.Client, file: File): Promise<string> {
  try {
    await client.query('begin')
    await client.query(file.text)
    await client.query('insert into platform.migrations (name, sha256) values ($1, $2)', [
      file.name,
      file.sha256
    ])
    await client.query('commit')
    return file.name
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const { message, position } = cause as { message: string; position?: string }
    const line = position ? `, line ${file.text.slice(0, Number(position)).split('\n').length}` : ''
    throw new PlatformProblem('migration.failed', `${file.name}${line}: ${message}`, 500, cause)
  }
}

/** graphile-worker's own tables, owned by fener_owner like all others. True when it had to do something. */
async function migrateQueue(owner: pg.ClientConfig): Promise<boolean> {
  const pool = new pg.Pool({ ...owner, max: 1, options: '-c role=fener_owner' })
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const revision = async () => {
    const { rows } = await pool.query(`select to_regclass('graphile_worker.migrations') is not null as yes`)
    if (!rows[0].yes) return 0
    return (await pool.query('select max(id) as id from graphile_worker.migrations')).rows[0].id
  }
  try {
    const before = await revision()
    const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => {}) })
    await utils.migrate()
    await utils.release()
    return before !== (await revision())
  } finally {
    await pool.end()
  }
}

/** Sends SCRAM verifiers instead of the password, which a server that logs statements would write down. */
async function setPasswords(client: pg.Client, password: string): Promise<void> {
  for (const role of signIn)
    await client.query(`alter role fener_${role} password ${client.escapeLiteral(scramVerifier(password))}`)
}

function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, 4096, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}

/** `db/` beside package.json, found from here in the source tree and from build/ alike. */
function databaseFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    if (existsSync(join(at, 'db/roles.sql'))) return resolve(at, 'db')
    if (at === dirname(at)) throw new PlatformProblem('migration.missing', 'The folder db/ is missing')
  }
}
