import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// TEST_DB=server: the same tests on the PostgreSQL that Debian installed, to know that we run on an older one too.
const noServer = process.env.TEST_DB === 'server' && !existsSync('/usr/lib/postgresql')
if (noServer)
  console.warn('TEST_DB=server: no PostgreSQL in /usr/lib/postgresql, the database tests are skipped.')

// Plain Node: the files under test run without a build, and `#…` is resolved from package.json.
export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.db.test.ts'],
          // properties are tried hundreds of times: on a busy machine five seconds are not much
          testTimeout: 30_000
        }
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/prepared-place.ts'],
          // several at once (bin/test.ts): each has a Fener, a database and a browser of its own, and mostly waits
          testTimeout: 240_000,
          hookTimeout: 180_000,
          // a page on a busy machine takes longer than the second that is usual
          expect: { poll: { timeout: 20_000 } }
        }
      },
      {
        test: {
          name: 'db',
          include: noServer ? [] : ['src/**/*.db.test.ts'],
          globalSetup: noServer ? [] : ['src/platform/testing/start-postgres.ts'],
          setupFiles: ['src/app/stretch.server.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000
        }
      }
    ]
  }
})
