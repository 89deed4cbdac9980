// REP4: a night call. The operator writes while somebody speaks; the line breaks, the desk locks, nothing is lost; the caller
// comes back with the code that was read aloud. Roster, promised calls, and what the public is told of the line.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
type Desk = Awaited<ReturnType<typeof personsBrowser>>
const desks: Record<string, Desk> = {}
const words = 'MARKERPOZIV: kaže da su joj uzeli pasoš i da sme da priča pet minuta'

const desk = async (who: string, options = {}): Promise<Page> => {
  desks[who] ??= await personsBrowser(browser, fener.origin, options)
  return desks[who].page
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  await signIn(await desk('coordinator'), fener.accounts.coordinator!)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

it('says nothing of a line until there is one, and then whether anybody answers', async () => {
  const reader = await personsBrowser(browser, fener.origin, { javaScriptEnabled: false })
  await reader.page.goto('/sr/n')
  expect(await reader.page.locator('main').innerText()).not.toMatch(/linija/i)
  const coordinator = await desk('coordinator')
  await coordinator.goto('/desk/calls')
  await coordinator.getByRole('link', { name: 'Broj i sati linije' }).click()
  await coordinator.fill('#number', '038 200 100')
  await expectAccessible(coordinator, 'number and hours')
  await picture(coordinator, '50-line-number')
  // hours that hold at any moment of the test: every day, the whole day
  for (const box of await coordinator.locator('.weekdays input').all()) await box.check()
  await coordinator.fill('#from-0', '00:00')
  await coordinator.fill('#to-0', '00:00')
  await coordinator.getByRole('button', { name: 'Objavi' }).click()
  await coordinator.getByText('Objavljeno.').waitFor()
  const line = async () => {
    await reader.page.goto('/sr/n')
    return reader.page.locator('main').innerText()
  }
  await expect.poll(line, { timeout: 15_000 }).toContain('038 200 100')
  // a roster in which nobody is on duty now: the page says so, and when somebody is
  await coordinator.goto('/desk/calls/duty')
  const local = (at: number) =>
    new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Belgrade' }).slice(0, 16).replace(' ', 'T')
  await coordinator.selectOption('#who', { label: 'Mirjana Stojanović' })
  await coordinator.fill('#from', local(Date.now() + 6 * 3_600_000))
  await coordinator.fill('#to', local(Date.now() + 12 * 3_600_000))
  await coordinator.locator('form .btn').click()
  await expect.poll(() => coordinator.inputValue('#to')).toBe('')
  await picture(coordinator, '51-duty')
  await expectAccessible(coordinator, 'roster')
  await expect.poll(line, { timeout: 15_000 }).toMatch(/Linija radi od .*Za opasnost: 192/)
  await picture(reader.page, '52-closed')
  await reader.context.close()
})

it('takes a night call: typed, broken off, locked, found again, saved, read aloud', async () => {
  const page = await desk('mirjana')
  await signIn(page, fener.accounts.mirjana!)
  await page.goto('/desk/calls')
  await page.getByText('Sada niko ne dežura.').waitFor()
  await expectAccessible(page, 'calls')
  await page.keyboard.press('n')
  await page.waitForURL(/calls\/new$/)
  await page.locator('#note').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('note')
  await page.keyboard.type(words)
  await page.getByText(/Sačuvano u \d/).waitFor()
  await page.context().setOffline(true)
  await page.keyboard.type('. Zove se sutra u deset.')
  await page.getByText('Nema veze. Beleška je još ovde.').waitFor()
  await page.context().setOffline(false)
  await page.getByText(/Sačuvano u \d/).waitFor()
  // the window is closed and opened anew, the keys are gone with it: the note waits for them
  await page.getByRole('button', { name: /Ključevi otvoreni/ }).click()
  await page.reload()
  await page.locator('#unlock-password, input[type=password]').first().fill(fener.accounts.mirjana!.password)
  await page.keyboard.press('Enter')
  await page.getByText('Vraćena je beleška').waitFor()
  expect(await page.inputValue('#note')).toBe(`${words}. Zove se sutra u deset.`)
  await page.selectOption('#language', 'sq')
  await page.getByText('A mund të flisni tani?').waitFor()
  for (const box of await page.locator('.script input').all()) await box.check()
  await page.getByLabel('Neko je sada u opasnosti').check()
  await page.getByLabel('Obećajte poziv').check()
  await page.fill('#promise-number', '044 123 456')
  await page.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
  await page.getByText('Za obećani poziv treba').waitFor()
  await page.fill('#promise-hours', 'posle deset')
  await page.fill('#promise-word', 'kajsija')
  await page.fill('#promise-due', '2026-01-02T10:00')
  await expectAccessible(page, 'new call')
  await picture(page, '53-call')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await picture(page, '53-call-phone')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.keyboard.press('Control+Enter')
  await page.locator('.groups').waitFor()
  const receipt = (await page.locator('.groups').innerText()).replace(/\D/g, '')
  expect(receipt).toHaveLength(24)
  await expectAccessible(page, 'read aloud')
  await picture(page, '54-read-aloud')
  expect(await page.getByRole('button', { name: 'Gotovo' }).isDisabled()).toBe(true)
  await page.getByLabel('Osoba je ponovila').check()
  await page.getByRole('button', { name: 'Gotovo' }).click()

  const caller = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
  await caller.page.goto('/sr/r')
  await caller.page.fill('#code', receipt)
  await caller.page.keyboard.press('Enter')
  await caller.page.locator('#inside:not([hidden])').waitFor()
  await caller.page.locator('#wrote summary').click()
  await caller.page.getByText('uzeli pasoš').waitFor()
  expect(caller.complaints).toEqual([])
  await caller.context.close()
})

it('keeps what was promised until it is done, and hands over to the next shift', async () => {
  const page = await desk('mirjana')
  await page.goto('/desk/calls')
  await page.getByText('Kasni').first().waitFor()
  await page.getByRole('button', { name: 'Prikaži broj' }).click()
  await page.getByText('044 123 456').waitFor()
  await page.fill('#hand-over', 'MARKERSMENA: sutra u deset zovu opet')
  await page.getByRole('button', { name: 'Ostavi belešku' }).click()
  await expect.poll(() => page.inputValue('#hand-over')).toBe('')
  await page.getByText('Još niko nije pročitao').waitFor()
  await picture(page, '55-calls')

  const lule = await desk('lule')
  await lule.setViewportSize({ width: 390, height: 800 })
  await lule.emulateMedia({ colorScheme: 'dark' })
  await signIn(lule, fener.accounts.lule!, 'sq')
  await lule.selectOption('.language select', 'sq')
  await lule.goto('/desk/calls')
  await lule.getByText('MARKERSMENA').waitFor()
  await expectAccessible(lule, 'calls in Albanian, in the dark')
  await lule.getByRole('button', { name: 'E lexova' }).click()
  await lule.getByRole('button', { name: 'U bë biseda' }).click()
  await lule.getByText('Asnjë thirrje nuk është premtuar.').waitFor()
  expect(await lule.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await picture(lule, '56-calls-sq-dark')
  await lule.goto('/desk/calls/new')
  await lule.locator('#note').waitFor()
  // a call without words is two presses
  await lule.getByRole('button', { name: 'Heshtje' }).click()
  await lule.goto('/desk/calls')
  await lule.getByText('Heshtje').waitFor()
  await lule.goto('/desk/calls/duty')
  await picture(lule, '57-duty-sq-dark')
  await expectAccessible(lule, 'roster in Albanian')

  await page.goto('/desk/calls')
  await page.getByText('Čitali: Lule Krasniqi').waitFor()
  // Mirjana asks Lule to take over; Lule accepts
  await page.goto('/desk/calls/duty')
  await page.getByRole('button', { name: 'Zamoli za zamenu' }).first().click()
  await page.selectOption('#whom', { label: 'Lule Krasniqi' })
  await page.getByRole('button', { name: 'Pitaj' }).click()
  await page.getByText('Pitano: Lule Krasniqi').waitFor()
  await lule.reload()
  await lule.getByRole('button', { name: 'E pranoj' }).click()
  await lule.locator('.week b', { hasText: 'Lule Krasniqi' }).waitFor()
})

it('asked nothing of anybody else, wrote no word into its log, and no browser complained', () => {
  expect(fener.log()).not.toMatch(/MARKER/)
  for (const [who, { strangers, complaints }] of Object.entries(desks)) {
    expect(strangers, who).toEqual([])
    expect(
      complaints.filter(c => !/ERR_INTERNET_DISCONNECTED/.test(c)),
      who
    ).toEqual([])
  }
})
