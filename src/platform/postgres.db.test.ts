import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest'
import { databaseAt } from './db.server.ts'
import { isAlive } from './folder-lock.server.ts'
import { openPostgres, superuser } from './postgres.server.ts'
import type { EmbeddedPostgres } from './postgres.server.ts'

const bin = inject('postgres').bin
const folders: string[] = []
const started: { child?: ChildProcess; server?: EmbeddedPostgres }[] = []

// initdb takes most of a second: made once, then copied (which loses owner and mode; the launcher mends that).
let made: string | undefined
async function freshFolder(): Promise<string> {
  if (made === undefined) {
    made = emptyFolder()
    await (await open(made)).stop()
  }
  const folder = emptyFolder()
  cpSync(made, folder, { recursive: true, verbatimSymlinks: true })
  rmSync(join(folder, 'socket'), { recursive: true, force: true })
  return folder
}
function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fener-pg-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}
async function open(folder: string): Promise<EmbeddedPostgres> {
  const server = await openPostgres(folder, bin ? { bin } : {})
  started.push({ server })
  return server
}

type Said = { socket: string; pid: number; ms: number; error?: string }
function inAnotherProcess(folder: string): { child: ChildProcess; said: Promise<Said> } {
  const program = join(import.meta.dirname, 'testing/hold-open.ts')
  const child = spawn(process.execPath, [program, folder, bin], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push({ child })
  const said = new Promise<Said>(resolve =>
    child.stdout.once('data', line => resolve(JSON.parse(String(line))))
  )
  return { child, said }
}
const kill = (child: ChildProcess) =>
  new Promise<void>(gone => {
    child.once('exit', () => gone())
    child.kill('SIGKILL')
  })

async function ask(server: { socket: string }, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ host: server.socket, port: 5432, user: superuser, database: 'postgres' })
  await client.connect()
  return (await client.query(statement).finally(() => client.end())).rows
}

afterEach(async () => {
  for (const { child, server } of started.splice(0)) {
    child?.kill('SIGKILL')
    await server?.stop()
  }
  // Survivors of a killed process.
  for (const file of folders.map(folder => join(folder, 'postgres/postmaster.pid')).filter(existsSync)) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    if (pid !== process.pid && isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
  for (const folder of folders.splice(0).filter(each => each !== made))
    rmSync(folder, { recursive: true, force: true })
})
afterAll(() => made && rmSync(made, { recursive: true, force: true }))

describe('one process per data folder', () => {
  it('refuses a second one and names the first', async () => {
    const folder = await freshFolder()
    const { child, said } = inAnotherProcess(folder)
    await said
    await expect(open(folder)).rejects.toThrow(`Another Fener (process ${child.pid}) is using DATA_DIR`)
  })

  it('refuses the same process too, until it has stopped', async () => {
    const folder = await freshFolder()
    const first = await open(folder)
    await expect(open(folder)).rejects.toThrow(`Another Fener (process ${process.pid})`)
    await first.stop()
    await (await open(folder)).stop()
    expect(readdirSync(folder).filter(name => name.startsWith('fener.lock'))).toEqual([])
  })
})

describe('after a kill', () => {
  it('of Node, takes over the lock and adopts the PostgreSQL that survived', async () => {
    const folder = await freshFolder()
    const { child, said } = inAnotherProcess(folder)
    const first = await said
    await ask(first, 'create table kept as select 1 as x')
    await kill(child)
    const server = await open(folder)
    expect(server.pid()).toBe(first.pid)
    expect(await ask(server, 'select x from kept')).toEqual([{ x: 1 }])
    await server.stop()
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false)
    expect(isAlive(first.pid)).toBe(false)
  })

  it('of Node and PostgreSQL at once, starts again with every committed row', async () => {
    const folder = await freshFolder()
    const { child, said } = inAnotherProcess(folder)
    const first = await said
    await ask(first, 'create table kept (x int)')
    const writing = new pg.Client({ host: first.socket, port: 5432, user: superuser, database: 'postgres' })
    writing.on('error', () => {})
    await writing.connect()
    let acknowledged = 0
    const write = (async () => {
      for (let x = 1; ; x++) acknowledged = (await writing.query('insert into kept values ($1)', [x])) ? x : 0
    })().catch(() => {})
    await pause(150)
    process.kill(first.pid, 'SIGKILL')
    await Promise.all([kill(child), write])
    const server = await open(folder)
    expect(server.pid()).not.toBe(first.pid)
    const [{ count } = {}] = await ask(server, 'select count(*)::int from kept')
    expect(acknowledged).toBeGreaterThan(0)
    expect(count).toBeGreaterThanOrEqual(acknowledged)
  })

  it('of PostgreSQL alone, comes back by itself; meanwhile a query is refused and nothing crashes', async () => {
    const server = await open(await freshFolder())
    await ask(
      server,
      'create role fener_app login; create table kept as select 1 as x; grant select on kept to fener_app'
    )
    const database = databaseAt(() => ({
      host: server.socket,
      port: 5432,
      user: 'fener_app',
      database: 'postgres'
    }))
    const query = () => database.read('app', {}, tx => tx.selectFrom('kept').select('x').execute())
    const idle = await database.pool('app').connect()
    expect(await query()).toEqual([{ x: 1 }])
    const before = server.pid()
    process.kill(before, 'SIGKILL')
    const errors: unknown[] = []
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(20))
      if (await query().then(() => errors.length > 0, error => !errors.push(error))) break // prettier-ignore
    idle.release(true)
    expect(errors.length).toBeGreaterThan(0)
    for (const error of errors) expect(error).toMatchObject({ code: 'database.away', status: 503 })
    expect(await query()).toEqual([{ x: 1 }])
    expect(server.pid()).not.toBe(before)
    await database.close()
  })

  it('during the first start, makes the cluster anew', async () => {
    const folder = emptyFolder()
    const { child } = inAnotherProcess(folder)
    while (!readdirSync(folder).some(name => name.startsWith('postgres.new-'))) await pause(10)
    await pause(120)
    await kill(child)
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    const server = await open(folder)
    expect(await ask(server, 'show data_checksums')).toEqual([{ data_checksums: 'on' }])
    expect(readdirSync(folder).filter(name => name.startsWith('postgres.new-'))).toEqual([])
  })

  it('of the whole machine, is not fooled by a stranger with PostgreSQL’s old number', async () => {
    const folder = await freshFolder()
    const { child, said } = inAnotherProcess(folder)
    const first = await said
    process.kill(first.pid, 'SIGKILL')
    await kill(child)
    const file = join(folder, 'postgres/postmaster.pid')
    const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534 } : {})
    started.push({ child: stranger })
    writeFileSync(file, [stranger.pid, ...readFileSync(file, 'utf8').split('\n').slice(1)].join('\n'))
    expect(await ask(await open(folder), 'select 1 as x')).toEqual([{ x: 1 }])
  })
})

describe('the folder', () => {
  // Before 16 initdb walks away from where it was started, so this holds for the embedded one only.
  it.runIf(!bin)('may be long and below one that PostgreSQL’s user cannot enter', async () => {
    const closed = emptyFolder()
    chmodSync(closed, 0o700)
    const server = await open(join(closed, 'x'.repeat(100)))
    expect(server.socket.length).toBeLessThan(60)
    expect(await ask(server, 'show fsync')).toEqual([{ fsync: 'on' }])
    await server.stop()
    rmSync(server.socket, { recursive: true })
  })

  it('of another major version is refused', async () => {
    const folder = await freshFolder()
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '12\n')
    await expect(open(folder)).rejects.toThrow('made by PostgreSQL 12')
  })
})
