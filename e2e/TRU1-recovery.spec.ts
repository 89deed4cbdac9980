// TRU1: the password is forgotten, the printed kit opens the way back in, and the same reports are read as before.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { freshCode, keepKit, signIn, type Account } from './people.ts'
import { grantAll, inviteTo, setUpNetwork } from './team.ts'

const words = 'MARKERKOMPLET devojčica svaki dan prosi kod pijace'
const phoneSize = { width: 390, height: 800 }
const deskSize = { width: 1280, height: 900 }

let fener: Running
let browser: Browser
const desks: Record<string, Awaited<ReturnType<typeof personsBrowser>>> = {}
const accounts: Record<string, Account> = {}
const kits: Record<string, string> = {}
const desk = async (who: string, options = {}): Promise<Page> =>
  (desks[who] ??= await personsBrowser(browser, fener.origin, options)).page

const readsReport = async (page: Page) => {
  await page.goto('/desk/inbox')
  await page.locator('.inbox-row').first().click()
  await page.getByText(words).first().waitFor()
}
/** The second step: a new password and the code of the new secret on the screen. */
const fillNew = async (page: Page, account: Account): Promise<Account> => {
  const password = `nova ${account.password}`
  await page.fill('#password', password)
  await page.fill('#again', password)
  const secret = (await page.getAttribute('code[data-secret]', 'data-secret'))!
  const next: Account = { email: account.email, name: account.name, password, secret }
  await page.fill('#code', await freshCode(next))
  return next
}
const everyWay = async (page: Page, name: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of [deskSize, phoneSize]) {
      await page.setViewportSize(size)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
        size.width
      )
      if (size === phoneSize) await expectAccessible(page, `${name} ${colorScheme}`)
      await picture(page, `${name}-${colorScheme}-${size.width}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(deskSize)
}

beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
  const coordinator = await desk('coordinator')
  const first = await setUpNetwork(coordinator, { name: 'Jelena Marković', email: 'jelena@primer.example' })
  accounts.coordinator = first.account
  kits.coordinator = first.kit
  await signIn(coordinator, accounts.coordinator)
  const mirjana = await desk('mirjana')
  const { account, kit } = await inviteTo(coordinator, mirjana, 'operator', {
    name: 'Mirjana Stojanović',
    email: 'mirjana@primer.example'
  })
  accounts.mirjana = account
  kits.mirjana = kit
  await grantAll(coordinator)
  const witness = await desk('witness', { viewport: phoneSize })
  await witness.goto('/sr/w/1')
  const next = () => witness.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
  await next()
  await witness.locator('textarea:visible').fill(words)
  for (let i = 2; i < 8; i++) await next()
  await witness.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
  await witness.waitForURL(/\/sr\/w\/ok$/)
  await signIn(mirjana, account)
  await readsReport(mirjana)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

it('a wrong code gets a clear word and stays where it was typed', async () => {
  const page = await desk('elsewhere')
  await page.goto('/sr/sign-in')
  await page.getByRole('heading', { name: 'Prijava za zaposlene' }).waitFor()
  await expectAccessible(page, 'sign-in')
  await picture(page, '50-sign-in')
  await page.getByRole('link', { name: 'Zaboravljena lozinka' }).click()
  await page.getByRole('heading', { name: 'Povratak sa kompletom' }).waitFor()
  await everyWay(page, '51-recover-sr')
  await page.fill('#email', accounts.mirjana!.email)
  const slip = `${kits.mirjana!.startsWith('2') ? '3' : '2'}${kits.mirjana!.slice(1)}`
  await page.fill('#kit-code', slip)
  await page.getByRole('button', { name: 'Otvori ključeve' }).click()
  await page.getByText('Kod nije upisan kako stoji na papiru.').waitFor()
  expect(await page.inputValue('#kit-code')).toBe(slip)
  // a true code, of another person; and an address that nobody has: the same words
  for (const email of [accounts.mirjana!.email, 'niko@primer.example']) {
    await page.fill('#email', email)
    await page.fill('#kit-code', kits.coordinator!)
    await page.getByRole('button', { name: 'Otvori ključeve' }).click()
    await page.getByText('Ovaj kod ne otvara ključeve za tu e-poštu.').waitFor()
    expect(await page.inputValue('#kit-code')).toBe(kits.coordinator)
    expect(await page.inputValue('#email')).toBe(email)
  }
  await everyWay(page, '52-recover-wrong-sr')
})

it('the kit sets a new password, code and kit, and closes what was open elsewhere', async () => {
  const page = await desk('elsewhere')
  await page.fill('#email', accounts.mirjana!.email)
  await page.fill('#kit-code', kits.mirjana!.toLowerCase().replaceAll(' ', ' - '))
  await page.getByRole('button', { name: 'Otvori ključeve' }).click()
  await page.getByRole('heading', { name: 'Nova lozinka i drugi korak' }).waitFor()
  await page.locator('img.qr').waitFor()
  await everyWay(page, '53-recover-new-sr')
  const next = await fillNew(page, accounts.mirjana!)
  const right = await page.inputValue('#code')
  await page.fill('#code', '000000')
  await page.getByRole('button', { name: 'Sačuvaj' }).click()
  await page.getByText('Kod se ne slaže sa slikom.').waitFor()
  expect(await page.inputValue('#password')).toBe(next.password)
  await page.fill('#code', right)
  await page.getByRole('button', { name: 'Sačuvaj' }).click()
  await page.getByRole('heading', { name: 'Nova prijava je sačuvana' }).waitFor()
  await everyWay(page, '54-recover-done-sr')
  const newKit = await page.locator('.kit-code').innerText()
  expect(newKit).not.toBe(kits.mirjana)
  await keepKit(page)
  await page.waitForURL(/\/sr\/sign-in$/)

  const before = await desk('mirjana')
  await before.goto('/desk/inbox')
  await before.waitForURL(/sign-in/)
  await before.fill('#email', accounts.mirjana!.email)
  await before.fill('#password', accounts.mirjana!.password)
  await before.fill('#code', await freshCode(accounts.mirjana!))
  await before.locator('form button.btn').click()
  await before.getByText('E-pošta, lozinka ili kod nisu tačni.').waitFor()

  await before.goto('/sr/recover')
  await before.fill('#email', accounts.mirjana!.email)
  await before.fill('#kit-code', kits.mirjana!)
  await before.getByRole('button', { name: 'Otvori ključeve' }).click()
  await before.getByText('Ovaj kod ne otvara ključeve za tu e-poštu.').waitFor()
  accounts.mirjana = next
  kits.mirjana = newKit
})

it('the person reads what they read before, and the coordinators see that it was done', async () => {
  const page = await desk('elsewhere')
  await signIn(page, accounts.mirjana!)
  await readsReport(page)
  const coordinator = await desk('coordinator')
  await coordinator.goto('/desk/audit')
  const line = coordinator.locator('tr', { hasText: 'povratak sa kompletom za oporavak' })
  await line.getByText('Mirjana Stojanović').waitFor()
  await picture(coordinator, '55-audit')
})

it('the same in Albanian, for the only coordinator, whose keys open again', async () => {
  const page = await desk('albanian')
  await page.goto('/sq/sign-in')
  await page.getByRole('link', { name: 'Fjalëkalimi i harruar' }).click()
  await page.waitForURL(/\/sq\/recover$/)
  await page.locator('summary').click()
  await everyWay(page, '56-recover-sq')
  await page.fill('#email', accounts.coordinator!.email)
  await page.fill('#kit-code', 'jo ky')
  await page.getByRole('button', { name: 'Hapi çelësat' }).click()
  await page.getByText('Kodi nuk është shkruar siç është në letër.').waitFor()
  await page.fill('#kit-code', kits.coordinator!)
  await page.getByRole('button', { name: 'Hapi çelësat' }).click()
  await page.getByRole('heading', { name: 'Fjalëkalimi i ri dhe hapi i dytë' }).waitFor()
  await page.locator('img.qr').waitFor()
  await everyWay(page, '57-recover-new-sq')
  const next = await fillNew(page, accounts.coordinator!)
  await page.getByRole('button', { name: 'Ruaje' }).click()
  await page.getByRole('heading', { name: 'Hyrja e re u ruajt' }).waitFor()
  await everyWay(page, '58-recover-done-sq')
  await keepKit(page)
  await page.waitForURL(/\/sq\/sign-in$/)
  await signIn(page, next, 'sq')
  await page.locator('.bar button.chip.go').waitFor()
})

it('leaves no kit, no words and no password in the log, and asks nobody else', () => {
  for (const [who, { strangers, complaints }] of Object.entries(desks)) {
    expect(strangers, who).toEqual([])
    expect(complaints, who).toEqual([])
  }
  for (const secret of [
    'MARKERKOMPLET',
    'lozinka',
    ...Object.values(kits),
    kits.mirjana!.replaceAll(' ', '')
  ])
    expect(fener.log()).not.toContain(secret)
})
