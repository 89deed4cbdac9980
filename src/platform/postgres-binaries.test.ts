import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findBinaries, postgresUser } from './postgres-binaries.server.ts'

const user = postgresUser('/nowhere')
const package_ = join(findBinaries(undefined, '/nowhere'), '../..')
const folder = mkdtempSync(join(tmpdir(), 'fener-bin-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The package as an npm without install scripts leaves it: no links. */
function withoutLinks(name: string): string {
  const home = join(folder, name)
  cpSync(package_, home, { recursive: true, verbatimSymlinks: true, filter: path => !isLink(path) })
  return home
}
const links = ['libpq.so.5', 'libicuuc.so.60', 'libicudata.so.60', 'libicui18n.so.60']
const isLink = (path: string) => links.some(name => path.endsWith(name))
const version = (bin: string) =>
  execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', stdio: 'pipe', cwd: '/', ...user })

describe.runIf(process.platform === 'linux')('findBinaries', () => {
  it('makes the links that were left out', () => {
    chmodSync(folder, 0o711)
    const home = withoutLinks('plain')
    expect(() => version(join(home, 'native/bin'))).toThrow()
    expect(findBinaries(user, '/nowhere', home)).toBe(join(home, 'native/bin'))
    expect(version(join(home, 'native/bin'))).toContain('PostgreSQL')
  })

  it.runIf(user)('copies them once to where an unprivileged user can read them', () => {
    const home = withoutLinks('closed/node_modules')
    chmodSync(dirname(home), 0o700)
    const cache = join(folder, 'cache')
    const bin = findBinaries(user, cache, home)
    expect(bin.startsWith(cache)).toBe(true)
    expect(version(bin)).toContain('PostgreSQL')
    expect(findBinaries(user, cache, home)).toBe(bin)
    expect(existsSync(join(dirname(bin), 'lib/libpq.so.5'))).toBe(true)
  })
})
