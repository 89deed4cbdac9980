// What many journeys begin with is made once in a run, by hand on the screens, by the first that needs it; each gets a copy of its own.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { accounts as madeUp, password } from '#app/demo/accounts.ts'
import { ownersQuery } from './database.ts'
import { personsBrowser, startBrowser, startFener, type Running } from './fener.ts'
import { signIn, type Accounts } from './people.ts'
import { grantAll, inviteTo, setUpNetwork } from './team.ts'

type Person = { role: Role; name: string; lang?: 'sq' }

const teams: Record<'case-team' | 'report-team', Record<string, Person>> = {
  'case-team': {
    ana: { role: 'case-manager', name: 'Ana Petrović' },
    lule: { role: 'case-manager', name: 'Lule Krasniqi', lang: 'sq' },
    vera: { role: 'case-manager', name: 'Vera Ilić' },
    mirjana: { role: 'operator', name: 'Mirjana Stojanović' },
    vjosa: { role: 'provider', name: 'Vjosa Berisha', lang: 'sq' }
  },
  'report-team': {
    mirjana: { role: 'operator', name: 'Mirjana Stojanović' },
    lule: { role: 'operator', name: 'Lule Krasniqi', lang: 'sq' },
    ana: { role: 'case-manager', name: 'Ana Petrović' },
    marko: { role: 'monitoring-officer', name: 'Marko Jović' },
    pera: { role: 'provider', name: 'Pera Ilić' },
    arta: { role: 'administrator', name: 'Arta Berisha', lang: 'sq' }
  }
}

export type Beginning = keyof typeof teams | 'made-up-year'

/** The coordinator sets Fener up, invites everybody and hands over the keys. */
const makeTeam = async (dataDir: string, people: Record<string, Person>): Promise<Accounts> => {
  const [fener, browser] = await Promise.all([startFener({ dataDir }), startBrowser()])
  try {
    const { page } = await personsBrowser(browser, fener.origin)
    const coordinator = { name: 'Jelena Marković', email: 'jelena@primer.example' }
    const { account } = await setUpNetwork(page, coordinator)
    await signIn(page, account)
    const accounts: Accounts = { coordinator: account }
    for (const [who, { role, name, lang }] of Object.entries(people)) {
      const theirs = await personsBrowser(browser, fener.origin)
      const made = await inviteTo(page, theirs.page, role, { name, email: `${who}@primer.example` })
      accounts[who] = { ...made.account, ...(lang && { lang }) }
      await theirs.context.close()
      if (lang)
        await ownersQuery(fener, 'update identity.people set locale = $2 where name = $1', [name, lang])
    }
    await grantAll(page)
    await page.getByText('Čekaju ključeve').waitFor({ state: 'detached' })
    // a journey begins with nobody signed in
    await ownersQuery(fener, 'delete from identity.sessions')
    return accounts
  } finally {
    await browser.close()
    await fener.stop()
  }
}

/** The year of `--demo`, with the people it prints. */
const makeYear = async (dataDir: string): Promise<Accounts> => {
  const fener = await startFener({ dataDir, args: ['--demo'] })
  await fener.stop()
  return Object.fromEntries(madeUp.map(account => [account.name, { ...account, password }]))
}

const make = (what: Beginning, dataDir: string) =>
  what === 'made-up-year' ? makeYear(dataDir) : makeTeam(dataDir, teams[what])

/** Made by the first who asks; whoever asks meanwhile waits. */
const prepared = async (what: Beginning): Promise<{ folder: string; accounts: Accounts }> => {
  const folder = join(inject('prepared'), what)
  const accounts = `${folder}.json`
  for (;;) {
    if (existsSync(accounts)) return { folder, accounts: JSON.parse(readFileSync(accounts, 'utf8')) }
    if (begins(folder)) break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  try {
    const made = await make(what, folder)
    writeFileSync(accounts, JSON.stringify(made))
    return { folder, accounts: made }
  } catch (error) {
    // the next one tries again
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const begins = (folder: string) => {
  try {
    mkdirSync(folder, { mode: 0o711 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** A Fener of its own that begins with a team, or with the made-up year. */
export const startFrom = async (
  what: Beginning,
  options: Omit<NonNullable<Parameters<typeof startFener>[0]>, 'args'> = {}
): Promise<Running> => {
  const { folder, accounts } = await prepared(what)
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'fener-e2e-'))
  // with owners and rights: PostgreSQL may run as somebody else
  execFileSync('cp', ['-a', `${folder}/.`, dataDir])
  const fener = await startFener({ ...options, dataDir })
  return {
    ...fener,
    accounts,
    stop: async () => {
      await fener.stop()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
