// RSK4: three made-up years of reports. What an operator notes when deciding is counted, a rise is seen against what is usual and
// explained, the night makes one alert of it, and whoever is not in the early-warning circle sees no number that points at a person.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertPastReports, type PastReport } from '#reports/testing/past-reports.ts'
import { openDesks, ownersQuery, sendReport, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks

const now = Date.now()
const daysAgo = (n: number) => new Date(now - n * 86_400_000).toISOString().slice(0, 10)
const past = (): PastReport[] => {
  const reports: PastReport[] = []
  for (let week = 160; week >= 3; week--) {
    const ago = week * 7
    reports.push({ day: daysAgo(ago + 1) })
    if (week % 3 === 0)
      reports.push({
        day: daysAgo(ago),
        counts: { settlement: 'ranilug', sign: 'oblik-prosjacenje', category: 'rk-deca' }
      })
    if (week % 4 === 0)
      reports.push({ day: daysAgo(ago), counts: { settlement: 'domorovce', sign: 'oblik-radna' } })
    if (week % 9 === 0) reports.push({ day: daysAgo(ago), counts: { sign: 'recruitment' } })
    // a wave on the route last summer
    if (week >= 22 && week <= 26)
      for (let n = 0; n < 4; n++)
        reports.push({ day: daysAgo(ago - n), counts: { settlement: 'odevce', sign: 'movement' } })
  }
  // and work around Domorovce in the last weeks
  for (const ago of [15, 14, 13, 12, 11, 10, 8, 7, 6, 5, 4])
    reports.push({ day: daysAgo(ago), counts: { settlement: 'domorovce', sign: 'oblik-radna' } })
  return reports
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['mirjana', 'lule', 'marko'])
  const [intake] = await ownersQuery(
    fener,
    `select network_id as network, id as circle from access.circles where kind = 'intake'`
  )
  await ownersQuery(fener, ...insertPastReports(intake.network, intake.circle, past()))
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const of = (who: string): Page => desks[who]!.page
const fits = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  ).toBeLessThanOrEqual(0)

it('an operator looks at what is noted for the counts before it is saved, and can change it', async () => {
  const page = of('mirjana')
  const report = await sendReport(fener, {
    what: 'U hali iza pruge radnici spavaju na podu.',
    where: { kind: 'settlement', settlement: 'domorovce' },
    signs: ['no-pay', 'a-child']
  })
  await page.goto(`/desk/inbox/${report.code}`)
  await page.getByText('spavaju na podu').first().waitFor()
  await page.getByText('Za brojanje: Domorovce, Rad, Deca').click()
  await picture(page, 'counts')
  await page.getByLabel('O kome', { exact: true }).selectOption('')
  await page.getByText('Za brojanje: Domorovce, Rad', { exact: true }).waitFor()
  await page.locator('input[name=decision][value=bodies]').check({ force: true })
  await page.locator('input[name=told][value=labour-inspectorate]').check({ force: true })
  await page.getByRole('button', { name: 'Javi organima' }).click()
  const noted = () =>
    ownersQuery(
      fener,
      `select detail->'counts' as counts from reports.facts where report_id = $1 and kind = 'report-decided'`,
      [report.row]
    )
  await expect.poll(noted).toEqual([{ counts: { settlement: 'domorovce', sign: 'oblik-radna' } }])
})

it('a rise is seen against what is usual, said in words and shown as a table too', async () => {
  const page = of('mirjana')
  await page.goto('/desk/risk/trends')
  await page.getByRole('heading', { name: 'Kretanja' }).waitFor()
  await picture(page, 'trends-all-sr-1280')
  await page.locator('select[name=place]').selectOption('domorovce')
  await page.locator('select[name=sign]').selectOption('oblik-radna')
  await page.getByRole('button', { name: 'Prikaži' }).click()
  const finding = page.getByRole('heading', { name: /Prijave \(Rad, Domorovce\): više nego obično od/ })
  await finding.waitFor()
  await page.getByText(/1[0-9] za [23] sedmice; očekivalo bi se oko/).waitFor()
  await page.getByText('Toliko se slučajno desi ređe nego jednom u 100 godina.').waitFor()
  // which methods were applied, and how much is missing where one says nothing
  const methods = page.locator('.methods li')
  await expect
    .poll(() => methods.filter({ hasText: 'CUSUM' }).textContent())
    .toMatch(/poslednji put neobično/)
  expect(await methods.filter({ hasText: 'Faringtonov' }).textContent()).toMatch(/treba još \d+ sedmica?/)
  await page.getByText('Isto kao tabela').first().click()
  await page.getByRole('cell', { name: 'mnogo iznad' }).first().waitFor()
  await expectAccessible(page, 'trends')
  await picture(page, 'trends-sr-1280')
  await page.locator('select[name=by]').selectOption('month')
  await page.getByRole('button', { name: 'Prikaži' }).click()
  await page.locator('th', { hasText: 'Mesec' }).first().waitFor({ state: 'attached' })
  await picture(page, 'trends-month-sr-1280')
  // kept with the person, and in no address
  await page.goto('/desk/risk/trends')
  await page.getByRole('heading', { name: /Prijave \(Rad, Domorovce\)/ }).waitFor()
  expect(await page.locator('select[name=by]').inputValue()).toBe('month')
  expect(page.url()).toMatch(/\/desk\/risk\/trends$/)
})

it('reads in Albanian, on a phone and in the dark', async () => {
  const page = of('lule')
  await page.setViewportSize({ width: 390, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/desk/risk/trends')
  await page.locator('select[name=place]').selectOption('domorovce')
  await page.locator('select[name=sign]').selectOption('oblik-radna')
  await page.locator('form.choose button').click()
  await page
    .getByRole('heading', { name: /Raportimet \(Punë, Domoroc\): më shumë se zakonisht që nga/ })
    .waitFor()
  await page.getByRole('heading', { name: 'Kur' }).waitFor()
  await fits(page)
  await expectAccessible(page, 'trends on a phone')
  await picture(page, 'trends-sq-390-dark')
  await page.locator('select[name=of]').selectOption('calls')
  await page.locator('form.choose button').click()
  await page.getByRole('heading', { name: 'Thirrjet në linjë: ende herët për të thënë' }).waitFor()
  await page.getByText(/duhet pritur edhe \d+ javë/).waitFor()
  expect(await page.locator('.trend-chart .band').count()).toBe(0)
})

it('outside the early-warning circle there are classes by month, and no number that points at a person', async () => {
  const page = of('marko')
  await page.goto('/desk/risk/trends')
  // what is kept with a person is no way to more than they may see
  const kept = await page.evaluate(
    async trends => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/desk/me/habits', { method: 'POST', headers, body: JSON.stringify({ trends }) }))
        .status
    },
    { place: 'domorovce', sign: 'oblik-radna', by: 'week' }
  )
  expect(kept).toBe(200)
  await page.reload()
  await page.getByRole('heading', { name: 'Prijave (Rad, Domorovce): po mesecima' }).waitFor()
  await page.getByRole('cell', { name: 'manje od 5' }).first().waitFor()
  expect(await page.locator('.trend-chart').count()).toBe(0)
  for (const cell of await page.locator('table td').allTextContents())
    expect(cell).toMatch(/^(|0|manje od 5|5 do 9|10 do 19|20 i više)(, ?.* iznad)?$|^(kao obično|.* iznad)$/)
  await expectAccessible(page, 'trends in classes')
  await picture(page, 'trends-classes')
})

it('the night makes one alert of the rise, and no second one the night after', async () => {
  const alerts = () =>
    ownersQuery(
      fener,
      `select kind, settlement, level, why from risk.alerts where source_kind = 'statistics'`
    )
  const night = () => ownersQuery(fener, `select graphile_worker.add_job('raise-rises', '{}'::json)`)
  await night()
  await expect.poll(alerts, { timeout: 30_000 }).toHaveLength(1)
  expect((await alerts())[0]).toMatchObject({
    kind: 'oblik-radna',
    settlement: 'domorovce',
    level: 'risk',
    why: { code: 'rise', params: { onceInYears: 100 } }
  })
  await night()
  const entries = () => ownersQuery(fener, `select 1 from audit.entries where verb = 'trend.look-for-rises'`)
  await expect.poll(entries, { timeout: 30_000 }).toHaveLength(2)
  expect(await alerts()).toHaveLength(1)
})

it('no browser complained', () => {
  for (const { complaints, strangers } of Object.values(desks)) {
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  }
})
