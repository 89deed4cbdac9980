// One Fener per data folder: two would fight over the database and send every mail twice.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { PlatformProblem } from './platform-problem.ts'

/**
 * Holds `folder` for this process, or throws `data-dir.in-use` naming the process that holds it.
 * A lock left by a killed process is taken over: its number alone is not trusted, because after a restart
 * (or in a container, where everything is process 1) the number may belong to somebody else.
 */
export function holdFolder(folder: string): { release(): void } {
  const lock = join(folder, 'fener.lock')
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  const draft = join(folder, `fener.lock.${process.pid}`)
  if (held.has(lock)) throw inUse(process.pid, folder)
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      // A hard link appears whole or not at all, so nobody reads a half-written lock.
      if (appears(draft, lock)) {
        held.add(lock)
        return {
          release: () => void (held.delete(lock), read(lock) === mine && rmSync(lock, { force: true }))
        }
      }
      const found = read(lock)
      if (found === undefined) continue
      const [number, start] = found.trim().split(' ')
      const pid = Number(number)
      if (pid > 0 && pid !== process.pid && isAlive(pid) && startOf(pid) === start) throw inUse(pid, folder)
      bury(lock, found, `${draft}.stale`)
    }
    throw new PlatformProblem('data-dir.in-use', `Several processes are starting on ${folder} at once`)
  } finally {
    rmSync(draft, { force: true })
  }
}

const held = new Set<string>()

const inUse = (pid: number, folder: string) =>
  new PlatformProblem('data-dir.in-use', `Another Fener (process ${pid}) is using DATA_DIR (${folder})`)

/** Moves the dead lock away; if somebody renewed it meanwhile, puts theirs back. */
function bury(lock: string, dead: string, grave: string): void {
  try {
    renameSync(lock, grave)
  } catch {
    return
  }
  if (read(grave) !== dead) appears(grave, lock)
  rmSync(grave, { force: true })
}

function appears(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** False for a zombie too: in a container without an init process nobody may ever collect it. */
export function isAlive(pid: number): boolean {
  if (/\) Z [^)]*$/.test(read(`/proc/${pid}/stat`) ?? '')) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When the process began, in words that differ for a later process with the same number; '' when gone. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  if (stat !== undefined) {
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${ticks}@${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}`
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .replaceAll(' ', '_')
  } catch {
    return ''
  }
}
