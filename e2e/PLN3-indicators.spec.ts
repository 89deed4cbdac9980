// PLN3, PLN7: an indicator is defined, aimed and measured by two people, in the made-up year; a gap says whether it closes; nothing typed
// is lost when it is refused; whoever may only read sees no form.
import { afterAll, describe, expect, it } from 'vitest'
import { expectAccessible, picture, type Page } from './fener.ts'
import { desk, desks, inTheMadeUpYear, jelena, marko, teuta } from './made-up-year.ts'

const year = new Date().getFullYear()
inTheMadeUpYear()
afterAll(() => {
  for (const { complaints } of Object.values(desks)) expect(complaints).toEqual([])
})

const replied = (page: Page, path: string, status = 200) =>
  page.waitForResponse(r => r.url().endsWith(path) && r.status() === status)
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()!.width
  )
const box = (page: Page) => page.locator('form[aria-labelledby=enter-title]')

describe('an indicator', () => {
  it('is entered with its parts; what is refused stays typed', async () => {
    const page = await marko()
    await page.goto('/desk/plan/indicators/b1-p4')
    await page.selectOption('#enter-period', String(year))
    await page.fill('#enter-number', '33')
    await page.fill('#part-d1-p1', '20')
    await page.fill('#part-d1-p2', '20')
    expect(await box(page).innerText()).toContain('7')
    await page.fill('#enter-evidence', 'Spisak iz oktobra')
    await page.fill('#enter-reason', 'Još jedna grupa')
    const refused = replied(page, '/by-hand', 422)
    await box(page).getByRole('button').click()
    await refused
    await box(page).getByRole('alert').getByText('Delovi su veći od celine').waitFor()
    expect(await page.inputValue('#enter-evidence')).toBe('Spisak iz oktobra')
    await page.fill('#part-d1-p2', '10')
    const saved = replied(page, '/by-hand')
    await box(page).getByRole('button').click()
    await saved
    await expect.poll(() => page.locator('.now-value b').innerText()).toBe('33')
    await page.getByText('Još jedna grupa').first().waitFor()
    await expectAccessible(page, 'indicator')
    await picture(page, 'PLN3-indicator')
  })

  it('told as one number asks for a reason when an organisation tells its part of it', async () => {
    const page = await marko()
    await page.goto('/desk/plan/indicators/a1-p3')
    const enter = async (reply = 200) => {
      const done = replied(page, '/by-hand', reply)
      await box(page).getByRole('button').click()
      await done
    }
    await page.fill('#enter-number', '7')
    await page.fill('#enter-evidence', 'Zapisnik 4')
    await enter()
    await page.locator('#enter-reason').waitFor()
    await page.selectOption('#enter-who', { index: 1 })
    await page.fill('#enter-number', '3')
    await page.fill('#enter-evidence', 'Zapisnik 5')
    await page.fill('#enter-reason', 'Svako javlja svoje')
    await enter()
    await page.getByText('Svako javlja svoje').first().waitFor()
    await expect.poll(() => page.locator('.now-value b').innerText()).toBe('3')
  })

  it('gets another definition with a reason; of two at once the second is told and loses nothing', async () => {
    const [one, two] = [await jelena(), await marko()]
    for (const page of [one, two]) {
      await page.goto('/desk/plan/indicators/a1-p2')
      await page.getByText('Promeni definiciju', { exact: true }).click()
    }
    await one.fill('#formula-sr', 'Sprovedene akcije')
    await one.fill('#define-reason', 'Bez formule svako broji drugačije')
    const half = replied(one, '/define', 422)
    await one.getByRole('button', { name: 'Postavi definiciju' }).click()
    await half
    await one.getByText('Napišite na sva tri jezika, ili ni na jednom').waitFor()
    await one.fill('#formula-sq', 'Aksionet e zbatuara')
    await one.fill('#formula-en', 'Actions carried out')
    const saved = replied(one, '/define')
    await one.getByRole('button', { name: 'Postavi definiciju' }).click()
    await saved
    await one.getByText('Definicija 3').waitFor()
    await two.selectOption('#better', 'less')
    await two.fill('#define-reason', 'Proba')
    const late = replied(two, '/define', 409)
    await two.getByRole('button', { name: 'Postavi definiciju' }).click()
    await late
    await expect.poll(() => two.getByText('Definicija 3').count()).toBeGreaterThan(0)
    expect(await two.inputValue('#define-reason')).toBe('Proba')
  })

  it('gets a target with a reason, and a light whose rule is a sentence', async () => {
    const page = await jelena()
    await page.goto('/desk/plan/indicators/b1-p8')
    await page.getByText('Postavi cilj', { exact: true }).first().click()
    await page.selectOption('#target-period', String(year - 1))
    await page.fill('#target-number', '3')
    await page.fill('#target-reason', 'Kao godinu ranije')
    const saved = replied(page, '/define')
    await page.getByRole('button', { name: 'Postavi cilj' }).click()
    await saved
    await page.getByText('3, a cilj je 3.').waitFor()
    // where it began is said, and taken back with a reason
    await page.getByText('Postavi početnu vrednost', { exact: true }).first().click()
    await page.fill('#base-number', '2')
    await page.fill('#base-evidence', 'Spisak obuka')
    await page.getByRole('button', { name: 'Postavi početnu vrednost' }).click()
    await page.selectOption('#base-way', 'none')
    await page.fill('#base-reason', 'Spisak je bio druge opštine')
    await page.getByRole('button', { name: 'Povuci početnu vrednost' }).click()
    await page.getByText('Spisak je bio druge opštine').waitFor()
    await page.locator('#base-way').waitFor({ state: 'detached' })
    await page.goto('/desk/plan')
    await page.locator('.cell', { hasText: 'službenika' }).first().waitFor()
    await picture(page, 'PLN3-board')
  })

  it('is read on a phone, in Albanian and in the dark, without a form for whoever may only read', async () => {
    const page = await teuta()
    await page.selectOption('.language select', 'sq')
    await page.getByText('Gjithçka këtu është e trilluar').waitFor()
    await page.goto('/desk/plan/indicators/c1-p3')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await fits(page)
    await expectAccessible(page, 'indicator on a phone')
    const ana = await desk('Ana Petrović')
    await ana.goto('/desk/plan/indicators/b1-p4')
    await ana.locator('.now-value').waitFor()
    expect(await ana.locator('form.card').count()).toBe(0)
    expect(await ana.getByText('SQL').count()).toBe(0)
  })
})

describe('a gap', () => {
  it('is linked by one person, with a reason, and confirmed by another', async () => {
    const one = await jelena()
    await one.goto('/desk/plan/gaps')
    const gap = (page: Page) => page.locator('#jaz-09')
    await gap(one).getByText('Promeni veze', { exact: true }).click()
    await one.selectOption('#jaz-09-measure', 'c1')
    await one.fill('#jaz-09-reason', 'Mešoviti timovi traže ljude')
    const linked = replied(one, '/gaps/change')
    await gap(one).getByRole('button', { name: 'Veži meru' }).click()
    await linked
    await gap(one).getByText('Mešoviti timovi traže ljude').first().waitFor()
    await gap(one).getByText('potvrđuje druga osoba').waitFor()
    expect(await gap(one).getByRole('button', { name: 'Potvrdi ove veze' }).count()).toBe(0)
    const two = await marko()
    await two.goto('/desk/plan/gaps')
    await gap(two).getByText('Promeni veze', { exact: true }).click()
    const confirmed = replied(two, '/gaps/change')
    await gap(two).getByRole('button', { name: 'Potvrdi ove veze' }).click()
    await confirmed
    await gap(two).getByText('Potvrđuje: Marko Ilić').waitFor()
    await expectAccessible(two, 'gaps')
    await two.getByRole('button', { name: 'Nedostaci × mere' }).click()
    await two.locator('table.matrix').waitFor()
    await expectAccessible(two, 'gaps × measures')
    const phone = await teuta()
    await phone.goto('/desk/plan/gaps')
    await phone.locator('#jaz-01').waitFor()
    await fits(phone)
  })
})
