// What `fener` can do; each command is a file.
import { PlatformProblem } from '#platform/platform-problem.ts'

const commands: Record<string, { does: string; run(args: string[]): Promise<void> }> = {
  start: {
    does: 'build what has changed and serve; --demo shows a made-up year in a data folder of its own',
    run: async args => (await import('./serve.ts')).start(args)
  },
  build: { does: 'build the pages', run: async () => (await import('./build.ts')).build() },
  'verify-audit': {
    does: 'recompute the chain of who saw and did what; --checkpoint FILE: against one kept outside; exit 1 when broken',
    run: async args => (await import('./verify-audit.ts')).verify(args)
  },
  'verify-proof': {
    does: 'check a proof of filing from a file; exit 1 when it does not hold',
    run: async args => (await import('./verify-proof.ts')).verifyProof(args)
  },
  detect: {
    does: 'find unusual rises in a table of counts; detect --help says how',
    run: async args => (await import('./detect.ts')).detect(args)
  },
  scan: {
    does: 'find clusters among places, and in place and time; scan --help says how',
    run: async args => (await import('./scan.ts')).scan(args)
  },
  test: {
    does: 'run all tests; installs a browser on Debian when it may. Arguments choose: unit db e2e',
    run: async args => (await import('./test.ts')).test(args)
  },
  check: {
    does: 'format, lint, types, arrows, unused code, stale files',
    run: async args => (await import('./check.ts')).check(args)
  },
  permissions: {
    does: 'print docs/permissions.md',
    run: async () => void (await import('../scripts/permissions.ts'))
  },
  bench: {
    does: 'measure speeds and sizes; prints JSON. Arguments choose: cases, warning',
    run: async args => (await import('./bench.ts')).bench(args)
  }
}

const [name = 'start', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.log('fener COMMAND\n')
  for (const [known, { does }] of Object.entries(commands)) console.log(`  ${known.padEnd(14)}${does}`)
  process.exit(name === 'help' || name === '--help' ? 0 : 2)
}
try {
  await command.run(args)
} catch (error) {
  if (!(error instanceof PlatformProblem)) throw error
  console.error(error.message)
  process.exit(1)
}
