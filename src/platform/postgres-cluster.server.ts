// Making a cluster, so that a kill in the middle leaves nothing half-made.
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, lchownSync, mkdirSync } from 'node:fs'
import { openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { canReach } from './postgres-binaries.server.ts'
import type { SystemUser } from './postgres-binaries.server.ts'
import { PlatformProblem } from './platform-problem.ts'

/** Does nothing when the cluster exists; throws when another major version made it. */
export async function initialise(
  bin: string,
  home: string,
  cluster: string,
  user: SystemUser | undefined
): Promise<void> {
  const version = await say(join(bin, 'postgres'), ['--version'], '/', user)
  const major = Number(version.match(/\) (\d+)/)?.[1])
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (made === String(major)) return own(cluster, user)
    throw new PlatformProblem(
      'postgres.version',
      `${cluster} was made by PostgreSQL ${made}, this is ${major}: restore a backup into a new DATA_DIR`
    )
  }
  sweep(home)
  const draft = join(home, `postgres.new-${process.pid}-${Date.now()}`)
  mkdirSync(draft, { mode: 0o700 })
  if (user) chownSync(draft, user.uid, user.gid)
  // From 17 on PostgreSQL brings its own C.UTF-8, so that an index never depends on the system's C library.
  const locale =
    major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8', '--lc-messages=C']
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--data-checksums', ...locale]
  await say(join(bin, 'initdb'), ['-D', dataArgument(draft, user), ...options], draft, user)
  renameSync(draft, cluster)
  // Again: an initdb whose Fener was killed may have gone on writing for a moment.
  sweep(home)
  const folder = openSync(home, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Removes what a killed first start left. */
function sweep(home: string): void {
  for (const name of readdirSync(home))
    if (name.startsWith('postgres.new-'))
      rmSync(join(home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** A folder that was copied or unpacked has lost its owner or is open to others; PostgreSQL would refuse it. */
function own(cluster: string, user: SystemUser | undefined): void {
  const { uid, mode } = statSync(cluster)
  if (user && uid !== user.uid) {
    for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
      lchownSync(join(cluster, name), user.uid, user.gid)
    chownSync(cluster, user.uid, user.gid)
  }
  if ((mode & 0o77) !== 0) chmodSync(cluster, 0o700)
}

/**
 * How PostgreSQL is told its folder. When it lies below one that its user may not enter (/root/fener/data), the
 * path would be refused; but a process may be started *in* a folder, and /proc/self/cwd leads there without the walk.
 */
export const dataArgument = (cluster: string, user: SystemUser | undefined): string =>
  canReach(cluster, user) ? cluster : '/proc/self/cwd'

function say(program: string, args: string[], cwd: string, user: SystemUser | undefined): Promise<string> {
  return new Promise((done, fail) => {
    // A path for `sh`, which initdb calls; nothing else of our environment, which may hold passwords.
    const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }
    const child = spawn(program, args, { cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'], env })
    let out = ''
    child.stdout.on('data', text => (out += String(text)))
    child.stderr.on('data', text => (out += String(text)))
    child.on('error', fail)
    child.on('close', code =>
      code === 0
        ? done(out)
        : fail(new PlatformProblem('postgres.failed', `${program} failed: ${out.trim()}`))
    )
  })
}
