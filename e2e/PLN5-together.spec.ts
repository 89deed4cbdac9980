// PLN5: the annual report is written by several people at once, who see where the others write, say something about a paragraph and add
// their own; a closed browser loses nothing. Who must approve is named and printed. A number that changes afterwards is told, not taken
// in. It goes out as page, PDF and DOCX whose numbers lead to how they were counted, and for the Ministry as CSV, XLSX and IATI.
import { describe, expect, it } from 'vitest'
import { expectAccessible, personsBrowser, picture, type Page } from './fener.ts'
import { browser, desks, fener, fits, inTheMadeUpYear, jelena, marko, teuta } from './made-up-year.ts'

const year = new Date().getFullYear()
inTheMadeUpYear()

const words = (page: Page, nth = 0) => page.locator('.words-block').nth(nth)
const field = (page: Page, lang: string) => words(page).locator(`textarea[id$="-${lang}"]`)
const open = async (page: Page) => {
  await page.goto(`/desk/report/${year}`)
  await words(page).waitFor()
}
const kept = (page: Page) =>
  page.waitForResponse(r => r.url().endsWith('/writing') && r.request().postData()!.includes('Otkucano'))

describe('an annual report written together', () => {
  it('is drafted with tasks, money, meetings, drawings and a map, each drawing with its table', async () => {
    const one = await marko()
    await one.goto(`/desk/report/${year}`)
    await one.getByRole('button', { name: 'Napravi nacrt' }).click()
    await one.getByRole('heading', { name: 'Šta je urađeno i šta kasni' }).waitFor()
    for (const title of ['Novac', 'Aktivnosti i sastanci', 'Evaluacije i preporuke'])
      await one.getByRole('heading', { name: title, exact: true }).waitFor()
    const charts = one.locator('.report-chart')
    expect(await charts.count()).toBeGreaterThanOrEqual(2)
    for (const chart of await charts.all())
      expect(await chart.locator('svg').getAttribute('aria-describedby')).toMatch(/-desc$/)
    await expectAccessible(one, 'a draft with drawings')
    await picture(one, '70-report-sr-1280')
    const two = await teuta()
    await two.selectOption('.language select', 'sq')
    await two.getByText('Gjithçka këtu është e trilluar').waitFor()
    await open(two)
    await fits(two, 390)
    await expectAccessible(two, 'a draft on a phone, dark')
    await picture(two, '71-report-sq-390-dark')
  })

  it('says where each number is from, and of a missing one who gives it', async () => {
    const one = await marko()
    await open(one)
    await one.locator('button.locked').first().click()
    await one.locator('dialog[open]').waitFor()
    expect(await one.locator('dialog[open]').innerText()).toContain('Kako se broji')
    await expectAccessible(one, 'the origin of a number')
    await one.locator('dialog[open] .btn').click()
    const missing = one.locator('.report-numbers details', { has: one.locator('.locked.not-set') }).last()
    await missing.locator('summary').click()
    expect(await missing.innerText()).toContain('Ko ga daje')
  })

  it('shows who is writing where, and brings back what was typed in a browser that was closed', async () => {
    const one = await marko()
    await open(one)
    await words(one).locator('summary').click()
    const saved = kept(one)
    await field(one, 'sr').fill('Otkucano, a nije sačuvano.')
    await saved
    const two = await teuta()
    await open(two)
    await two.getByText('Këtu po shkruan: Marko Ilić').waitFor()
    await picture(two, '72-writing-sq-390-dark')
    // killed: nothing is asked, nothing is saved by hand
    await one.close({ runBeforeUnload: false })
    const again = await desks['Marko Ilić']!.context.newPage()
    desks['Marko Ilić']!.page = again
    await open(again)
    await again.getByText('Ovo ste otkucali, a niste sačuvali.').waitFor()
    expect(await field(again, 'sr').inputValue()).toBe('Otkucano, a nije sačuvano.')
    await expectAccessible(again, 'words that came back')
    await picture(again, '73-came-back-sr-1280')
    const given = again.waitForResponse(r => r.url().endsWith('/writing') && r.request().method() === 'POST')
    await again.getByRole('button', { name: 'Odbaci otkucano' }).click()
    await given
    await again.reload()
    await words(again).waitFor()
    expect(await again.getByText('Ovo ste otkucali').count()).toBe(0)
  })

  it('is commented, and a comment is settled', async () => {
    const two = await teuta()
    await open(two)
    const comments = two.locator('.comments').first()
    await comments.locator('summary').click()
    await comments.locator('textarea').fill('Ky paragraf është shumë i gjatë.')
    await comments.getByRole('button', { name: 'Shto' }).click()
    await two.getByText('Ky paragraf është shumë i gjatë.').waitFor()
    const one = await marko()
    await open(one)
    await one.getByText('Otvorene primedbe: 1').waitFor()
    await expectAccessible(one, 'a comment')
    await one.getByRole('button', { name: 'Rešeno' }).click()
    await one.getByText('Rešeno: Marko Ilić').waitFor({ state: 'attached' })
  })

  it('stays as it is when the line breaks while it is saved, and goes on when it is back', async () => {
    const one = await marko()
    await open(one)
    await words(one).locator('summary').click()
    const before = await field(one, 'sr').inputValue()
    await one.context().setOffline(true)
    await field(one, 'sr').fill(`${before} Bez veze.`)
    const save = field(one, 'sr').locator('xpath=..').getByRole('button', { name: 'Sačuvaj reči' })
    await save.click()
    await one.getByText('Nema veze sa serverom.').waitFor()
    expect(await field(one, 'sr').inputValue()).toBe(`${before} Bez veze.`)
    await expectAccessible(one, 'without a connection')
    // a link leads nowhere now, and takes nothing along
    await one.locator('.rail a[href="/desk/plan"]').click()
    await one.waitForTimeout(300)
    expect(await field(one, 'sr').inputValue()).toBe(`${before} Bez veze.`)
    await picture(one, '73-no-connection-sr-1280')
    await one.context().setOffline(false)
    await one.getByText('Nema veze sa serverom.').waitFor({ state: 'detached' })
    await save.click()
    await one.locator('.words-block > p', { hasText: 'Bez veze.' }).waitFor()
    await field(one, 'sr').fill(before)
    await save.click()
    await one.locator('.words-block > p', { hasText: 'Bez veze.' }).waitFor({ state: 'detached' })
    // the other languages say the same again
    for (const l of ['sq', 'en'])
      await field(one, l).locator('xpath=..').getByRole('button', { name: 'Sačuvaj reči' }).click()
    await words(one).getByText('za prevod').waitFor({ state: 'detached' })
  })

  it('takes paragraphs of one’s own, which are to be translated, and gives them up again', async () => {
    const one = await marko()
    await open(one)
    const section = one.locator('#money')
    await section.getByRole('button', { name: 'Dodaj svoj pasus' }).click()
    await section.getByText('Vaš pasus, još prazan').waitFor()
    const own = section.locator('.words-block').last()
    await own.locator('summary').click()
    await own.locator('textarea[id$="-sr"]').fill('Sredstva je dala opština.')
    await own
      .locator('textarea[id$="-sr"]')
      .locator('xpath=..')
      .getByRole('button', { name: 'Sačuvaj reči' })
      .click()
    await own.getByText('za prevod').waitFor()
    await one.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
    await one.getByText('čekaju prevod').waitFor()
    await section.getByRole('button', { name: 'Ukloni ovaj pasus' }).click()
    await section.getByText('Sredstva je dala opština.').waitFor({ state: 'detached' })
  })

  it('names who must approve, and tells what changed after that without taking it in', async () => {
    const one = await marko()
    await open(one)
    await one.getByRole('group', { name: 'Ko mora da odobri' }).waitFor()
    await expectAccessible(one, 'who must approve')
    await one.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
    await one.getByText('Čeka se: Jelena Marković').waitFor()
    const coordinator = await jelena()
    await coordinator.goto(`/desk/report/${year}`)
    await coordinator.getByRole('button', { name: 'Odobri' }).click()
    await coordinator.getByText('Odobrili: Jelena Marković').waitFor()
    await picture(coordinator, '74-approved-sr-1280')
    await coordinator.getByRole('button', { name: 'Objavi' }).click()
    await coordinator.getByText('Objavljeno', { exact: true }).waitFor({ timeout: 60_000 })
    await expectAccessible(coordinator, 'published')
    await picture(coordinator, '75-published-sr-1280')
  })

  it('is read without script: drawings, who approved, and each number with how it was counted', async () => {
    const { page, context } = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 }
    })
    for (const [lang, approved, how] of [
      ['sr', 'Ko je odobrio izveštaj', 'Kako se broji'],
      ['sr-cyrl', 'Ко је одобрио извештај', 'Како се броји'],
      ['sq', 'Kush e miratoi raportin', 'Si numërohet'],
      ['en', 'Who approved this report', 'How it is counted']
    ] as const) {
      await page.goto(`/${lang}/reports/${year}`)
      const main = await page.locator('main').innerText()
      expect(main).toContain(approved)
      expect(main).toContain('Jelena Marković')
      expect(await page.locator('.report-chart svg').count()).toBeGreaterThanOrEqual(2)
      await fits(page, 390)
      await picture(page, `76-public-${lang}-390`)
      const number = page.locator('a.number').first()
      const address = (await number.getAttribute('href'))!
      expect(address).toMatch(new RegExp(`^/${lang}/reports/${year}/1/numbers#`))
      await number.click()
      expect(await page.locator('main').innerText()).toContain(how)
      await fits(page, 390)
      const docx = await page.request.get(`/${lang}/reports/${year}/docx`)
      expect(docx.status()).toBe(200)
      expect((await docx.body()).subarray(0, 2).toString()).toBe('PK')
    }
    await context.close()
    for (const [colorScheme, lang] of [
      ['light', 'sr'],
      ['dark', 'sq']
    ] as const) {
      const seen = await personsBrowser(browser, fener.origin, { colorScheme })
      for (const path of ['', '/1/numbers']) {
        await seen.page.goto(`/${lang}/reports/${year}${path}`)
        await expectAccessible(seen.page, `${path} ${lang} ${colorScheme}`)
        await picture(seen.page, `77-public${path.replaceAll('/', '-')}-${lang}-1280-${colorScheme}`)
      }
      expect(seen.strangers).toEqual([])
      await seen.context.close()
    }
  })

  it('gives the Ministry the same numbers as CSV, XLSX and IATI, and nobody without signing in', async () => {
    const one = await marko()
    const csv = await one.request.get(`/desk/report/${year}/national/csv`)
    const text = await csv.text()
    expect(text.split('\r\n')).toHaveLength(45)
    expect(text).not.toMatch(/"[=+@-]/)
    const xlsx = await one.request.get(`/desk/report/${year}/national/xlsx`)
    expect((await xlsx.body()).subarray(0, 2).toString()).toBe('PK')
    const iati = await (await one.request.get(`/desk/report/${year}/national/xml`)).text()
    expect(iati).toContain('<iati-activities version="2.03"')
    expect(iati).toContain('<!-- actual omitted: protected')
    for (const nothing of ['pdf', 'json'])
      expect((await one.request.get(`/desk/report/${year}/national/${nothing}`)).status()).toBe(404)
    const stranger = await browser.newContext({ baseURL: fener.origin })
    const answer = await stranger.request.get(`/desk/report/${year}/national/csv`, { maxRedirects: 0 })
    expect(answer.status()).not.toBe(200)
    await stranger.close()
  })

  it('complained in nobody’s browser and asked nothing of strangers', () => {
    for (const [name, { strangers, complaints }] of Object.entries(desks)) {
      expect(strangers, name).toEqual([])
      // the line broke once, on purpose
      expect(
        complaints.filter(c => !c.includes('ERR_INTERNET_DISCONNECTED')),
        name
      ).toEqual([])
    }
  })
})
