// REP7: what was handed to whom and what became of it, in Serbian and Albanian; the sheet without what is masked; the same business noticed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseWords, openDesks, ownersQuery, sendReport, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let mirjana: Page
let lule: Page
let handed: Awaited<ReturnType<typeof sendReport>>
let another: Awaited<ReturnType<typeof sendReport>>

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['mirjana', 'lule'])
  mirjana = desks.mirjana!.page
  lule = desks.lule!.page
  handed = await sendReport(fener, {
    what: 'Čistim sobe na drugom spratu. U hotelu radnicima ne daju da izađu i ne plaćaju ih.',
    name: 'Vera Ilić',
    where: { kind: 'words', words: 'put za Gnjilane' },
    danger: 'yes'
  })
  another = await sendReport(fener, { what: 'Rođak radi u hotel Sunce, duguje im i ne puštaju ga kući.' })
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})
const open = async (page: Page, code: string, words: string) => {
  await page.goto(`/desk/inbox/${code}`)
  await page.getByText(words).first().waitFor()
}
const follow = (page: Page, body: string) => page.locator('.follow', { hasText: body })

it('tells two bodies with one decision; each waits to be sent', async () => {
  await open(mirjana, handed.code, 'radnicima ne daju')
  await mirjana.getByRole('button', { name: 'Obeleži reči' }).click()
  await chooseWords(mirjana, 'Čistim sobe na drugom spratu')
  await mirjana.getByRole('button', { name: 'Prekrij', exact: true }).click()
  await mirjana.locator('.marking .rows').waitFor()
  await mirjana.getByRole('button', { name: 'Gotovo' }).click()
  await mirjana.locator('.choice', { hasText: 'Javi organima' }).click()
  await mirjana.locator('.decision button.btn.wide').click()
  await mirjana.getByText('Izaberite kome se javlja.').waitFor()
  for (const body of ['policija', 'inspekcija rada'])
    await mirjana.locator('.bodies label', { hasText: body }).click()
  await mirjana.locator('.decision button.btn.wide').click()
  await follow(mirjana, 'policija').getByText('treba predati').waitFor()
  await follow(mirjana, 'inspekcija rada').getByText('treba predati').waitFor()
  await expectAccessible(mirjana, 'decided for two bodies')
  expect(await mirjana.getByRole('button', { name: 'Povuci odluku' }).count()).toBe(1)
  await picture(mirjana, '80-two-bodies')
})

it('makes the sheet in the browser, in the language of the body, without what is masked, on A4', async () => {
  await follow(mirjana, 'policija').getByRole('link', { name: 'List za predaju' }).click()
  await mirjana.locator('.sheet').waitFor()
  const sheet = mirjana.locator('.sheet')
  expect(await sheet.innerText()).toContain('[prekriveno]. U hotelu radnicima')
  for (const secret of ['Čistim', 'drugom spratu', 'Vera'])
    expect(await sheet.innerText()).not.toContain(secret)
  await mirjana.selectOption('#sheet-language', 'sq')
  await sheet.getByText('Raportim i dyshimit').waitFor()
  expect(await sheet.innerText()).toContain('[e mbuluar]. U hotelu radnicima')
  await expectAccessible(mirjana, 'sheet')
  await picture(mirjana, '81-sheet')
  await mirjana.evaluate(() => {
    window.print = () => void document.body.setAttribute('data-printed', 'yes')
  })
  await mirjana.getByRole('button', { name: 'Odštampaj' }).click()
  await mirjana.locator('body[data-printed]').waitFor()
  expect(await sheet.locator('footer').innerText()).toContain('Mirjana Stojanović')
  expect(await sheet.locator('footer').innerText()).toContain(handed.code)
  const pdf = (await mirjana.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width, height] = /MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf)!.map(Number)
  expect([Math.round(width!), Math.round(height!)]).toEqual([595, 842])
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length, 'a short sheet is one page').toBe(1)
  await mirjana.emulateMedia({ media: 'print' })
  await picture(mirjana, '82-sheet-print')
  for (const hidden of ['.rail', '.bar', '.inbox-list', '.sheet-how'])
    expect(await mirjana.locator(hidden).isVisible(), hidden).toBe(false)
  await mirjana.emulateMedia({ media: null })
  const log = await ownersQuery(fener, `select detail from audit.entries where verb = 'report.hand-over'`)
  expect(log).toEqual([{ detail: { body: 'police', masked: true } }])
  await mirjana.goto(`/desk/inbox/${handed.code}/handover/koga`)
  await mirjana.getByText('Ovde nema ničega za vas').waitFor()
})

it('records that it was handed over, to whom, and against which business', async () => {
  await open(mirjana, handed.code, 'radnicima ne daju')
  await follow(mirjana, 'policija').getByRole('button', { name: 'Zabeleži da je predato' }).click()
  await mirjana.selectOption('#follow-way', 'meeting')
  await mirjana.fill('#follow-office', 'Stanica policije Gnjilane')
  await mirjana.fill('#follow-number', 'P-118/26')
  await mirjana.fill('#follow-note', 'Preuzeli su list i pitali za sobe.')
  await mirjana.fill('#subject-name', 'Hotel Sunce d.o.o.')
  await mirjana.fill('#subject-number', '81 234 567')
  await expectAccessible(mirjana, 'recording')
  await picture(mirjana, '83-recording')
  await mirjana.getByRole('button', { name: 'Zabeleži', exact: true }).click()
  const police = follow(mirjana, 'policija')
  await police.getByText('predato', { exact: true }).waitFor()
  await police.getByText('P-118/26').waitFor()
  await police.getByText('Hotel Sunce d.o.o., 81 234 567').waitFor()
  await picture(mirjana, '84-followed')
  await mirjana.getByText('Neki organ je već obavešten').waitFor()
  expect(await mirjana.getByRole('button', { name: 'Povuci odluku' }).count()).toBe(0)
})

it('notices another report against the same business, with a code word and no name', async () => {
  await open(lule, another.code, 'Rođak radi')
  const notice = lule.locator('.notice', { hasText: 'Ndoshta e njëjtë' })
  await notice.getByRole('link', { name: handed.code }).waitFor()
  expect(await notice.innerText()).not.toContain('Sunce')
  await expectAccessible(lule, 'possibly the same')
  await picture(lule, '85-same-sq')
})

it('lists what is followed, asks again when nothing was heard, and ends with the outcome, in Albanian', async () => {
  await ownersQuery(fener, `update reports.follow_ups set remind_on = current_date - 1 where body = 'police'`)
  await lule.goto('/desk')
  await lule.getByText(`Pyet sërish: ${handed.code}`).waitFor()
  await picture(lule, '86-today-sq')
  await lule.goto('/desk/inbox/followed')
  await lule.locator('.inbox-wide .rows li').nth(1).waitFor()
  await expectAccessible(lule, 'followed')
  await picture(lule, '87-followed-sq')
  await lule.selectOption('#followed-which', 'silent')
  await expect.poll(() => lule.locator('.inbox-wide .rows li').count()).toBe(1)
  await lule.selectOption('#followed-body', 'labour-inspectorate')
  await lule.getByText('Këtu nuk ka asgjë.').waitFor()
  await lule.selectOption('#followed-body', 'police')
  await lule.locator('.inbox-wide .rows a').click()
  const police = follow(lule, 'policia')
  for (const [step, status] of [
    ['asked-again', 'u dorëzua'],
    ['investigation-opened', 'po hetohet'],
    ['body-decided', 'organi vendosi']
  ] as const) {
    await police.getByRole('button', { name: 'Shëno çfarë ndodhi' }).click()
    await lule.selectOption('#follow-step', step)
    await lule.getByRole('button', { name: 'Shëno', exact: true }).click()
    await police.getByText(status, { exact: true }).waitFor()
    await lule.locator('#follow-step').waitFor({ state: 'detached' })
  }
  await police.getByText('dënim').waitFor()
  await expectAccessible(lule, 'outcome')
  await picture(lule, '88-outcome-sq')
  await lule.goto('/desk/inbox/followed')
  await lule.selectOption('#followed-which', 'over')
  await lule.locator('.inbox-wide .rows li', { hasText: handed.code }).waitFor()
})

it('looks right on a phone and in the dark', async () => {
  for (const [page, lang] of [
    [mirjana, 'sr'],
    [lule, 'sq']
  ] as const)
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.emulateMedia({ colorScheme: scheme })
      await open(page, handed.code, 'radnicima ne daju')
      await page.locator('.follow').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await expectAccessible(page, `followed ${lang} ${scheme}`)
      await picture(page, `89-followed-390-${lang}-${scheme}`)
      await page.goto(`/desk/inbox/${handed.code}/handover/police`)
      await page.locator('.sheet').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await expectAccessible(page, `sheet ${lang} ${scheme}`)
      await picture(page, `90-sheet-390-${lang}-${scheme}`)
    }
})

it('leaves no name, office, number or note in the database or the log; no browser complained', async () => {
  const tables = await ownersQuery(
    fener,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('reports', 'audit', 'graphile_worker', 'identity')`
  )
  let dump = ''
  for (const { name } of tables)
    dump += (
      await ownersQuery(fener, `select coalesce(string_agg(t::text, E'\\n'), '') as rows from ${name} t`)
    )[0].rows
  for (const secret of [
    'Sunce',
    '81 234 567',
    '81234567',
    'P-118',
    'Gnjilane',
    'Preuzeli',
    'sobe',
    'spratu'
  ]) {
    expect(dump.includes(secret), `dump holds ${secret}`).toBe(false)
    expect(dump.includes(Buffer.from(secret).toString('hex')), `dump holds ${secret} in hex`).toBe(false)
    expect(fener.log().includes(secret), `log holds ${secret}`).toBe(false)
  }
  for (const [who, { strangers, complaints }] of Object.entries(desks)) {
    expect(strangers, who).toEqual([])
    expect(complaints, who).toEqual([])
  }
})
