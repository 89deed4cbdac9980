// CAS5: a case is opened, the same person turns out to be known elsewhere, and both teams hear of it. In Serbian and in Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let ana: Page
let lule: Page
let lulesCase = ''

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('case-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['ana', 'lule'])
  ana = desks.ana!.page
  lule = desks.lule!.page
  const organisation = crypto.randomUUID()
  await ownersQuery(
    fener,
    `insert into identity.organisations (network_id, id, name, kind)
     select network_id, $1, '{"sr":"Žene za žene","sq":"Gratë për gratë","en":"Women for women"}', 'ngo' from identity.networks`,
    [organisation]
  )
  await ownersQuery(fener, `update identity.people set organisation_id = $1 where name = 'Lule Krasniqi'`, [
    organisation
  ])
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const both = async (page: Page, name: string) => {
  await expectAccessible(page, name)
  await picture(page, name)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} scrolls`).toBe(390)
  await expectAccessible(page, `${name} on a phone, dark`)
  await picture(page, `${name}-phone`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

it('opens a case of somebody who came by themselves', async () => {
  await lule.goto('/desk/cases')
  await lule.getByRole('link', { name: 'Hap një rast' }).click()
  await lule.getByRole('button', { name: 'Vazhdo' }).click()
  await lule.getByText('Zgjidhni nga vjen rasti.').waitFor()
  await both(lule, 'cas5-origin-sq')
  await lule.locator('input[value="self"]').check()
  await lule.getByRole('button', { name: 'Vazhdo' }).click()
  await lule.fill('#who-name', 'Ana Gjorgjeviq')
  await lule.fill('#who-born', '5.3.1999')
  await lule.fill('#who-contact', '+383 44 123 456')
  await lule.selectOption('#new-under18', 'no')
  await lule.getByRole('button', { name: 'Vazhdo' }).click()
  await both(lule, 'cas5-team-sq')
  await lule.getByRole('button', { name: 'Hape rastin' }).click()
  await lule.waitForURL(/\/desk\/cases\/[a-z]+-\d+$/)
  lulesCase = lule.url().split('/').at(-1)!
})

it('tells another who asks that the person may be known, and where, and nothing more', async () => {
  await ana.goto('/desk/cases/new')
  await ana.locator('input[value="professional"]').check()
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.getByRole('button', { name: 'Proveri da li je već poznata' }).click()
  await ana.getByText('Za proveru treba ime i godina rođenja').waitFor()
  await ana.fill('#who-name', 'Ђорђевић Ана')
  await ana.fill('#who-born', '2000')
  const asked = ana.waitForResponse(/new\/ask$/)
  await ana.getByRole('button', { name: 'Proveri da li je već poznata' }).click()
  expect(await (await asked).text()).not.toContain(lulesCase)
  await ana.getByText('Pitajte: Žene za žene').waitFor()
  await both(ana, 'cas5-search')
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.getByRole('button', { name: 'Otvori slučaj' }).click()
  await ana.waitForURL(/\/desk\/cases\/[a-z]+-\d+$/)
  await ana.getByText('Osoba 1').first().waitFor()
})

it('shows the team that was met who asked; they answer, first to talk, then for good', async () => {
  await lule.goto('/desk')
  await lule.getByText('1 pyetje për të njëjtin person pret').waitFor()
  await lule.goto('/desk/matches')
  await lule.getByText(lulesCase).waitFor()
  await lule.getByText('Përgjigju', { exact: true }).click()
  await lule.getByRole('button', { name: 'Dërgo përgjigjen' }).click()
  await lule.getByText('Zgjidhni përgjigjen.').waitFor()
  await lule.getByLabel('Nuk e dimë. Le të bisedojmë së pari').check()
  await lule.getByLabel('Mesazh për atë që ka pyetur').fill('MARKERPORUKA nesër në orën 10, 044 555 666')
  await both(lule, 'cas5-answer-sq')
  await lule.getByRole('button', { name: 'Dërgo përgjigjen' }).click()
  await lule.getByText('së pari bisedë').waitFor()

  await ana.goto('/desk/matches')
  await ana.getByText('MARKERPORUKA').waitFor()
  expect(await ana.locator('main').innerText()).not.toContain(lulesCase)
  await both(ana, 'cas5-asked')

  await lule.getByText('Përgjigju', { exact: true }).click()
  await lule.getByLabel('Është i njëjti person', { exact: true }).check()
  await lule.selectOption('select[id^=on-]', 'asking')
  await lule.getByRole('button', { name: 'Dërgo përgjigjen' }).click()
  await lule.getByText('Vazhdojnë ata që kanë pyetur').waitFor()
  await ana.reload()
  await ana.getByText('Vi nastavljate.').waitFor()
  expect(JSON.stringify(await ownersQuery(fener, 'select m::text from matching.meetings m'))).not.toContain(
    Buffer.from('MARKERPORUKA').toString('hex')
  )
})

it('lists cases by what is asked of the list', async () => {
  await ana.goto('/desk/cases')
  const show = () => ana.getByRole('button', { name: 'Prikaži', exact: true }).click()
  await ana.selectOption('#filter-whose', 'mine')
  await show()
  await expect.poll(() => ana.locator('.case-rows b').count()).toBe(1)
  await both(ana, 'cas5-list')
  await ana.selectOption('#filter-status', 'closed')
  await show()
  await ana.getByText('Nijedan slučaj nije takav.').waitFor()
  // what was chosen is there when she comes back, and no address tells it
  await ana.goto('/desk')
  await ana.goto('/desk/cases')
  await ana.getByText('Nijedan slučaj nije takav.').waitFor()
  expect(await ana.inputValue('#filter-status')).toBe('closed')
  await ana.getByRole('button', { name: 'Prikaži sve' }).click()
  await ana.getByText('Nijedan slučaj nije takav.').waitFor({ state: 'detached' })
  expect(await ana.inputValue('#filter-whose')).toBe('')
  // a case is found by its code word, whatever is chosen otherwise
  const code = await ana.locator('.case-rows b').first().innerText()
  await ana.fill('#filter-code', code.split('-')[0]!)
  await show()
  await ana.waitForURL(/\?code=/)
  await ana.locator('.case-rows b', { hasText: code }).waitFor()
  for (const who of ['ana', 'lule'])
    expect({ who, ...pick(desks[who]!) }).toEqual({ who, strangers: [], complaints: [] })
})

const pick = ({ strangers, complaints }: { strangers: string[]; complaints: string[] }) => ({
  strangers,
  complaints
})
