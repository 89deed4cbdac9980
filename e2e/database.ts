// As the administrator of the database may: to put something into the past, or to look.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Running } from './fener.ts'

export const ownersQuery = async (fener: Running, text: string, values: unknown[] = []) => {
  const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n'
  )
  const owner = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await owner.connect()
  try {
    return (await owner.query(text, values)).rows
  } finally {
    await owner.end()
  }
}
