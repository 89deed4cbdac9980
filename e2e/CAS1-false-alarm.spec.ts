// CAS1, REP2: a report that turns out to be none of it: a case is opened, decided, closed; who wrote is answered; then nothing of it remains. In Serbian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { both, caseTeam, expectQuiet, step, whatIsNext, type Team } from './cases.ts'
import { ownersQuery, sendReport } from './desk.ts'
import { personsBrowser, type Page } from './fener.ts'

let team: Team
let ana: Page
let mirjana: Page
let report: Awaited<ReturnType<typeof sendReport>>
let code = ''

beforeAll(async () => {
  team = await caseTeam(['mirjana'])
  ana = team.ana
  mirjana = team.desks.mirjana!.page
  report = await sendReport(team.fener, { what: 'Komšija drži nekoga u podrumu, čuje se plač.' })
}, 400_000)
afterAll(() => team?.stop())

it('becomes a case, for nobody waits while it is found out', async () => {
  await mirjana.goto(`/desk/inbox/${report.code}`)
  await mirjana.getByText('Komšija drži').first().waitFor()
  await mirjana.locator('.choice', { hasText: 'Otvori slučaj' }).click()
  await mirjana.selectOption('#case-manager', { label: 'Ana Petrović' })
  await mirjana.selectOption('#case-second', { label: 'Lule Krasniqi' })
  await mirjana.locator('.decision button.btn.wide').click()
  code = /[a-z]+-\d+/.exec(await mirjana.locator('.decision .notice').innerText())![0]
  await ana.goto(`/desk/cases/${code}`)
  await ana.locator('.next').getByText('Upisati osobu').waitFor()
  await ana.getByRole('button', { name: 'Dodaj osobu' }).click()
  await ana.fill('#person-name', 'MARKERIME Starica iz podruma')
  await ana.selectOption('#person-under18', 'no')
  await ana.getByRole('button', { name: 'Sačuvaj osobu' }).click()
  await step(ana, 'Proceniti rizik', { level: 'low', placement: 'own-home' })
})

it('is decided with a reason, asks for nothing more, and is closed', async () => {
  await step(ana, 'Zabeležiti odluku o statusu', {
    status: 'not-a-victim',
    body: 'NonPoliceGovernmentalOrganization',
    reason: 'signs-not-confirmed',
    note: 'Baka živi s porodicom, bolesna je. Upućena lekaru.'
  })
  const asked = await whatIsNext(ana)
  expect(asked).toContain('Ništa ne čeka.')
  for (const words of ['Proceniti potrebe', 'period oporavka']) expect(asked).not.toContain(words)
  await both(ana, 'cas1-false-alarm')
  await step(ana, 'Zatvoriti slučaj', { reason: 'not-a-victim-handed-on' })
  await ana.getByText('Ponovo otvoriti, ako zatreba').waitFor()
})

it('answers who wrote, who reads it with the receipt', async () => {
  await mirjana.goto(`/desk/inbox/${report.code}`)
  await mirjana.fill('#answer-text', 'Hvala. Proverili smo, osoba je dobro. Javite se opet.')
  await mirjana.locator('.talk form button').click()
  await mirjana.locator('.talk li', { hasText: 'Proverili smo' }).waitFor()
  const phone = await personsBrowser(team.browser, team.fener.origin)
  await phone.page.goto('/sr/r')
  await phone.page.fill('#code', report.receipt)
  await phone.page.keyboard.press('Enter')
  await phone.page.getByText('Proverili smo, osoba je dobro.').waitFor()
  expect([phone.strangers, phone.complaints]).toEqual([[], []])
  await phone.context.close()
})

it('is gone when its period is over: no row, no key, no page', async () => {
  const [row] = await ownersQuery(
    team.fener,
    `select circle_id as circle, erase_on as on from cases.cases where code = $1`,
    [code]
  )
  expect(row.on).not.toBeNull()
  await ownersQuery(team.fener, `update cases.cases set erase_on = current_date - 1 where code = $1`, [code])
  await ownersQuery(team.fener, `select graphile_worker.add_job('erase-ended', '{}')`)
  await expect
    .poll(() => ownersQuery(team.fener, `select 1 from cases.cases where code = $1`, [code]), {
      timeout: 60_000
    })
    .toEqual([])
  const tables = await ownersQuery(
    team.fener,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'circle_id' and table_schema not in ('audit', 'information_schema')`
  )
  expect(tables.length).toBeGreaterThan(5)
  for (const { name } of tables)
    expect({
      name,
      left: await ownersQuery(team.fener, `select 1 from ${name} where circle_id = $1`, [row.circle])
    }).toEqual({ name, left: [] })
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByText('Ovde nema ničega za vas').waitFor()
  await ana.goto('/desk/cases')
  await ana.locator('h1').waitFor()
  expect(await ana.locator('main').innerText()).not.toContain(code)
  expectQuiet(team.desks)
})
