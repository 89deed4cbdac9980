// A phone that can be switched off: a browser with a profile on the disk, killed as a phone dies, and what is readable of it afterwards.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

export type Phone = { context: BrowserContext; page: Page; complaints: string[]; profile: string }

export const switchOn = async (profile: string, origin: string, locale = 'sr-Latn-RS'): Promise<Phone> => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ],
    baseURL: origin,
    locale,
    viewport: { width: 390, height: 844 }
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' && !/ERR_|40[0-9]|503|Failed to load|fetch/.test(message.text()))
      complaints.push(message.text())
  })
  return { context, page, complaints, profile }
}

/** The battery is out: no goodbye, no last write. Only processes of this profile. */
export const die = async ({ profile, context }: Phone) => {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    let command: string
    try {
      command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      continue
    }
    if (command.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL')
  }
  await context.close().catch(() => undefined)
}

/** Files of a profile in which one of the words stands, in either of the two ways a browser writes text. */
export const filesWith = (folder: string, words: readonly string[]): string[] => {
  const found: string[] = []
  const walk = (path: string) => {
    for (const name of readdirSync(path)) {
      const file = join(path, name)
      let kind
      try {
        kind = statSync(file)
      } catch {
        continue
      }
      if (kind.isDirectory()) walk(file)
      else if (kind.isFile() && kind.size < 64 * 1024 * 1024) {
        const bytes = readFileSync(file)
        for (const word of words)
          if (bytes.includes(Buffer.from(word)) || bytes.includes(Buffer.from(word, 'utf16le')))
            found.push(`${word} in ${file}`)
      }
    }
  }
  walk(folder)
  return found
}
