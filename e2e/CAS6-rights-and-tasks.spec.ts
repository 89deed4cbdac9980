// What a team does together on a case: one task given, found, given back and ended. In Serbian and in Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownersQuery, setUpDesks, type Desks } from './desk.ts'
import {
  expectAccessible,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Page,
  type Running
} from './fener.ts'

let fener: Running
let browser: Browser
let desks: Desks
let ana: Page
let lule: Page
let code = ''

beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
  desks = await setUpDesks(browser, fener, [
    { who: 'ana', role: 'case-manager', name: 'Ana Petrović' },
    { who: 'lule', role: 'case-manager', name: 'Lule Krasniqi', lang: 'sq' }
  ])
  ana = desks.ana!.page
  lule = desks.lule!.page
  await ana.goto('/desk/cases/new')
  await ana.locator('input[value="self"]').check()
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.fill('#who-name', 'Vera Marković')
  await ana.selectOption('#new-under18', 'no')
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.getByText('Lule Krasniqi').click()
  await ana.getByRole('button', { name: 'Otvori slučaj' }).click()
  await ana.waitForURL(/\/desk\/cases\/[a-z]+-\d+$/)
  code = ana.url().split('/').at(-1)!
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

/** On a desk in the light and on a phone in the dark: for everybody, inside the frame, and to be looked at. */
const both = async (page: Page, name: string) => {
  await expectAccessible(page, name)
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} scrolls`).toBe(390)
  await expectAccessible(page, `${name} on a phone, dark`)
  await picture(page, `${name}-390-dark`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
const addTask = async (page: Page, what: string, owner: string, details: string) => {
  await page.fill('#task-title', what)
  await page.fill('#task-details', details)
  await page.selectOption('#task-owner', { label: owner })
  await page.locator('form.stack button.btn').first().click()
  await page.locator('#task-title').waitFor({ state: 'detached' })
}

it('gives a task to a colleague, who finds it on Today, gives it back and ends it with a note', async () => {
  await ana.getByRole('link', { name: 'Zajednički rad' }).click()
  await ana.getByText('Nema otvorenih zadataka.').waitFor()
  await ana.getByRole('button', { name: 'Dodaj zadatak' }).click()
  await both(ana, 'cas6-task-form')
  await addTask(ana, 'MARKERZADATAK Zakazati lekara', 'Lule Krasniqi', 'Ginekolog, žena, sa prevodom.')
  await ana.getByRole('button', { name: 'Dodaj zadatak' }).click()
  await addTask(ana, 'Odneti odeću', 'Ana Petrović', '')
  await both(ana, 'cas6-tasks')

  await lule.goto('/desk')
  await lule.getByText('MARKERZADATAK Zakazati lekara').waitFor()
  expect(await lule.locator('.today').innerText()).not.toContain('Odneti odeću')
  await both(lule, 'cas6-today-sq')
  await lule.goto(`/desk/cases/${code}/work`)
  const row = lule.locator('.ledger > li', { hasText: 'MARKERZADATAK' })
  await row.getByRole('button', { name: 'Jepja tjetrit ose shtyje' }).click()
  await lule.selectOption('#give-owner', { label: 'Ana Petrović' })
  await lule.fill('#give-due', '2020-01-01')
  await row.getByRole('button', { name: 'Ruaj' }).click()
  // a day gone by is not sent
  expect(await lule.locator('#give-due').evaluate(e => (e as HTMLInputElement).validity.valid)).toBe(false)
  const inThreeWeeks = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10)
  await lule.fill('#give-due', inThreeWeeks)
  await both(lule, 'cas6-give-sq')
  await row.getByRole('button', { name: 'Ruaj' }).click()
  await row.getByText('Ana Petrović').waitFor()
  await ownersQuery(
    fener,
    `update cases.tasks set due_on = current_date - 2 where due_on < current_date + 20`
  )

  await ana.goto('/desk')
  await ana.getByText('MARKERZADATAK').waitFor()
  expect(await ana.locator('.today').innerText()).toContain('Odneti odeću')
  await ana.goto(`/desk/cases/${code}/work`)
  const late = ana.locator('.ledger > li', { hasText: 'Odneti odeću' })
  await late.locator('.chip.late').waitFor()
  await late.getByRole('button', { name: 'Završi' }).click()
  await ana.fill('#task-note', 'Odneto u torbi, zahvalila je.')
  await both(ana, 'cas6-task-end')
  await late.getByRole('button', { name: 'Zapiši' }).click()
  await ana.getByText('Završeni zadaci (1)').click()
  await ana.getByText('Odneto u torbi, zahvalila je.').waitFor()
  await both(ana, 'cas6-task-ended')
  const kept = await ownersQuery(fener, `select encode(sealed, 'escape') as words from cases.tasks`)
  expect(JSON.stringify(kept)).not.toContain('MARKERZADATAK')
})
