// A real Fener for the journeys: the built product, its own data folder, its own PostgreSQL, on a free port.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Accounts } from './people.ts'

export const home = join(import.meta.dirname, '..')

export type Running = {
  origin: string
  dataDir: string
  process: ChildProcess
  /** Who can sign in, when it began with a team (prepared.ts). */
  accounts: Accounts
  /** Everything it wrote to its terminal. */
  log(): string
  stop(): Promise<void>
}

export const startFener = async (
  options: { dataDir?: string; env?: Record<string, string>; args?: string[]; port?: number } = {}
): Promise<Running> => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'fener-e2e-'))
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--max-semi-space-size=8',
      '--expose-gc',
      join(home, 'bin/fener.ts'),
      'start',
      ...(options.args ?? [])
    ],
    {
      cwd: home,
      env: {
        ...process.env,
        FENER_HOME: home,
        DATA_DIR: dataDir,
        PORT: String(options.port ?? 0),
        NODE_ENV: 'production',
        ...options.env
      },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  let log = ''
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk
      const found = /Fener is open at (http\S+)\//.exec(log)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.once('exit', code => reject(new Error(`Fener ended with ${code}:\n${log}`)))
    setTimeout(() => reject(new Error(`Fener did not open:\n${log}`)), 120_000).unref()
  })
  return {
    origin,
    dataDir,
    process: child,
    accounts: {},
    log: () => log,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise(resolve => child.once('exit', resolve))
        child.kill('SIGTERM')
        await ended
      }
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** `more`: further arguments of Chromium. */
export const startBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...browserArguments, ...more]
  })

/** A person's own browser: nothing shared with the others. Any request that leaves the origin fails the test. */
export const personsBrowser = async (
  browser: Browser,
  origin: string,
  options: Parameters<Browser['newContext']>[0] = {}
) => {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'sr-Latn-RS',
    viewport: { width: 1280, height: 900 },
    ...options
  })
  const strangers: string[] = []
  context.on('request', request => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) strangers.push(url)
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' && !/40[0-9]|503|Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  page.setDefaultTimeout(20_000)
  return { context, page, strangers, complaints }
}

/** Nothing that axe knows to complain about, on the page as it stands. */
export const expectAccessible = async (page: Page, where: string) => {
  // a page that is still being drawn has no heading yet
  await page.locator('h1').first().waitFor({ state: 'attached' })
  // in the page itself, no second one opened to add up frames: ours have none of strangers'. Half the time of the default.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze()
  expect(
    violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`),
    `axe at ${where}`
  ).toEqual([])
}

/** Pictures for a person to look at: only when asked (PICTURES=folder). */
export const picture = async (page: Page, name: string) => {
  const folder = process.env.PICTURES
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

export type { Browser, BrowserContext, Page }
