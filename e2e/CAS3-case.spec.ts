// CAS1, CAS3, CAS4, CAS6: one case from needs to review, led by what the page says is next, by two case managers, in Serbian and Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesks, ownersQuery, sendReport, type Desks } from './desk.ts'
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
  desks = await openDesks(browser, fener, ['mirjana', 'ana', 'lule', 'vjosa'])
  await ownersQuery(fener, `update identity.organisations set kinds_of_help = '{shelter,legal}'`)
  ana = desks.ana!.page
  lule = desks.lule!.page
  const report = await sendReport(fener, { what: 'Dete prosi kod pijace, uveče ga odvode.' })
  const mirjana = desks.mirjana!.page
  await mirjana.goto(`/desk/inbox/${report.code}`)
  await mirjana.getByText('Dete prosi').first().waitFor()
  await mirjana.locator('.choice', { hasText: 'Otvori slučaj' }).click()
  await mirjana.selectOption('#case-manager', { label: 'Ana Petrović' })
  await mirjana.selectOption('#case-second', { label: 'Lule Krasniqi' })
  await mirjana.locator('.decision button.btn.wide').click()
  code = /[a-z]+-\d+/.exec(await mirjana.locator('.decision .notice').innerText())![0]
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const save = async (page: Page) => {
  await page.locator('#case-form button.btn').first().click()
  await page.locator('#case-form').waitFor({ state: 'detached' })
}
/** As somebody who follows what the page says is next. */
const next = async (page: Page, words: string) => {
  await page.locator('.next').getByRole('button', { name: words }).click()
  await page.locator('#case-form').waitFor()
}
const pictures = async (page: Page, name: string) => {
  if (!process.env.PICTURES) return
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, `${name}-390`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, `${name}-390-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

it('says what is next, and takes it, for a child whose age nobody knows', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('button', { name: 'Dodaj osobu' }).click()
  await ana.fill('#person-name', 'Dete sa pijace')
  await ana.getByRole('button', { name: 'Sačuvaj osobu' }).click()
  await next(ana, 'Proceniti rizik')
  await ana.selectOption('#fact-level', 'high')
  await ana.selectOption('#fact-placement', 'child-care')
  await save(ana)
  await next(ana, 'Napraviti plan bezbednosti')
  await ana.fill('#fact-note', 'Ne ide sama kući. Zove se Mira u 18.')
  await save(ana)
  await next(ana, 'Obezbediti staratelja')
  await ana.selectOption('#fact-guardian', 'social-work-centre')
  await save(ana)
  await next(ana, 'Proceniti najbolji interes deteta')
  await ana.selectOption('#fact-childHeard', 'too-young')
  await save(ana)
  await next(ana, 'Proceniti potrebe')
  await ana.locator('#case-form input[value="shelter"]').check()
  await ana.locator('#case-form input[value="legal"]').check()
  await save(ana)
  const told = await ana.locator('.timeline').innerText()
  for (const words of ['Visok rizik; Smeštaj za decu', 'Ne ide sama kući', 'Premalo za saslušanje'])
    expect(told).toContain(words)
  await expectAccessible(ana, 'overview')
  await pictures(ana, '80-overview')
})

it('plans help for what is needed, and tells the second of two who change the same line', async () => {
  await ana.getByRole('link', { name: 'Plan podrške' }).click()
  await ana.getByText('potrebno, ništa nije planirano').first().waitFor()
  await ana.getByRole('button', { name: 'Planiraj pomoć' }).first().click()
  await ana.selectOption('#fact-owner', { index: 1 })
  await ana.fill('#fact-cents', '120,50')
  await ana.fill('#fact-note', 'Soba za dvoje, blizu škole.')
  await save(ana)
  await ana.getByText('Soba za dvoje, blizu škole.').waitFor()
  expect(await ana.locator('.plan-lines').first().innerText()).toContain('120,50 EUR')

  await lule.goto(`/desk/cases/${code}/plan`)
  await lule.getByText('Soba za dvoje').waitFor()
  await lule.getByRole('button', { name: 'Ndrysho' }).first().click()
  await lule.fill('#fact-cents', '90')
  await lule.fill('#fact-note', 'Mjafton një dhomë.')
  await ana.getByRole('button', { name: 'Izmeni', exact: true }).first().click()
  await ana.fill('#fact-note', 'Soba od ponedeljka.')
  await save(ana)
  await lule.locator('#case-form button.btn').first().click()
  await lule.locator('#case-form .both').waitFor()
  const both = await lule.locator('#case-form .both').innerText()
  for (const words of ['Ana Petrović', 'Soba od ponedeljka.', 'Mjafton një dhomë.'])
    expect(both).toContain(words)
  await expectAccessible(lule, 'both versions')
  await pictures(lule, '82-both')
  await lule.getByRole('button', { name: 'Të dyja' }).click()
  await save(lule)
  const line = lule.locator('.plan-lines').first()
  await line.getByText('Mjafton një dhomë.').waitFor()
  expect(await line.innerText()).toContain('Soba od ponedeljka.')
  await lule.getByRole('button', { name: 'Vendos afat' }).click()
  await save(lule)
  await expectAccessible(lule, 'plan')
  await pictures(lule, '81-plan')
})

it('tells a body without consent only when the colleague agrees at her own desk', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('button', { name: 'Uputi' }).click()
  await ana.selectOption('#refer-to', { index: 1 })
  await ana.getByRole('button', { name: 'Pitaj drugu osobu' }).click()
  await ana.selectOption('#fact-reason', 'child-protection')
  await ana.selectOption('#fact-secondPerson', { label: 'Lule Krasniqi' })
  await ana.fill('#fact-note', 'Dete noćas nema gde da spava.')
  await save(ana)
  await ana.getByText('Čeka se: Lule Krasniqi.').waitFor()
  await lule.goto(`/desk/cases/${code}`)
  await lule.getByText('Dete noćas nema gde da spava.').first().waitFor()
  await pictures(lule, '83-second')
  await lule.getByRole('button', { name: 'Pajtohem', exact: true }).click()
  await lule.locator('.asked').waitFor({ state: 'detached' })
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('button', { name: 'Uputi' }).click()
  await ana.selectOption('#refer-to', { index: 1 })
  await ana.getByText('Lule Krasniqi se slaže').waitFor()
  await ana.fill('#packet-name', 'Vera')
  await ana.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await ana.locator('.aside a[href^="/desk/referrals/"]').waitFor()
})

it('keeps consents as a ledger, and says what a withdrawal stopped', async () => {
  await ana.getByRole('link', { name: 'Saglasnosti', exact: true }).click()
  await ana.getByText('saglasno, obavešteno').waitFor()
  await ana.getByRole('button', { name: 'Zabeleži saglasnost' }).click()
  await ana.selectOption('#fact-purpose', 'sharing-with-named-body')
  await ana.selectOption('#fact-recipient', { index: 1 })
  await ana.selectOption('#fact-channel', 'by-guardian')
  await ana.selectOption('#fact-language', 'sq')
  for (const box of await ana.locator('#case-form input[type=checkbox]').all()) await box.check()
  await save(ana)
  await ana.getByRole('button', { name: 'Uputi' }).click()
  await ana.selectOption('#refer-to', { index: 1 })
  await ana.fill('#packet-name', 'Vera')
  await ana.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await ana.locator('#case-form').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Povuci' }).click()
  await ana.getByText('Biće zaustavljeno').waitFor()
  await ana.locator('.ledger .btn.danger').click()
  await ana.getByText('Zaustavljeno:').waitFor()
  await expectAccessible(ana, 'consents')
  await pictures(ana, '84-consents')
  for (const desk of Object.values(desks)) expect(desk.complaints).toEqual([])
})

it('keeps what was typed over a lost line, a locked desk and a reload', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
  await ana.selectOption('#fact-step', 'assistance-given')
  const kept = ana.locator('#case-form').getByText(/Sačuvano u \d/)
  await desks.ana!.context.setOffline(true)
  await ana.fill('#fact-note', 'MARKERNACRT Odvela sam dete lekaru.')
  await ana.getByText('Nema veze. Beleška je još ovde.').waitFor()
  await desks.ana!.context.setOffline(false)
  await kept.waitFor()
  const rows = await ownersQuery(
    fener,
    `select count(*)::int as count from access.drafts where kind = 'case-step'
     and encode(sealed, 'escape') not like '%MARKERNACRT%'`
  )
  expect(rows).toEqual([{ count: 1 }])
  // a second tab has no keys of its own, and takes none away from the first
  const other = await desks.ana!.context.newPage()
  await other.goto(`/desk/cases/${code}`)
  await other.locator('#unlock-password').waitFor()
  await other.close()
  await ana.reload()
  await ana.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
  await expect.poll(() => ana.inputValue('#fact-note')).toContain('Odvela sam dete lekaru.')
  await ana.locator('.bar .chip.go').click()
  await ana.reload()
  await ana.locator('.unlock').waitFor()
  await ana.fill('.unlock input[type=password]', desks.ana!.account.password)
  await ana.locator('.unlock button.btn').click()
  await ana.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
  await ana.getByText('Ovo ste počeli da pišete. Vratilo se.').waitFor()
  expect(await ana.inputValue('#fact-note')).toContain('Odvela sam dete lekaru.')
  expect(await ana.inputValue('#fact-step')).toBe('assistance-given')
  await save(ana)
  await ana.locator('.timeline').getByText('Odvela sam dete lekaru.').waitFor()
  expect(await ownersQuery(fener, `select 1 from access.drafts where kind = 'case-step'`)).toEqual([])
})

it('records the route and a story, a suspected person apart, and shows both versions to the second writer', async () => {
  await ana.getByRole('button', { name: 'Dodaj osobu' }).click()
  await ana.selectOption('#person-role', 'suspect')
  await ana.getByRole('button', { name: 'Sačuvaj osobu' }).click()
  await ana.getByText('Osoba 2, Osumnjičena osoba').waitFor()
  await ana.getByRole('link', { name: 'Evidencija' }).click()
  await ana.getByText('Osumnjičene osobe, odvojeno').waitFor()
  const [first, suspect] = [ana.locator('section.card details').first(), ana.locator('section.card').last()]
  await suspect.locator('summary h2').click()
  expect(await suspect.locator('input[value="oblik-prosjacenje"]').count()).toBe(0)
  await suspect.locator('input[value="Exploiter"]').check()
  await suspect.getByRole('button', { name: 'Sačuvaj zapis' }).click()
  await suspect.getByText('Sačuvano').waitFor()
  await first.locator('input[value="oblik-prosjacenje"]').check()
  await first.locator('summary', { hasText: 'Put: mesta i meseci' }).click()
  await first.getByRole('button', { name: 'Dodaj mesto' }).click()
  await first.locator('input[type=month]').fill('2026-03')
  await first.getByRole('button', { name: 'Sačuvaj zapis' }).click()
  await first.getByText('Sačuvano').waitFor()

  const open = async (page: Page, words: string) => {
    const card = page
      .locator('section.card')
      .filter({ has: page.locator('details') })
      .first()
    if (!(await card.locator('form').first().isVisible())) await card.locator('summary h2').click()
    await card.getByRole('button', { name: words }).click()
    await page.locator('.story textarea:enabled').first().waitFor()
  }
  await open(ana, 'Otvori i piši priču')
  await lule.goto(`/desk/cases/${code}/record`)
  await open(lule, 'Hap dhe shkruaj rrëfimin')
  await ana.locator('.story textarea').first().fill('Došli su autobusom u martu.')
  await ana.locator('.story textarea').nth(1).fill('Kod pijace, svakog jutra.')
  await ana.getByRole('button', { name: 'Sačuvaj priču' }).click()
  await ana.locator('.story').getByText('Sačuvano').waitFor()
  await lule.locator('.story textarea').first().fill('E çonte i njëjti burrë.')
  await lule.getByRole('button', { name: 'Ruaj rrëfimin' }).click()
  await lule.locator('.both').waitFor()
  expect(await lule.locator('.both').innerText()).toContain('Kod pijace, svakog jutra.')
  await lule.getByRole('button', { name: 'Të dyja' }).click()
  await lule.getByRole('button', { name: 'Ruaj rrëfimin' }).click()
  await lule.locator('.story').getByText('U ruajt', { exact: true }).waitFor()
  const words = await lule.locator('.story textarea').first().inputValue()
  for (const one of ['Došli su autobusom u martu.', 'E çonte i njëjti burrë.']) expect(words).toContain(one)
  await expectAccessible(lule, 'record')
  await pictures(lule, '85-record')
})

it('takes a file, sealed in parts, and shows it to the team', async () => {
  await ana.locator('.attach input').setInputFiles({
    name: 'izjava.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('MARKERFAJL '.repeat(120_000))
  })
  await ana.getByText('Fajl je na slučaju.').waitFor()
  await lule.goto(`/desk/cases/${code}`)
  await lule.locator('.strip button.end').click()
  await lule.getByText('izjava.txt').waitFor()
  await lule.locator('.file-line button').first().click()
  await lule.locator('.file-line').getByText('MARKERFAJL').first().waitFor()
  for (const desk of Object.values(desks)) expect(desk.complaints).toEqual([])
})
