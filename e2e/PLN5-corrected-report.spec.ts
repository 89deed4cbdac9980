// PLN5: two people write one annual report and lose nothing; what is published is corrected in another edition, which says what
// changed and why, while the earlier one stays within reach. In the made-up year, with and without script.
import { describe, expect, it } from 'vitest'
import { expectAccessible, personsBrowser, picture, type Page } from './fener.ts'
import { browser, desks, fener, fits, inTheMadeUpYear, jelena, marko, teuta } from './made-up-year.ts'

const year = new Date().getFullYear()
inTheMadeUpYear()

const first = (page: Page) => page.locator('.words-block').first()
const field = (page: Page, lang: string) => first(page).locator(`textarea[id$="-${lang}"]`)
const saveIn = async (page: Page, lang: string) => {
  const saved = page.waitForResponse(r => r.url().endsWith('/edit') && r.status() === 200)
  await field(page, lang)
    .locator('xpath=..')
    .getByRole('button', { name: /^(Sačuvaj|Ruaj) / })
    .click()
  await saved
}
const writeAll = async (page: Page, text: string) => {
  await page.goto(`/desk/report/${year}`)
  await first(page).locator('summary').click()
  for (const lang of ['sr', 'sq', 'en']) {
    await field(page, lang).fill(`${text} (${lang})`)
    await saveIn(page, lang)
    await expect.poll(() => field(page, lang).inputValue()).toBe(`${text} (${lang})`)
  }
}

describe('the annual report', () => {
  it('is written by two at once, and nobody’s words are lost', async () => {
    const one = await marko()
    await one.goto(`/desk/report/${year}`)
    await one.getByRole('button', { name: 'Napravi nacrt' }).click()
    await one.getByRole('button', { name: 'Pošalji na odobrenje' }).waitFor()
    const two = await teuta()
    await two.selectOption('.language select', 'sq')
    await two.goto(`/desk/report/${year}`)
    for (const page of [one, two]) await first(page).locator('summary').click()
    await field(two, 'sr').fill('Teutine reči.')
    await field(one, 'sr').fill('Markove reči.')
    await saveIn(one, 'sr')
    await field(two, 'sr')
      .locator('xpath=..')
      .getByRole('button', { name: /^(Sačuvaj|Ruaj) / })
      .click()
    await two.locator('.conflict').waitFor()
    expect(await two.locator('.conflict').innerText()).toContain('Markove reči.')
    expect(await two.locator('.conflict').innerText()).toContain('Marko Ilić')
    expect(await field(two, 'sr').inputValue()).toBe('Teutine reči.')
    await expectAccessible(two, 'two editors')
    await fits(two, 390)
    await picture(two, '50-conflict-sq-390-dark')
    await two.getByRole('button', { name: 'Vendosi të dyja në fushë' }).click()
    expect(await field(two, 'sr').inputValue()).toBe('Markove reči.\n\nTeutine reči.')
    await saveIn(two, 'sr')
    await one.reload()
    await one.getByText('Teutine reči.').waitFor()
  })

  it('keeps on the screen what was typed while somebody sent it for approval', async () => {
    const one = await marko()
    const two = await teuta()
    await writeAll(one, 'Napisano zajedno.')
    await two.goto(`/desk/report/${year}`)
    await first(two).locator('summary').click()
    await field(two, 'sq').fill('Ende po shkruaj.')
    await one.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
    await one.getByText('čeka odobrenje').waitFor()
    await field(two, 'sq')
      .locator('xpath=..')
      .getByRole('button', { name: /^(Sačuvaj|Ruaj) / })
      .click()
    await two.getByText('Fjalët tuaja nuk u ruajtën').waitFor()
    expect(await field(two, 'sq').inputValue()).toBe('Ende po shkruaj.')
    await expectAccessible(two, 'not editable any more')
    await picture(two, '51-too-late-sq-390-dark')
  })

  it('is published, and corrected with a reason: the approver sees what will be shown as changed', async () => {
    const coordinator = await jelena()
    await coordinator.goto(`/desk/report/${year}`)
    await coordinator.getByRole('button', { name: 'Odobri' }).click()
    await coordinator.getByRole('button', { name: 'Objavi' }).click()
    await coordinator.getByText('Objavljeno', { exact: true }).waitFor({ timeout: 30_000 })
    await picture(coordinator, '52-published-sr-1280')

    const one = await marko()
    await one.goto(`/desk/report/${year}`)
    await one.locator('summary', { hasText: 'Ispravi objavljeno' }).click()
    await one.fill('#correct-sr', 'Ime ustanove je bilo pogrešno.')
    await one.fill('#correct-sq', 'Emri i institucionit ishte i gabuar.')
    await one.fill('#correct-en', 'The name of an institution was wrong.')
    await expectAccessible(one, 'opening a correction')
    await picture(one, '53-open-correction-sr-1280')
    await one.getByRole('button', { name: 'Počni ispravku' }).click()
    await one.getByText('Ispravka izdanja 1').waitFor()
    await one.getByText('Još ništa nije izmenjeno.').waitFor()
    await writeAll(one, 'Ispravljene reči.')
    await expectAccessible(one, 'a correction under way')
    await picture(one, '54-correcting-sr-1280')
    const reader = await browser.newContext({ baseURL: fener.origin })
    expect(await (await reader.request.get(`/sr/reports/${year}`)).text()).not.toContain('Ispravljene reči.')
    await reader.close()
    await one.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
    await one.getByText('čeka odobrenje').waitFor()

    await coordinator.setViewportSize({ width: 390, height: 800 })
    await coordinator.emulateMedia({ colorScheme: 'dark' })
    await coordinator.goto(`/desk/report/${year}`)
    const changes = coordinator.locator('.changes')
    await changes.waitFor()
    expect(await changes.innerText()).toContain('Napisano zajedno. (sr)')
    expect(await changes.innerText()).toContain('Ispravljene reči. (sr)')
    await expectAccessible(coordinator, 'a correction to approve')
    await fits(coordinator, 390)
    await picture(coordinator, '55-approve-correction-sr-390-dark')
    await coordinator.getByRole('button', { name: 'Odobri' }).click()
    await coordinator.getByRole('button', { name: 'Objavi' }).click()
    await coordinator.getByText('Izdanje 2.').waitFor({ timeout: 30_000 })
    await picture(coordinator, '56-two-editions-sr-390-dark')
  })

  it('says so on the public page, in four languages, without script; the earlier edition stays', async () => {
    const { page, context } = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 }
    })
    const said = {
      sr: ['Ispravljeno izdanje (', 'Ime ustanove je bilo pogrešno.', 'Ovo izdanje je kasnije ispravljeno.'],
      'sr-cyrl': [
        'Исправљено издање (',
        'Име установе је било погрешно.',
        'Ово издање је касније исправљено.'
      ],
      sq: ['Botim i korrigjuar (', 'Emri i institucionit ishte i gabuar.', 'Ky botim u korrigjua më vonë.'],
      en: [
        'Corrected edition of ',
        'The name of an institution was wrong.',
        'This edition was corrected later.'
      ]
    } as const
    for (const [lang, [corrected, reason, older]] of Object.entries(said)) {
      await page.goto(`/${lang}/reports/${year}`)
      const newest = await page.locator('main').innerText()
      expect(newest).toContain(corrected)
      expect(newest).toContain(reason)
      await fits(page, 390)
      await picture(page, `57-edition-2-${lang}-390`)
      await page.locator(`a[href="/${lang}/reports/${year}/1"]`).click()
      const earlier = await page.locator('main').innerText()
      expect(earlier).toContain(older)
      expect(earlier).not.toContain(reason)
      await fits(page, 390)
      await picture(page, `58-edition-1-${lang}-390`)
      const pdfs = await Promise.all(
        ['', '/1', '/2'].map(async edition => {
          const answer = await page.request.get(`/${lang}/reports/${year}${edition}/pdf`)
          expect(answer.status()).toBe(200)
          return (await answer.body()).toString('latin1')
        })
      )
      expect(pdfs[0]).toBe(pdfs[2])
      expect(pdfs[0]).not.toBe(pdfs[1])
      for (const pdf of pdfs) expect(pdf.slice(0, 5)).toBe('%PDF-')
      await page
        .getByRole('link')
        .filter({ hasText: /Najnovije|Најновије|më i ri|newest/ })
        .click()
      expect(new URL(page.url()).pathname).toBe(`/${lang}/reports/${year}`)
    }
    for (const nothing of ['3', '0', '01', 'x', '1/2'])
      expect((await page.request.get(`/sr/reports/${year}/${nothing}`)).status(), nothing).toBe(404)
    await context.close()
    for (const [colorScheme, width, lang] of [
      ['light', 1280, 'sr'],
      ['dark', 1280, 'sq'],
      ['dark', 390, 'sq']
    ] as const) {
      const seen = await personsBrowser(browser, fener.origin, {
        colorScheme,
        viewport: { width, height: 900 }
      })
      for (const edition of ['', '/1']) {
        await seen.page.goto(`/${lang}/reports/${year}${edition}`)
        await expectAccessible(seen.page, `edition ${edition} ${lang} ${colorScheme}`)
        await picture(seen.page, `59-edition${edition.replace('/', '-')}-${lang}-${width}-${colorScheme}`)
      }
      expect(seen.strangers).toEqual([])
      await seen.context.close()
    }
  })

  it('rests on numbers of ended years, which are counted again only with a reason', async () => {
    // the made-up network began 350 days ago: late in December it has no ended year
    const ended = new Date(Date.now() - 350 * 86_400_000).getFullYear() < year
    const one = await marko()
    await one.goto('/desk/plan/indicators/reports-received')
    await one.locator('h1').waitFor()
    expect(await one.locator('#recount-year').count()).toBe(ended ? 1 : 0)
    if (!ended) return
    await one.fill('#recount-reason', 'Proveravamo broj.')
    await one.getByRole('button', { name: 'Izbroj ponovo' }).click()
    await one.getByText('Broj je isti.').waitFor()
    await expectAccessible(one, 'counted again')
    await picture(one, '60-recount-sr-1280')
    const two = await teuta()
    await two.goto('/desk/plan/indicators/reports-received')
    await two.locator('#recount-year').waitFor()
    await expectAccessible(two, 'counted again, dark')
    await fits(two, 390)
    await picture(two, '61-recount-sq-390-dark')
  })

  it('complained in nobody’s browser and asked nothing of strangers', () => {
    for (const [name, { strangers, complaints }] of Object.entries(desks)) {
      expect(strangers, name).toEqual([])
      expect(complaints, name).toEqual([])
    }
  })
})
