import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { home, runAll } from './run.ts'

const stamp = join(home, 'build', '.made-from')

/** Name, size and time of every source: enough to know whether the build is of them. */
const sources = (): string => {
  const hash = createHash('sha256')
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(home, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (path === join('static', 'p')) continue
      if (entry.isDirectory()) walk(path)
      else {
        const { size, mtimeMs } = statSync(join(home, path))
        hash.update(`${path} ${size} ${mtimeMs}\n`)
      }
    }
  }
  for (const folder of ['src', 'static', 'scripts']) if (existsSync(join(home, folder))) walk(folder)
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(home, file)))
  return hash.digest('hex')
}

export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === sources()

export const build = async (): Promise<void> => {
  const from = sources()
  await runAll([
    // the build reads a tsconfig that SvelteKit writes into node_modules and every `npm install` prunes
    ['SvelteKit types', 'svelte-kit', ['sync']],
    ['the public pages’ scripts', process.execPath, ['scripts/build-public.ts']],
    ['pages', 'vite', ['build', '--logLevel', 'warn']]
  ])
  writeFileSync(stamp, from)
}
