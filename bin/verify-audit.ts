import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { verifyAudit } from '#audit/verify.server.ts'
import { linkWaiting } from '#audit/link.server.ts'
import { readConfig } from '#platform/config.server.ts'
import { databaseAt, openDatabase, type Database } from '#platform/db.server.ts'
import { readHandle } from '#platform/handles.ts'
import { PlatformProblem } from '#platform/platform-problem.ts'
import type { NetworkId } from '#kernel/id.ts'
import { home } from './run.ts'

/** Opens the data; when a running Fener holds it, looks in through its PostgreSQL's socket instead. */
export const reach = async (): Promise<{ database: Database; dataDir: string }> => {
  process.env.DATA_DIR ??= join(home, 'data')
  const config = readConfig(process.env)
  try {
    return { database: await openDatabase(config), dataDir: config.dataDir }
  } catch (error) {
    if (!(error instanceof PlatformProblem) || error.code !== 'data-dir.in-use') throw error
    const [, , , port, socket] = readFileSync(
      join(config.dataDir, 'postgres', 'postmaster.pid'),
      'utf8'
    ).split('\n')
    const database = databaseAt(role => ({
      host: socket,
      port: Number(port),
      database: 'postgres',
      user: `fener_${role}`
    }))
    return { database, dataDir: config.dataDir }
  }
}

export const verify = async (): Promise<void> => {
  const { database } = await reach()
  await linkWaiting(database)
  const networks = await database.read('auditor', {}, tx =>
    readHandle(tx).rows(sql<{ network_id: NetworkId }>`select distinct network_id from audit.entries`)
  )
  let broken = 0
  for (const { network_id } of networks) {
    const { entries, head, faults } = await verifyAudit(database, network_id)
    console.log(`network ${network_id}: ${entries} entries, head ${head.slice(0, 16)}`)
    for (const { seq, kind, subject } of faults)
      console.log(`  ✘ entry ${seq}: ${kind}${subject ? ` (${subject})` : ''}`)
    broken += faults.length
  }
  console.log(broken === 0 ? 'The chain is whole.' : `The chain is broken in ${broken} place(s).`)
  await database.close()
  process.exit(broken === 0 ? 0 : 1)
}
