// CAS6: what was written down wrong is put right: who a person is, by two at once, and a fact of the timeline, with its reason.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let ana: Page
let lule: Page
let code: string

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('case-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['ana', 'lule'])
  ana = desks.ana!.page
  lule = desks.lule!.page
  await ana.goto('/desk/cases/new')
  await ana.locator('.pick input').first().check()
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.fill('#who-name', 'Mira Primer')
  await ana.fill('#who-contact', '044 111 222')
  await ana.getByRole('button', { name: 'Dalje' }).click()
  await ana.locator('.pick', { hasText: 'Lule Krasniqi' }).click()
  await ana.getByRole('button', { name: 'Otvori slučaj' }).click()
  await ana.waitForURL(/cases\/[a-z]+-\d+$/)
  code = new URL(ana.url()).pathname.split('/').at(-1)!
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const pictures = async (page: Page, name: string) => {
  await expectAccessible(page, name)
  if (!process.env.PICTURES) return
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, `${name}-390`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, `${name}-390-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
const unlock = async () => {
  await ana.fill('.unlock input[type=password]', desks.ana!.account.password)
  await ana.locator('.unlock button.btn').click()
}
const edit = async (page: Page, words: string) => {
  await page.goto(`/desk/cases/${code}/record`)
  const card = page.locator('section.card').filter({ has: page.locator('details') }).first() // prettier-ignore
  const opener = page.getByRole('button', { name: words })
  await card.locator('summary h2').waitFor()
  if (
    !(await card
      .locator('details')
      .first()
      .evaluate(each => (each as HTMLDetailsElement).open))
  )
    await card.locator('summary h2').click()
  await opener.click()
  await page.locator('.identity-form input:enabled').first().waitFor()
}
const field = (page: Page, name: string) => page.locator(`.identity-form [id^="identity-${name}-"]`)

it('puts a name right: shown and logged, other fields of two editors both kept', async () => {
  await edit(ana, 'Prikaži i izmeni ime i kontakt')
  expect(await field(ana, 'name').inputValue()).toBe('Mira Primer')
  await pictures(ana, '86-identity')
  await edit(lule, 'Shfaq dhe ndrysho emrin dhe kontaktin')
  await field(lule, 'contact').fill('044 333 444')
  await lule.getByRole('button', { name: 'Ruaj emrin dhe kontaktin' }).click()
  await lule.getByText('U ruajt', { exact: true }).waitFor()
  await field(ana, 'name').fill('Vera Primer')
  await ana.getByRole('button', { name: 'Sačuvaj ime i kontakt' }).click()
  await ana.getByText('Ostalo je i ono što je u međuvremenu izmenjeno: Lule Krasniqi.').waitFor()
  await ana.locator('.strip button.end').click()
  const shown = ana.locator('.strip .facts')
  await shown.getByText('Vera Primer').waitFor()
  expect(await shown.innerText()).toContain('044 333 444')
  const [looks] = await ownersQuery(
    fener,
    `select count(*)::int as count from audit.entries where verb = 'case.show-identity'`
  )
  expect(looks.count).toBeGreaterThanOrEqual(4)
})

it('shows both to the second of two who change the same, and leaves no word on a locked screen', async () => {
  await edit(ana, 'Prikaži i izmeni ime i kontakt')
  await edit(lule, 'Shfaq dhe ndrysho emrin dhe kontaktin')
  await field(lule, 'name').fill('Verë Primer')
  await lule.getByRole('button', { name: 'Ruaj emrin dhe kontaktin' }).click()
  await lule.getByText('U ruajt', { exact: true }).waitFor()
  await field(ana, 'name').fill('Vera Primer (Verica)')
  await ana.locator('.identity-form').getByText(/Sačuvano u \d/).waitFor() // prettier-ignore
  await ana.locator('.bar .chip.go').click()
  await ana.waitForFunction(
    () => ![...document.querySelectorAll('input')].some(each => each.value.includes('Verica'))
  )
  expect(await ana.locator('.identity-form').isVisible()).toBe(false)
  await unlock()
  await ana.getByText('Ovo ste počeli da pišete. Vratilo se.').waitFor()
  await ana.getByRole('button', { name: 'Sačuvaj ime i kontakt' }).click()
  await ana.locator('.both').waitFor()
  await pictures(ana, '87-identity-both')
  await ana.getByRole('button', { name: 'Oboje' }).click()
  expect(await field(ana, 'name').inputValue()).toBe('Verë Primer; Vera Primer (Verica)')
  await ana.getByRole('button', { name: 'Sačuvaj ime i kontakt' }).click()
  await ana.locator('.identity-form').waitFor({ state: 'detached' })
  await ana.getByText('Sačuvano', { exact: true }).waitFor()
})

it('searches for a person who joins the case, and empties the form of a locked desk', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('button', { name: 'Dodaj osobu' }).click()
  await ana.fill('#person-name', 'Vera Primer')
  await ana.fill('#person-contact', '044 333 444')
  await ana.getByRole('button', { name: 'Proveri da li je već poznata' }).click()
  await ana.getByText('Liči na osobu iz vašeg slučaja:').waitFor()
  await pictures(ana, '88-person-search')
  await ana.getByText(/Sačuvano u \d/).waitFor()
  await ana.locator('.bar .chip.go').click()
  await ana.waitForFunction(() => document.querySelector<HTMLInputElement>('#person-name')?.value === '')
  await unlock()
  await ana.getByText('Ovo ste počeli da pišete. Vratilo se.').waitFor()
  expect(await ana.inputValue('#person-name')).toBe('Vera Primer')
  await ana.getByRole('button', { name: 'Sačuvaj osobu' }).click()
  await ana.locator('.timeline').getByText('osoba 2', { exact: false }).first().waitFor()
})

it('corrects a fact from the timeline: both stay, with the reason, and it can be taken back', async () => {
  await ana.locator('.next').getByRole('button', { name: 'Proceniti rizik' }).first().click()
  await ana.selectOption('#fact-level', 'low')
  await ana.locator('#case-form button.btn').first().click()
  await ana.locator('#case-form').waitFor({ state: 'detached' })
  const wrong = ana.locator('.timeline > li', { hasText: 'Nizak rizik' }).first()
  await wrong.getByRole('button', { name: 'Ispravi' }).click()
  expect(await ana.inputValue('#fact-level')).toBe('low')
  await ana.fill('#fact-note', 'MARKERRAZLOG Pogrešan red.')
  await ana.locator('#case-form button.btn').first().click()
  await ana.getByText('Ništa nije promenjeno.').waitFor()
  await ana.selectOption('#fact-level', 'high')
  await pictures(ana, '89-correction')
  await ana.locator('#case-form button.btn').first().click()
  await ana.locator('#case-form').waitFor({ state: 'detached' })
  await wrong.locator('.righted').getByText('Visok rizik').waitFor()
  await ana.getByText('MARKERRAZLOG').first().waitFor()
  await pictures(ana, '90-corrected')
  await lule.goto(`/desk/cases/${code}`)
  await lule.locator('.timeline .righted').first().waitFor()
  await pictures(lule, '91-corrected-sq')
  await lule.getByRole('button', { name: 'Tërhiq korrigjimin' }).click()
  await lule.fill('#fact-note', 'Ishte mirë.')
  await lule.locator('#case-form button.btn').first().click()
  await lule.locator('#case-form').waitFor({ state: 'detached' })
  await lule.getByText('Ky korrigjim u tërhoq.').waitFor()
  expect(await ownersQuery(fener, `select risk from cases.cases`)).toEqual([{ risk: 'low' }])
  for (const desk of Object.values(desks)) expect(desk.complaints).toEqual([])
})
