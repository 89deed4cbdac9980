// Who works on a case: a colleague comes and goes with her keys, a worker hands on what she leaves, and nothing falls between.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { signIn } from './people.ts'
import { lookAgain } from './team.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let jelena: Page
let ana: Page
let lule: Page
let vera: Page
let code = ''

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('case-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['coordinator', 'ana', 'lule', 'vera'])
  jelena = desks.coordinator!.page
  ana = desks.ana!.page
  lule = desks.lule!.page
  vera = desks.vera!.page
  await ana.goto('/desk/cases/new')
  await ana.locator('input[value="self"]').check()
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.fill('#who-name', 'MARKERIME Vera Marković')
  await ana.selectOption('#new-under18', 'no')
  await ana.getByRole('button', { name: 'Dalje' }).click()
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
const work = (page: Page) => page.goto(`/desk/cases/${code}/work`)
const member = (page: Page, name: string) => page.locator('.team > li', { hasText: name })
const optionOf = (page: Page, field: string, name: string) =>
  page.locator(`${field} option`, { hasText: name }).getAttribute('value')
const choose = async (page: Page, field: string, name: string) =>
  page.selectOption(field, (await optionOf(page, field, name))!)
/** On the hand-over page, or on the case. */
const give = async (page: Page, to: string, note: string, button: RegExp) => {
  await choose(page, `#hand-to-${code}`, to)
  await page.fill(`#hand-note-${code}`, note)
  await page.getByRole('button', { name: button }).click()
  await page.locator(`#hand-note-${code}`).waitFor({ state: 'detached' })
}
const leaves = async (name: string) => {
  await jelena.goto('/desk/people')
  const row = jelena.locator('.rows > li', { hasText: name })
  await row.getByRole('button', { name: 'Odlazi…' }).click()
  await row.locator('.leaving').waitFor()
  return row
}

it('a colleague comes onto the case, and goes with everything she had', async () => {
  await work(ana)
  await ana.getByRole('button', { name: 'Dodaj u tim' }).click()
  await choose(ana, '#add-colleague', 'Lule Krasniqi')
  await both(ana, 'cas6-team-add')
  await ana.getByRole('button', { name: 'Broj se slaže, dodaj' }).click()
  await ana.getByText('Lule Krasniqi je sada u timu.').waitFor()

  await work(lule)
  await member(lule, 'Ana Petrović').getByText('e udhëheq rastin').waitFor()
  await both(lule, 'cas6-team-sq')
  await lule.getByRole('button', { name: 'Shto një detyrë' }).click()
  await lule.fill('#task-title', 'MARKERZADATAK Zakazati lekara')
  await lule.getByRole('button', { name: 'Ruaj detyrën' }).click()
  await lule.getByText('MARKERZADATAK').waitFor()

  // not while a task of hers is open
  await work(ana)
  await member(ana, 'Lule Krasniqi').getByRole('button', { name: 'Skini sa slučaja…' }).click()
  await both(ana, 'cas6-team-off')
  await ana.getByRole('button', { name: 'Skini', exact: true }).click()
  await ana.getByText('Prvo predajte njen rad.').waitFor()
  await ana.getByRole('button', { name: 'Odustani' }).click()
  await ana.getByRole('button', { name: 'Predaj rad…' }).click()
  await ana.selectOption(`#hand-from-${code}`, { label: 'Lule Krasniqi' })
  await choose(ana, `#hand-to-${code}`, 'Ana Petrović')
  await ana.fill(`#hand-note-${code}`, 'MARKERPREDAJA Lekar zna da dolazimo.')
  await both(ana, 'cas6-hand-over')
  await ana.getByRole('button', { name: 'Predaj', exact: true }).click()
  await ana.locator(`#hand-note-${code}`).waitFor({ state: 'detached' })
  await lule.reload()
  await lule.getByText('MARKERZADATAK').waitFor()
  await member(ana, 'Lule Krasniqi').getByRole('button', { name: 'Skini sa slučaja…' }).click()
  await ana.getByRole('button', { name: 'Skini', exact: true }).click()
  await ana.getByText('Lule Krasniqi više nije na ovom slučaju.').waitFor()

  // at her next look the page, and what it showed, are gone
  await lookAgain(lule)
  await lule.getByText('MARKERZADATAK').waitFor({ state: 'detached' })
  expect(await lule.locator('body').innerText()).not.toContain(code)
  await expect
    .poll(async () =>
      (await ownersQuery(fener, `select epoch from access.circles where kind = 'case'`)).map(c => c.epoch)
    )
    .toEqual([2])
  // who stays lost nothing, and writes with the new key
  await work(ana)
  await ana.getByText('MARKERZADATAK').waitFor()
  await ana.getByRole('button', { name: 'Dodaj zadatak' }).click()
  await ana.fill('#task-title', 'MARKERNOVO')
  await ana.getByRole('button', { name: 'Sačuvaj zadatak' }).click()
  await ana.locator('.ledger').getByText('MARKERNOVO').waitFor()
})

it('a worker who leaves gives her work to a colleague; until then her access does not end', async () => {
  const row = await leaves('Ana Petrović')
  await row.getByText('Zamolite ovu osobu da preda svoj rad').waitFor()
  await both(jelena, 'cas6-leaving')
  expect(await row.innerText()).not.toContain(code)
  await row.getByRole('button', { name: 'Ipak ne' }).click()

  await ana.goto('/desk/cases')
  await ana.getByRole('link', { name: /Predajte svoj rad/ }).click()
  await ana.getByText('niko drugi nije u timu').waitFor()
  await ana.getByRole('button', { name: 'Predaj rad…' }).click()
  await choose(ana, `#hand-to-${code}`, 'Lule Krasniqi')
  await both(ana, 'cas6-hand-over-list')
  await give(ana, 'Lule Krasniqi', 'MARKERODLAZAK Sud je u petak.', /dodaj i predaj/)
  await ana.getByText('Ništa ne čeka na vas').waitFor()

  await lule.goto(`/desk/cases/${code}`)
  await lule.getByText('MARKERODLAZAK Sud je u petak.').waitFor()
  await lule.getByText('Puna u dorëzua').first().waitFor()
  await both(lule, 'cas6-handed-over-sq')

  const again = await leaves('Ana Petrović')
  await again.getByText('Nijedan otvoren slučaj').waitFor()
  await again.getByRole('button', { name: 'Završi pristup' }).click()
  await jelena.getByText('Pristup je završen: Ana Petrović').waitFor()
  await jelena.goto('/desk/cases/load')
  await jelena.getByText('Lule Krasniqi').waitFor()
  await both(jelena, 'cas6-load')
  expect(await jelena.locator('main').innerText()).not.toContain(code)
})

it('in an emergency a case is left alone, and its last holder hands it on later', async () => {
  const row = await leaves('Lule Krasniqi')
  await row.getByRole('button', { name: 'Nužda: završi pristup odmah' }).click()
  await jelena.getByText('Slučajevi bez ikoga').waitFor()
  await both(jelena, 'cas6-orphaned')
  await jelena.getByRole('button', { name: 'Pusti još jednom' }).click()
  await jelena.getByText('Ulaz je otvoren do').waitFor()

  await signIn(lule, desks.lule!.account, 'sq')
  await lule.goto('/desk/cases/hand-over')
  await lule.getByRole('button', { name: 'Dorëzo punën…' }).click()
  await give(lule, 'Vera Ilić', 'MARKERPOSLEDNJE Pozvati tetku.', /shto dhe dorëzo/)
  await lule
    .getByText('Asnjë rast i hapur', { exact: false })
    .or(lule.getByText('Asgjë nuk pret'))
    .first()
    .waitFor()

  await vera.goto(`/desk/cases/${code}`)
  await vera.getByText('MARKERPOSLEDNJE Pozvati tetku.').waitFor()
  await vera.getByText('MARKERODLAZAK Sud je u petak.').waitFor()
  await vera.getByText('MARKERNOVO').waitFor()
  const kept = await ownersQuery(
    fener,
    `select encode(sealed, 'escape') as words from cases.facts where sealed is not null`
  )
  expect(JSON.stringify(kept)).not.toContain('MARKER')
})
