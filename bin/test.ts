import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, isBuilt } from './build.ts'
import { run, runAll } from './run.ts'

const debian = existsSync('/usr/bin/apt-get')
const root = process.getuid?.() === 0

/** The browser journeys need Debian's Chromium: installed when we may, explained when we may not. */
const wantBrowser = async () => {
  if (existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) return
  if (!(debian && root)) {
    console.error(
      'The browser journeys need Chromium. Install it (Debian: sudo apt-get install chromium) or set CHROMIUM=/path/to/it.'
    )
    process.exit(1)
  }
  console.log('Installing Chromium …')
  await run('apt-get', ['update', '-qq'])
  await runAll([
    [
      'Chromium',
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core']
    ]
  ])
}

/** The virus check is tried against the real ClamAV where we may install it; without it the tests say so and go on. */
const wantClamav = async () => {
  if (existsSync('/usr/sbin/clamd') || !(debian && root)) return
  console.log('Installing ClamAV …')
  await run('apt-get', ['update', '-qq'])
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'clamav-daemon'])
}

/** The same database tests on Debian's PostgreSQL server, started privately by the tests themselves. */
const onServer = async () => {
  if (!existsSync('/usr/lib/postgresql') && debian && root) {
    await run('apt-get', ['update', '-qq'])
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'])
  }
  if (existsSync('/usr/lib/postgresql'))
    await runAll([
      ['database tests on a server', 'vitest', ['run', '--project', 'db'], { TEST_DB: 'server' }]
    ])
  else
    console.log('The database tests ran on the embedded PostgreSQL only: no server in /usr/lib/postgresql.')
}

/**
 * Thirty journeys, each with a data folder and browsers of its own, wait for the disk more than for anything: where there is memory
 * enough they lie in it. That a commit outlives a power cut is not what they try; that it outlives a killed process they do.
 */
const roomForJourneys = () => {
  const memory = existsSync('/dev/shm') ? statfsSync('/dev/shm') : undefined
  const roomy = memory && memory.bavail * memory.bsize > 6 * 2 ** 30
  const folder = mkdtempSync(join(roomy ? '/dev/shm' : tmpdir(), 'fener-journeys-'))
  // root starts PostgreSQL as somebody else, who passes through here
  chmodSync(folder, 0o711)
  return folder
}

const journeys = async () => {
  const folder = roomForJourneys()
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await runAll([['journeys', 'vitest', ['run', '--project', 'e2e', '--maxWorkers=3'], { TMPDIR: folder }]])
}

export const test = async (args: string[]): Promise<void> => {
  const wants = (kind: string) => args.length === 0 || args.includes(kind)
  await runAll([['SvelteKit types', 'svelte-kit', ['sync']]])
  await wantClamav()
  const projects = ['unit', 'db'].filter(wants).flatMap(p => ['--project', p])
  if (projects.length) await runAll([['rules and database', 'vitest', ['run', ...projects]]])
  if (wants('db')) await onServer()
  if (!wants('e2e')) return
  await wantBrowser()
  if (!isBuilt()) await build()
  await journeys()
}
