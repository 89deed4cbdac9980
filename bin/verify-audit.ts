import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countBlocks, readCheckpoints, type Checkpoint } from '#audit/checkpoint.ts'
import { linkWaiting } from '#audit/link.server.ts'
import { networksWithAudit, verifyAudit } from '#audit/verify.server.ts'
import { readConfig } from '#platform/config.server.ts'
import { databaseAt, openDatabase, type Database } from '#platform/db.server.ts'
import { PlatformProblem } from '#platform/platform-problem.ts'
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

/** What somebody kept outside: files named after `--checkpoint`. Whatever is not understood is refused, not passed over. */
const keptOutside = (args: string[]): Checkpoint[] => {
  const kept: Checkpoint[] = []
  for (let at = 0; at < args.length; at += 2) {
    const [word, file] = args.slice(at)
    if (word !== '--checkpoint' || !file) throw refused('verify-audit [--checkpoint FILE]…')
    if (!existsSync(file)) throw refused(`There is no file ${file}.`)
    const text = readFileSync(file, 'utf8')
    const found = readCheckpoints(text)
    if (found.length === 0) throw refused(`${file} holds no checkpoint.`)
    if (found.length < countBlocks(text)) throw refused(`${file} holds a checkpoint that cannot be read.`)
    kept.push(...found)
  }
  return kept
}
const refused = (message: string) => new PlatformProblem('verify-audit.refused', message)

export const verify = async (args: string[]): Promise<void> => {
  const kept = keptOutside(args)
  const { database } = await reach()
  await linkWaiting(database)
  const networks = new Set([...(await networksWithAudit(database)), ...kept.map(c => c.network)])
  let broken = 0
  for (const network of networks) {
    const outside = kept.filter(c => c.network === network)
    const { entries, head, faults } = await verifyAudit(database, network, outside)
    console.log(`network ${network}: ${entries} entries, head ${head.slice(0, 16)}`)
    for (const { seq, kind, subject } of faults)
      console.log(`  ✘ entry ${seq}: ${kind}${subject ? ` (${subject})` : ''}`)
    const held = outside.filter(c => !faults.some(f => f.seq === c.seq))
    if (outside.length) console.log(`  ${held.length} of ${outside.length} checkpoints from outside hold`)
    broken += faults.length
  }
  console.log(broken === 0 ? 'The chain is whole.' : `The chain is broken in ${broken} place(s).`)
  await database.close()
  process.exit(broken === 0 ? 0 : 1)
}
