// RSK4: the situation brief of a month: drafted with locked numbers, written by two, approved by the person who was named, published, corrected; or sealed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { both } from './cases.ts'
import { signIn } from './people.ts'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
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
const now = new Date()
const month = now.toISOString().slice(0, 7)
const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['coordinator', 'mirjana', 'lule', 'marko'])
  mirjana = desks.mirjana!.page
  lule = desks.lule!.page
  // seven risks of this month, and two that came true
  await ownersQuery(
    fener,
    `insert into risk.alerts (network_id, id, circle_id, source_kind, source_id, kind, category, level, why, raised_on, state, due_at, outcome, closed_on)
     select c.network_id, gen_random_uuid(), c.id, 'hand', 'e2e-' || n, 'several', 'rk-zene', 'risk', '{"code":"signs","params":{}}',
       ($1 || '-02')::date, case when n < 3 then 'closed' else 'waiting' end, case when n < 3 then null else now() end,
       case when n < 3 then 'came-true' end, case when n < 3 then ($1 || '-03')::date end
     from access.circles c, generate_series(1, 7) n where c.kind = 'warning'`,
    [month]
  )
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const edit = (page: Page, block: string) =>
  page.locator('.words-block', { has: page.locator(`#${block}-sr`) })
const save = (page: Page, language: string) =>
  edit(page, 'next-text')
    .locator(`[lang^=${language}]`)
    .getByRole('button', { name: /^(Sačuvaj|Ruaj) / })

it('is drafted with locked numbers and written by two, of whom neither loses a word', async () => {
  await mirjana.goto('/desk/risk/briefs')
  await mirjana.getByLabel('Ministarstvo').check()
  await both(mirjana, 'rsk4-begin')
  await mirjana.getByRole('button', { name: 'Sastavi prve reči' }).click()
  await mirjana.waitForURL(new RegExp(month))
  // seven are shown, two are not: whoever reads may not find them out
  await mirjana.locator('.locked', { hasText: /^7$/ }).first().waitFor()
  expect(await mirjana.locator('.locked', { hasText: /^2$/ }).count()).toBe(0)
  await both(mirjana, 'rsk4-draft')

  await lule.goto(`/desk/risk/briefs/${month}`)
  for (const page of [mirjana, lule]) await edit(page, 'next-text').locator('summary').click()
  await mirjana.fill('#next-text-sr', 'MIRJANA: idemo u Domorovce.')
  await lule.fill('#next-text-sr', 'LULE: idemo u Ranilug.')
  await edit(lule, 'next-text').getByRole('button', { name: 'Ruaj' }).first().click()
  await expect.poll(() => save(lule, 'sr').isDisabled()).toBe(true)
  await edit(mirjana, 'next-text').getByRole('button', { name: 'Sačuvaj' }).first().click()
  await mirjana.getByRole('button', { name: /oba|oboje/i }).click()
  await edit(mirjana, 'next-text').getByRole('button', { name: 'Sačuvaj' }).first().click()
  await expect.poll(() => mirjana.locator('#next-text-sr').inputValue()).toContain('LULE')
  for (const [language, text] of [
    ['sq', 'Vazhdojmë.'],
    ['en', 'We go on.']
  ] as const) {
    await mirjana.fill(`#next-text-${language}`, text)
    await save(mirjana, language).click()
    await expect.poll(() => mirjana.locator(`#next-text-${language}`).inputValue()).toBe(text)
    await mirjana.waitForTimeout(400)
  }
})

it('a browser that dies in the middle of a word loses none, and what somebody else saved meanwhile stands beside it', async () => {
  await mirjana.reload()
  await edit(mirjana, 'next-text').locator('summary').click()
  await mirjana.fill('#next-text-sr', 'MIRJANA: nedovrš')
  await edit(mirjana, 'next-text').getByText('Otkucano je na sigurnom').waitFor({ timeout: 20_000 })
  await desks.mirjana!.context.close()
  await lule.reload()
  await edit(lule, 'next-text').locator('summary').click()
  await lule.fill('#next-text-sr', 'LULE: druga reč. MIRJANA: idemo.')
  await save(lule, 'sr').click()
  await expect.poll(() => save(lule, 'sr').isDisabled()).toBe(true)
  const kept = await ownersQuery(
    fener,
    `select kind, encode(sealed, 'escape') as sealed from access.drafts where kind = 'brief-words'`
  )
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain('nedovr')

  const anew = await personsBrowser(browser, fener.origin)
  mirjana = anew.page
  await signIn(mirjana, desks.mirjana!.account)
  await mirjana.goto(`/desk/risk/briefs/${month}`)
  await expect.poll(() => mirjana.locator('#next-text-sr').inputValue()).toBe('MIRJANA: nedovrš')
  await edit(mirjana, 'next-text').locator('.theirs', { hasText: 'LULE: druga reč' }).waitFor()
  await edit(mirjana, 'next-text').getByText('Ovo ste otkucali').waitFor()
  await both(mirjana, 'rsk4-returned')
  await mirjana.getByRole('button', { name: /oba|oboje/i }).click()
  await edit(mirjana, 'next-text').getByRole('button', { name: 'Sačuvaj' }).first().click()
  await expect
    .poll(
      async () => (await ownersQuery(fener, `select 1 from access.drafts where kind = 'brief-words'`)).length
    )
    .toBe(0)
  expect(await mirjana.locator('#next-text-sr').inputValue()).toMatch(/LULE: druga reč[^]*MIRJANA: nedovrš/)
  // the other languages follow again
  for (const [language, text] of [['sq', 'Vazhdojmë më tej.'], ['en', 'We go on further.']] as const) {
    await mirjana.fill(`#next-text-${language}`, text)
    await save(mirjana, language).click()
    await expect.poll(() => save(mirjana, language).isDisabled()).toBe(true)
  } // prettier-ignore
})

it('is approved by the one who was named, published for everybody without script, and corrected by another edition', async () => {
  await mirjana.reload()
  await mirjana.selectOption('#brief-approver', { label: 'Lule Krasniqi' })
  await mirjana.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
  await mirjana.getByText('Odobrava: Lule Krasniqi').waitFor()
  expect(await mirjana.getByRole('button', { name: 'Odobri' }).count()).toBe(0)
  const refused = await mirjana.evaluate(
    async to =>
      (
        await fetch(to, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"step":"approve"}'
        })
      ).status,
    `/desk/risk/briefs/${month}/advance`
  )
  expect(refused).toBe(409)
  await lule.goto(`/desk/risk/briefs/${month}`)
  await lule.getByRole('button', { name: 'Mirato', exact: true }).click()
  await lule.getByText('U miratua. Emri: Lule Krasniqi').waitFor()
  const marko = desks.marko!.page
  await marko.goto(`/desk/risk/briefs/${month}`)
  await marko.getByRole('button', { name: 'Objavi' }).click()
  await marko.getByText('objavljen', { exact: true }).waitFor({ timeout: 40_000 })

  const reader = await browser.newContext({ baseURL: fener.origin, javaScriptEnabled: false })
  const page = await reader.newPage()
  await page.goto(`/sr/reports/brief/${month}`)
  await page.getByText('MIRJANA: idemo').waitFor()
  expect(await page.content()).not.toMatch(/>\s*2\s*</)
  await page.goto('/sq/reports')
  await page.locator(`a[href$="/reports/brief/${month}"]`).click()
  await page.getByRole('heading', { level: 1, name: /Përmbledhje e gjendjes/ }).waitFor()
  const pdf = await reader.request.get(`/sq/reports/brief/${month}/pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await page.goto('/sr/reports/brief/2019-01'))?.status()).toBe(404)
  await reader.close()
  const seen = await browser.newContext({ baseURL: fener.origin })
  const open = await seen.newPage()
  await open.goto(`/sr/reports/brief/${month}`)
  await expectAccessible(open, 'public brief')
  await picture(open, 'rsk4-public-sr')
  await seen.close()

  await marko.locator('summary', { hasText: 'Ispravi objavljeno' }).click()
  await marko.fill('#correct-sr', 'Mesto je bilo pogrešno.')
  await marko.fill('#correct-sq', 'Vendi ishte i gabuar.')
  await marko.fill('#correct-en', 'The place was wrong.')
  await marko.getByRole('button', { name: 'Počni ispravku' }).click()
  await marko.getByText('Ispravka izdanja 1').waitFor()
  await both(marko, 'rsk4-correcting')
})

it('for the network alone is sealed as it is written', async () => {
  await mirjana.goto('/desk/risk/briefs')
  await mirjana.selectOption('#brief-month', before)
  await mirjana.selectOption('#brief-way', 'sealed')
  await mirjana.getByRole('button', { name: 'Sastavi prve reči' }).click()
  await mirjana.waitForURL(new RegExp(before))
  await edit(mirjana, 'next-text').locator('summary').click()
  for (const language of ['sr', 'sq', 'en']) {
    await mirjana.fill(`#next-text-${language}`, `MARKERTAJNA ${language}`)
    await save(mirjana, language).click()
    await expect.poll(() => mirjana.locator(`#next-text-${language}`).inputValue()).toContain('MARKERTAJNA')
    await mirjana.waitForTimeout(400)
  }
  await mirjana.reload()
  await mirjana.getByText('MARKERTAJNA sr').first().waitFor()
  await both(mirjana, 'rsk4-sealed')
  const rows = await ownersQuery(
    fener,
    `select detail::text || encode(coalesce(sealed, ''), 'escape') as all from risk.brief_facts`
  )
  expect(JSON.stringify(rows)).not.toContain('MARKER')
  await mirjana.selectOption('#brief-approver', { label: 'Jelena Marković' })
  await mirjana.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
  await mirjana.getByText('Odobrava: Jelena Marković').waitFor()
  const jelena = desks.coordinator!.page
  await jelena.goto(`/desk/risk/briefs/${before}`)
  await jelena.getByText('MARKERTAJNA sr').first().waitFor()
  await jelena.getByRole('button', { name: 'Odobri' }).click()
  await jelena.getByRole('button', { name: 'Zapečati' }).click()
  await jelena.getByText('zapečaćeno', { exact: true }).waitFor()
  // not for monitoring, and not for the public
  const other = desks.marko!.page
  expect((await other.goto(`/sr/reports/brief/${before}`))?.status()).toBe(404)
  await other.goto(`/desk/risk/briefs/${before}`)
  await other.getByText('Ovde nema ničega za vas.').waitFor()
})
