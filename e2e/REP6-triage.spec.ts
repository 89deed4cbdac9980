// REP6: two operators at one desk, in Serbian and in Albanian: take, mask, weigh, link, decide, and nobody over another's head.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseWords, openDesks, ownersQuery, sendReport, type Desks } from './desk.ts'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let mirjana: Page
let lule: Page
const told =
  'Radim u pekari kod stanice. U kući iza pilane zaključavaju radnike, gazda im je uzeo pasoše. Zovite 044 123 456.'
const alsoTold = 'Iza pilane zaključavaju radnike. Gazda uzima pasoše, telefon mu je +383 44 123-456.'
let first: Awaited<ReturnType<typeof sendReport>>
let second: Awaited<ReturnType<typeof sendReport>>
let third: Awaited<ReturnType<typeof sendReport>>

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['coordinator', 'mirjana', 'lule', 'ana'])
  mirjana = desks.mirjana!.page
  lule = desks.lule!.page
  first = await sendReport(fener, {
    what: told,
    name: 'Vera Ilić',
    where: { kind: 'settlement', settlement: 'ranilug' }
  })
  second = await sendReport(fener, { what: alsoTold, where: { kind: 'settlement', settlement: 'ranilug' } })
  third = await sendReport(fener, { what: 'Samo pitanje: kome se prijavljuje neisplaćena plata?' })
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const open = async (page: Page, code: string, words: string) => {
  await page.goto(`/desk/inbox/${code}`)
  await page.getByText(words).first().waitFor()
}
/** From the list, as people do: what was opened before stays in the page's memory. */
const choose = async (page: Page, code: string, words: string) => {
  await page.locator('.inbox-row', { hasText: code }).click()
  await page.getByText(words).first().waitFor()
}
const sign = (page: Page, name: string, answer = 'yes') =>
  page.locator(`input[name="${name}"][value=${answer}]`).check({ force: true })

it('shows whose a report is, lets one be taken, and says who is reading', async () => {
  await mirjana.goto('/desk/inbox')
  await mirjana.getByRole('button', { name: 'Ničije' }).click()
  await mirjana.locator('.inbox-row').nth(2).waitFor()
  await open(mirjana, first.code, 'iza pilane')
  await mirjana.getByRole('button', { name: 'Preuzmi' }).click()
  await mirjana.getByText('Vaša prijava').first().waitFor()
  await mirjana.getByRole('button', { name: 'Moje' }).click()
  await mirjana.locator('.inbox-row', { hasText: first.code }).waitFor()
  await expect.poll(() => mirjana.locator('.inbox-row').count()).toBe(1)
  await open(lule, first.code, 'iza pilane')
  await lule.getByText('Mirjana Stojanović po lexon tani').first().waitFor()
  await lule.getByText('Punon: Mirjana Stojanović').waitFor()
  await expectAccessible(lule, 'report in Albanian')
  await picture(lule, '60-report-sq')
})

it('masks what points to the witness and ties words to a sign', async () => {
  await open(mirjana, first.code, 'iza pilane')
  await mirjana.getByRole('button', { name: 'Obeleži reči' }).click()
  await chooseWords(mirjana, 'u pekari kod stanice')
  await expectAccessible(mirjana, 'marking')
  await picture(mirjana, '61-marking')
  await mirjana.getByRole('button', { name: 'Prekrij', exact: true }).click()
  await mirjana.locator('.marking').getByText('ukazuje na osobu koja je pisala').last().waitFor()
  await mirjana.locator('.marking label', { hasText: 'Poveži sa znakom' }).click()
  await chooseWords(mirjana, 'zaključavaju radnike')
  await mirjana.selectOption('#mark-sign', 'coercion-at-destination.isolation-confinement-surveillance')
  await mirjana.getByRole('button', { name: 'Poveži', exact: true }).click()
  await mirjana.getByRole('button', { name: 'Gotovo' }).click()
  await mirjana.locator('.told .masked').waitFor()
  expect(await mirjana.locator('.words').innerText()).not.toContain('pekari')
  expect(await mirjana.locator('.told mark').innerText()).toBe('zaključavaju radnike')
  expect(
    await mirjana
      .locator('input[name="coercion-at-destination.isolation-confinement-surveillance"][value=yes]')
      .isChecked()
  ).toBe(true)
  await mirjana.locator('.masking summary').click()
  await mirjana.locator('.masking label.check', { hasText: 'Ime' }).click()
  await mirjana.locator('.answers .masked').waitFor()
  await expectAccessible(mirjana, 'masked report')
  await picture(mirjana, '62-masked')
  await mirjana.getByRole('button', { name: 'Prikaži prekriveno' }).click()
  await mirjana.getByText('pekari kod stanice').waitFor()
  await mirjana.getByText('Vera Ilić').waitFor()
  await mirjana.getByRole('button', { name: 'Ponovo prekrij' }).click()
  await mirjana.getByRole('button', { name: 'Zabeleži procenu' }).click()
  await mirjana.getByText('Sačuvano').waitFor()
  await open(lule, first.code, 'iza pilane')
  expect(await lule.locator('.told mark').innerText(), 'sealed with the assessment').toBe(
    'zaključavaju radnike'
  )
  await lule.locator('summary', { hasText: 'Detyrim në vendin e punës' }).click()
  await lule.locator('.sign .quote', { hasText: 'zaključavaju radnike' }).waitFor()
})

it('puts two assessments made at once side by side, and loses neither', async () => {
  await open(mirjana, first.code, 'iza pilane')
  await open(lule, first.code, 'iza pilane')
  await sign(mirjana, 'exploitation.low-or-no-salary')
  await sign(lule, 'exploitation.excessive-working-days-or-hours')
  await lule.getByRole('button', { name: 'Shëno vlerësimin' }).click()
  await lule.getByText('U ruajt').waitFor()
  await mirjana.getByRole('button', { name: 'Zabeleži procenu' }).click()
  await mirjana.locator('.other').waitFor()
  expect(await mirjana.locator('.other').innerText()).toContain('Lule Krasniqi')
  expect(await mirjana.locator('.other tbody tr').count()).toBeGreaterThan(1)
  await expectAccessible(mirjana, 'two looks')
  await picture(mirjana, '63-side-by-side')
  await mirjana.getByRole('button', { name: 'Spoji oboje' }).click()
  for (const name of ['exploitation.low-or-no-salary', 'exploitation.excessive-working-days-or-hours'])
    expect(await mirjana.locator(`input[name="${name}"][value=yes]`).isChecked(), name).toBe(true)
  await mirjana.getByRole('button', { name: 'Zabeleži procenu' }).click()
  await mirjana.getByText('Sačuvano').waitFor()
})

it('goes through the list by key, chooses a decision, and the keys can be switched off', async () => {
  await mirjana.getByRole('button', { name: 'Sve', exact: true }).click()
  await mirjana.locator('.inbox-row').nth(2).waitFor()
  await mirjana.locator('h1').first().click()
  const address = mirjana.url()
  const rows = await mirjana.locator('.inbox-row b').allInnerTexts()
  const at = rows.indexOf(first.code)
  const [forth, back] = at < rows.length - 1 ? ['j', 'k'] : ['k', 'j']
  await mirjana.keyboard.press(forth!)
  await mirjana.waitForURL(url => url.href !== address)
  // the address is there before the page: who presses the next key looks at the page
  await mirjana.locator('h1', { hasText: rows[forth === 'j' ? at + 1 : at - 1]! }).waitFor()
  await mirjana.locator('.decision').waitFor()
  await mirjana.keyboard.press(back!)
  await mirjana.waitForURL(address)
  await mirjana.locator('h1', { hasText: first.code }).waitFor()
  await mirjana.locator('.decision').waitFor()
  await mirjana.keyboard.press('3')
  await mirjana.locator('#closing').waitFor()
  await mirjana.keyboard.press('?')
  await mirjana.getByText('Ovi tasteri rade').waitFor()
  await expectAccessible(mirjana, 'keys')
  await picture(mirjana, '64-keys')
  await mirjana.getByText('Ovi tasteri rade').click()
  await mirjana.waitForResponse(/__data\.json/)
  await mirjana.locator('dialog[open]').getByRole('button', { name: 'Gotovo' }).click()
  await mirjana.keyboard.press('1')
  expect(await mirjana.locator('#closing').isVisible(), 'the key does nothing').toBe(true)
  expect(await mirjana.evaluate(() => JSON.stringify(localStorage))).toBe('{}')
})

it('proposes and links reports of the same thing, and decides them alike into one case without what is masked', async () => {
  await open(mirjana, first.code, 'iza pilane')
  await choose(mirjana, second.code, 'Gazda uzima')
  const proposal = mirjana.locator('.links li', { hasText: first.code })
  await proposal.getByText('isti broj telefona').waitFor()
  await picture(mirjana, '65-alike')
  await proposal.getByRole('button', { name: 'Poveži' }).click()
  await mirjana.locator('.links li', { hasText: first.code }).getByText('ista osoba').waitFor()
  await open(mirjana, first.code, 'iza pilane')
  await mirjana.locator('.links li', { hasText: second.code }).waitFor()
  await mirjana.locator('.choice', { hasText: 'Otvori slučaj' }).click()
  await mirjana.selectOption('#case-manager', { label: 'Ana Petrović' })
  await mirjana.locator('.alike label', { hasText: second.code }).click()
  await expectAccessible(mirjana, 'deciding alike')
  await mirjana.locator('.decision button.btn.wide').click()
  const notice = await mirjana.locator('.decision .notice').innerText()
  const caseCode = /[a-z]+-\d+/.exec(notice)![0]
  await open(mirjana, second.code, 'Gazda uzima')
  await mirjana.locator('.decision').getByText('Otvara se slučaj').waitFor()

  const ana = desks.ana!.page
  await ana.goto(`/desk/cases/${caseCode}`)
  await ana.getByRole('button', { name: /Prikaži na 5 minuta/ }).click()
  await ana.getByText('[prekriveno]').waitFor()
  await ana.getByText('Gazda uzima pasoše').waitFor()
  const shown = await ana.locator('main').innerText()
  expect(shown).toContain('Radim [prekriveno]. U kući iza pilane')
  expect(shown).not.toContain('pekari')
  expect(shown).not.toContain('Vera')
  await picture(ana, '66-case')
})

it('keeps what was typed when a colleague has decided first, in Albanian', async () => {
  await open(lule, third.code, 'Samo pitanje')
  await open(mirjana, third.code, 'Samo pitanje')
  await lule.locator('.choice', { hasText: 'Njofto organet' }).click()
  await lule.locator('.bodies label', { hasText: 'inspektorati i punës' }).click()
  await lule.fill('#decision-words', 'I takon inspektoratit.')
  await mirjana.locator('.choice', { hasText: 'Nije trgovina ljudima' }).click()
  await mirjana.locator('.decision button.btn.wide').click()
  await mirjana.getByRole('button', { name: 'Povuci odluku' }).waitFor()
  await lule.locator('.decision button.btn.wide').click()
  await lule.locator('.decision .other').waitFor()
  expect(await lule.locator('.decision .other').innerText()).toContain('I takon inspektoratit.')
  await expectAccessible(lule, 'decided meanwhile')
  await picture(lule, '67-decided-meanwhile-sq')
  await lule.getByRole('button', { name: 'Tërhiqe vendimin' }).click()
  await lule.locator('#decision-words').waitFor()
  expect(await lule.locator('#decision-words').inputValue()).toBe('I takon inspektoratit.')
  await lule.locator('.decision button.btn.wide').click()
  await lule.getByRole('heading', { name: 'inspektorati i punës' }).waitFor()
})

it('tells the person and the desk when it is erased, and keeps longer with a reason', async () => {
  await ownersQuery(
    fener,
    `update reports.facts set at = at - interval '20 minutes' where kind in ('report-decided', 'decision-undone')`
  )
  const phone = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
  await phone.page.goto('/sr/r')
  await phone.page.fill('#code', third.receipt)
  await phone.page.keyboard.press('Enter')
  await phone.page.getByText('Sve ovo brišemo:').waitFor()
  await expectAccessible(phone.page, 'come back')
  await picture(phone.page, '68-return')
  expect(phone.complaints).toEqual([])
  await phone.context.close()

  await ownersQuery(fener, `update reports.envelopes set erase_on = current_date + 5 where code = $1`, [
    third.code
  ])
  await lule.goto('/desk/inbox/leaving')
  const row = lule.locator('.leaving li', { hasText: third.code })
  await row.locator('summary').click()
  await expectAccessible(lule, 'leaving')
  await picture(lule, '69-leaving-sq')
  const until = new Date(Date.now() + 500 * 86_400_000).toISOString().slice(0, 10)
  await row.locator('select').selectOption('court-asks')
  await row.locator('input[type=date]').fill(until)
  await row.getByRole('button', { name: 'Ruaje më gjatë' }).click()
  await row.waitFor({ state: 'detached' })
  await picture(lule, '70-leaving-empty-sq')
})

it('lets the coordinator set a period with its basis, from tomorrow on', async () => {
  const coordinator = desks.coordinator!.page
  await coordinator.goto('/desk/settings')
  const period = coordinator.locator('.period', { hasText: 'Pročitati prijavu' })
  await period.getByText('stiglo uz Fener').waitFor()
  await expectAccessible(coordinator, 'settings')
  await picture(coordinator, '71-settings')
  await period.getByRole('button', { name: 'Promeni' }).click()
  await period.locator('input[type=number]').fill('40')
  await expect.poll(() => period.locator('textarea').first().inputValue()).toContain('2019/1937')
  await period.getByRole('button', { name: 'Sačuvaj' }).click()
  await period.getByText('Najmanje 1, najviše 31 dana.').waitFor()
  await period.locator('input[type=number]').fill('5')
  await expectAccessible(coordinator, 'setting a period')
  await picture(coordinator, '72-set-period')
  await period.getByRole('button', { name: 'Sačuvaj' }).click()
  await period
    .getByText(/: 5 dana/)
    .first()
    .waitFor()
  await lule.goto('/desk/settings')
  await lule.getByText('Të lexohet raportimi').waitFor()
  expect(
    await lule.getByRole('button', { name: 'Ndrysho' }).count(),
    'an operator sees and does not change'
  ).toBe(0)
})

it('looks right on a phone and in the dark', async () => {
  for (const [who, page, lang] of [
    ['mirjana', mirjana, 'sr'],
    ['lule', lule, 'sq']
  ] as const) {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      for (const [name, address] of [
        ['report', `/desk/inbox/${first.code}`],
        ['other', `/desk/inbox/${third.code}`],
        ['list', '/desk/inbox'],
        ['followed', '/desk/inbox/followed'],
        ['leaving', '/desk/inbox/leaving'],
        ['settings', '/desk/settings']
      ] as const) {
        await page.goto(address)
        await page.locator('h1:visible').first().waitFor()
        if (name === 'report' || name === 'other')
          await page.locator('.words .told, .words .soft').first().waitFor()
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${who} ${name} scrolls sideways`
        ).toBeLessThanOrEqual(390)
        await expectAccessible(page, `${who} ${name} ${scheme}`)
        await picture(page, `73-${name}-390-${lang}-${scheme}`)
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`/desk/inbox/${third.code}`)
    await page.locator('.words .told').first().waitFor()
    await picture(page, `74-report-1280-${lang}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
})

it('asked nothing of anybody else, and no browser complained', () => {
  for (const [who, { strangers, complaints }] of Object.entries(desks)) {
    expect(strangers, who).toEqual([])
    expect(complaints, who).toEqual([])
  }
})
