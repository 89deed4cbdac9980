// A case conference: planned, moved, held, its minutes written by two at once, a decision made a task. In Serbian and in Albanian.
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
  await picture(page, `${name}-390-dark`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

it('is planned with guests in sealed words, shows on Today, and is moved', async () => {
  await ana.goto(`/desk/cases/${code}/work`)
  await ana.getByText('Nijedna konferencija nije zakazana.').waitFor()
  await ana.getByRole('button', { name: 'Zakaži konferenciju' }).click()
  await ana.fill('#conference-day', inDays(5))
  await ana.fill('#conference-hour', '09:30')
  await ana.fill('#conference-about', 'MARKERKONF Gde će spavati posle devetnaestog')
  await ana.fill('#conference-place', 'Centar za socijalni rad, soba 4')
  await ana.fill('#conference-guests', 'MARKERGOST razredna iz škole')
  // nobody chosen: said beside the names, and nothing typed is gone
  const boxes = ana.locator('fieldset input[type=checkbox]')
  for (const box of await boxes.all()) await box.uncheck()
  await ana.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
  await ana.getByText('Izaberite bar jednu osobu iz tima.').waitFor()
  for (const box of await boxes.all()) await box.check()
  await both(ana, 'cas6-conference-form')
  await ana.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
  await ana.getByText('MARKERKONF').waitFor()
  await ana.locator('#conference-day').waitFor({ state: 'detached' })

  await lule.goto('/desk')
  await lule.getByText(`Konferencë, rasti ${code}`).waitFor()
  await both(lule, 'cas6-conference-today-sq')
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByRole('button', { name: 'Shtyje ose ndryshoje' }).click()
  expect(await lule.inputValue('#conference-guests')).toContain('MARKERGOST')
  await lule.fill('#conference-day', inDays(0))
  await lule.getByRole('button', { name: 'Ruaj', exact: true }).click()
  await lule.getByRole('button', { name: 'U mbajt' }).waitFor()
  const kept = await ownersQuery(
    fener,
    `select encode(sealed, 'escape') as words from cases.conferences union all select encode(sealed, 'escape') from access.drafts`
  )
  expect(JSON.stringify(kept)).not.toContain('MARKER')
})

it('is held, and neither of two writers loses a word; a decision becomes a task in two presses', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await both(ana, 'cas6-conference-next')
  await ana.goto(`/desk/cases/${code}/work`)
  await ana.getByRole('button', { name: 'Održana je' }).click()
  await both(ana, 'cas6-conference-hold')
  await ana.getByRole('button', { name: 'Zapiši da je održana' }).click()
  await ana.getByText('bez zapisnika').waitFor()
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByRole('button', { name: 'Shkruaj procesverbalin' }).click()
  await ana.getByRole('button', { name: 'Napiši zapisnik' }).click()
  await lule.fill('#minutes-text', 'LULEWROTE Shkolla e pret të hënën.')
  await lule.fill('#minutes-decisions', 'Të gjendet një shtrat')
  await ana.fill('#minutes-text', 'ANAWROTE Svi su došli.')
  await ana.fill('#minutes-decisions', 'Pozvati školu\nZakazati lekara')
  await both(ana, 'cas6-minutes-form')
  await lule.getByRole('button', { name: 'Ruaj procesverbalin' }).click()
  await lule.getByText('LULEWROTE').waitFor()
  await ana.getByRole('button', { name: 'Sačuvaj zapisnik' }).click()
  await ana.getByRole('button', { name: 'Oboje' }).waitFor()
  await both(ana, 'cas6-minutes-both')
  await ana.getByRole('button', { name: 'Oboje' }).click()
  await ana.getByRole('button', { name: 'Sačuvaj zapisnik' }).click()
  const decision = ana.locator('.ledger li li', { hasText: 'Pozvati školu' }).first()
  await decision.waitFor()
  const section = await ana.locator('section[aria-labelledby=conferences]').innerText()
  for (const word of ['LULEWROTE', 'ANAWROTE', 'Të gjendet një shtrat', 'Zakazati lekara'])
    expect(section).toContain(word)
  // first press
  await decision.getByRole('button', { name: 'Napravi zadatak: Pozvati školu' }).click()
  expect(await ana.inputValue('#task-title')).toBe('Pozvati školu')
  await both(ana, 'cas6-decision-task')
  // second press
  await ana.getByRole('button', { name: 'Sačuvaj zadatak' }).click()
  await ana.getByText('zadatak je napravljen').waitFor()
  await ana.locator('section[aria-labelledby=tasks]').getByText('Pozvati školu').waitFor()
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByText('ANAWROTE').waitFor()
  await both(lule, 'cas6-minutes-sq')
  await lule.goto(`/desk/cases/${code}`)
  await lule.getByText('morën pjesë: Ana Petrović').waitFor()
})
