// The composition root: opens the data, starts what runs by itself, and stops it all in the right order.
import { useDatabase } from '#access/work.server.ts'
import { startLinker } from '#audit/link.server.ts'
import { readConfig, type Config } from '#platform/config.server.ts'
import { openDatabase, type Database } from '#platform/db.server.ts'
import { startJobs } from '#platform/jobs.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { crontab, tasks } from './jobs.server.ts'
import './stretch.server.ts'

export type House = { config: Config; database: Database; close(): Promise<void> }

// Vite's development server may load this file twice; there is one house all the same.
const place = globalThis as { fenerHouse?: Promise<House> }

/** Opens the house once; later calls get the same. Throws PlatformProblem with a sentence for whoever starts Fener. */
export const openHouse = (env = process.env): Promise<House> => (place.fenerHouse ??= open(env))

const open = async (env: NodeJS.ProcessEnv): Promise<House> => {
  const config = readConfig(env)
  const database = await openDatabase(config)
  openServerKey(config.dataDir)
  useDatabase(database)
  const say = (message: string) => console.error(message)
  const linker = startLinker(database, say)
  const jobs = await startJobs({ database, tasks: tasks(config), crontab })
  return {
    config,
    database,
    close: async () => {
      await jobs.stop()
      await linker.stop()
      await database.close()
      place.fenerHouse = undefined
    }
  }
}

export const houseIsOpen = () => place.fenerHouse
