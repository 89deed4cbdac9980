// Vitest's global setup: one PostgreSQL for the whole run, one migrated template that each test file copies.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../migrate.server.ts'
import { openPostgres, superuser } from '../postgres.server.ts'

export const template = 'fener_template'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { host: string; port: number; user: string; log: string; bin: string }
  }
}

/** The `bin` folder the tests use: Debian's newest with TEST_DB=server, otherwise '' for the embedded one. */
export function testedBinaries(): string {
  if (process.env.TEST_DB !== 'server') return ''
  const newest = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))[0]
  return `/usr/lib/postgresql/${newest}/bin`
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const began = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'fener-test-'))
  chmodSync(folder, 0o711)
  const bin = testedBinaries()
  // Only tests may trade safety for speed.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '100'
  }
  const server = await openPostgres(folder, { settings, ...(bin && { bin }) })
  const address = { host: server.socket, port: server.port, user: superuser }
  const admin = new pg.Client({ ...address, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${template}`)
  await migrate({ ...address, database: template })
  await admin.query(`alter database ${template} is_template true allow_connections false`)
  const { rows } = await admin.query('show server_version')
  await admin.end()
  project.provide('postgres', { ...address, log: join(folder, 'postgres.log'), bin })
  console.log(`PostgreSQL ${rows[0].server_version} for the tests in ${Date.now() - began} ms`)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
