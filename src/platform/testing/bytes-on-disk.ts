// Looks for the very bytes in the whole data folder of the test server, the write-ahead log with it.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'

const walk = (at: string): string[] =>
  readdirSync(at).flatMap(name => {
    const path = join(at, name)
    try {
      return statSync(path).isDirectory() ? walk(path) : [path]
    } catch {
      return [] // PostgreSQL removes files while we look
    }
  })

/** Files that hold any of these bytes. */
export const filesHolding = (needles: readonly Buffer[]): string[] =>
  walk(join(dirname(inject('postgres').log), 'postgres')).filter(path => {
    try {
      const bytes = readFileSync(path)
      return needles.some(needle => bytes.includes(needle))
    } catch {
      return false
    }
  })
