// RSK3: a recognised early risk gets an owner, an action and an end. An operator in Serbian, a coordinator in Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { both } from './cases.ts'
import { openDesks, ownersQuery, sendReport, type Desks } from './desk.ts'
import { startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let desks: Desks
let mirjana: Page
let jelena: Page
let report: Awaited<ReturnType<typeof sendReport>>

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  desks = await openDesks(browser, fener, ['coordinator', 'mirjana', 'marko', 'pera'], {
    coordinator: 'sq'
  })
  mirjana = desks.mirjana!.page
  jelena = desks.coordinator!.page
  await ownersQuery(fener, `update identity.people set locale = 'sq' where name = 'Jelena Marković'`)
  report = await sendReport(fener, {
    what: 'U kući iza pilane zaključavaju radnice.',
    where: { kind: 'settlement', settlement: 'domorovce' }
  })
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
let alert = ''

it('is raised at the decision of a report: codes in clear, words sealed, the code word stays inside', async () => {
  await mirjana.goto(`/desk/inbox/${report.code}`)
  await mirjana.getByText('iza pilane').first().waitFor()
  await mirjana.getByRole('button', { name: 'Podigni rano upozorenje' }).click()
  await mirjana.selectOption('#raise-kind', 'oblik-radna')
  await mirjana.selectOption('#raise-category', 'rk-zene')
  await mirjana.selectOption('#raise-settlement', 'domorovce')
  await mirjana.fill('#raise-words', 'MARKERVIDI kombi svako jutro u pet')
  await both(mirjana, 'rsk3-raise')
  await mirjana.locator('.raise-alert button.btn').first().click()
  await mirjana.getByRole('link', { name: 'Pogledaj upozorenje' }).click()
  await mirjana.waitForURL(/alerts/)
  alert = mirjana.url().split('/').at(-1)!
  await mirjana.getByText('MARKERVIDI').waitFor()
  await mirjana
    .getByRole('heading', {
      name: 'Jedna prijava donosi znake radne eksploatacije u naselju Domorovce, a mogli bi da se tiču žena.'
    })
    .waitFor()
  const rows = await ownersQuery(
    fener,
    `select row_to_json(a)::text || encode(coalesce(f.sealed, ''), 'escape') as all from risk.alerts a join risk.alert_facts f on f.alert_id = a.id`
  )
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`MARKER|${report.code}`))
  // the same report raises no second one
  await mirjana.goto(`/desk/inbox/${report.code}`)
  await mirjana.getByText('Iz ovoga je upozorenje već podignuto.').waitFor()
  expect(await mirjana.getByRole('button', { name: 'Podigni rano upozorenje' }).count()).toBe(0)
})

it('waits for somebody, is taken by one, and the other is told', async () => {
  await jelena.goto('/desk')
  await jelena
    .getByText('Një raportim sjell shenja të shfrytëzimit për punë në vendbanimin Domoroc')
    .waitFor()
  await jelena
    .locator('.rail a', { hasText: 'Paralajmërim i hershëm' })
    .getByText('1', { exact: true })
    .waitFor()
  await jelena.goto('/desk/risk')
  await jelena.getByRole('button', { name: 'Merre' }).waitFor()
  await mirjana.goto('/desk/risk')
  await both(mirjana, 'rsk3-needs')
  await mirjana.getByRole('button', { name: 'Preuzmi' }).click()
  await mirjana.getByText('Nijedan rizik ne čeka nekoga.').waitFor()
  // a coordinator may take over, so the card that is old says whose it is only after the rules were asked
  await ownersQuery(
    fener,
    `update identity.memberships set role = 'case-manager' where person_id = (select id from identity.people where name = 'Jelena Marković') and role = 'coordinator'`
  )
  await jelena.getByRole('button', { name: 'Merre' }).click()
  await jelena.getByText('Mirjana Stojanović').first().waitFor()
  await ownersQuery(
    fener,
    `update identity.memberships set role = 'coordinator' where person_id = (select id from identity.people where name = 'Jelena Marković') and role = 'case-manager'`
  )
  await jelena.goto('/desk/risk')
  await both(jelena, 'rsk3-checked-sq')
})

it('has an action with a day; what is typed comes back; nobody closes over what they have not seen', async () => {
  await mirjana.goto(`/desk/risk/alerts/${alert}`)
  await mirjana.getByRole('button', { name: 'Planiraj radnju' }).click()
  await mirjana.selectOption('#alert-choice', 'field-visit')
  await mirjana.fill('#alert-until', inDays(400))
  await mirjana.locator('#alert-until').evaluate(field => field.removeAttribute('max'))
  await mirjana.fill('#alert-words', 'MARKERIDE Idemo u četvrtak sa Centrom')
  await mirjana.getByRole('button', { name: 'Sačuvaj radnju' }).click()
  await mirjana.getByText('najviše 180 dana unapred').waitFor()
  expect(await mirjana.inputValue('#alert-words')).toContain('MARKERIDE')
  await mirjana
    .getByText(/Sačuvano|zaključano/i)
    .first()
    .waitFor()
  await mirjana.waitForTimeout(3500)
  await mirjana.reload()
  await mirjana.getByRole('button', { name: 'Planiraj radnju' }).click()
  await expect.poll(() => mirjana.inputValue('#alert-words')).toContain('MARKERIDE')
  await mirjana.fill('#alert-until', inDays(5))
  await both(mirjana, 'rsk3-plan')
  await mirjana.getByRole('button', { name: 'Sačuvaj radnju' }).click()
  await mirjana.getByText('Planirana je radnja: Obići mesto').waitFor()
  await mirjana.getByText('MARKERIDE').waitFor()

  // Jelena notes something while Mirjana is closing
  await mirjana.getByRole('button', { name: 'Zatvori', exact: true }).click()
  await mirjana.selectOption('#alert-choice', 'prevented')
  await mirjana.fill('#alert-words', 'Radnice su smeštene')
  await jelena.goto(`/desk/risk/alerts/${alert}`)
  await jelena.getByRole('button', { name: 'Shto një shënim' }).click()
  await jelena.fill('#alert-words', 'SHENIMI policia e di')
  await both(jelena, 'rsk3-alert-sq')
  await jelena.getByRole('button', { name: 'Ruaje shënimin' }).click()
  await jelena.getByText('SHENIMI').waitFor()
  await mirjana.getByRole('button', { name: 'Zatvori upozorenje' }).click()
  await mirjana.locator('form [role=alert], form .problem, form .error').first().waitFor()
  expect(await mirjana.inputValue('#alert-words')).toContain('smeštene')
  await mirjana.waitForTimeout(3500)
  await mirjana.reload()
  await mirjana.getByText('SHENIMI').waitFor()
  await mirjana.getByRole('button', { name: 'Zatvori', exact: true }).click()
  await expect.poll(() => mirjana.inputValue('#alert-words')).toContain('smeštene')
  await mirjana.selectOption('#alert-choice', 'prevented')
  await mirjana.getByRole('button', { name: 'Zatvori upozorenje' }).click()
  await mirjana.getByText('Zatvoreno je: Sprečeno je').waitFor()
  await both(mirjana, 'rsk3-closed')
})

it('that nobody took in time goes to the coordinator, who says why it is no risk', async () => {
  await mirjana.goto('/desk/risk')
  await mirjana.getByRole('button', { name: 'Podigni rano upozorenje' }).click()
  await mirjana.selectOption('#raise-kind', 'movement')
  await mirjana.selectOption('#raise-level', 'urgent')
  await mirjana.locator('.raise-alert button.btn').first().click()
  await mirjana.getByText('Upozorenje je podignuto.').waitFor()
  await ownersQuery(
    fener,
    `update risk.alert_facts set detail = jsonb_set(detail, '{dueAt}', '"2026-01-10T09:00:00.000Z"') where kind = 'alert-raised' and alert_id in (select id from risk.alerts where level = 'urgent')`
  )
  await ownersQuery(fener, `update risk.alerts set due_at = '2026-01-10 09:00+00' where level = 'urgent'`)
  await jelena.goto('/desk')
  await jelena.getByText('me vonesë').waitFor()
  await both(jelena, 'rsk3-today-late-sq')
  await jelena.goto('/desk/risk')
  await jelena.getByText('Tani e ka koordinimi: Jelena Marković.').waitFor()
  await both(jelena, 'rsk3-late-sq')
  await jelena.getByRole('link', { name: 'Nuk është rrezik' }).click()
  await jelena.selectOption('#alert-choice', 'explained')
  await jelena.getByRole('button', { name: 'Mbylle: nuk është rrezik' }).click()
  await jelena.getByText('U mbyll: Nuk u vërtetua (Ka një shpjegim të padëmshëm)').waitFor()
  await jelena.goto('/desk/risk')
  await jelena.getByText('2 të mbyllura. U vërtetuan 0, nuk u vërtetuan 1, u parandaluan 1').waitFor()
  await both(jelena, 'rsk3-year-sq')
})

it('is numbers only for monitoring, and nothing at all for others', async () => {
  const marko = desks.marko!.page
  await marko.goto('/desk/risk')
  await marko.getByText('Vidite samo zaštićene brojeve.').waitFor()
  await both(marko, 'rsk3-monitoring')
  const pera = desks.pera!.page
  for (const page of [marko, pera])
    for (const path of [`/desk/risk/alerts/${alert}`, ...(page === pera ? ['/desk/risk'] : [])]) {
      await page.goto(path)
      await page.getByText('Ovde nema ničega za vas.').waitFor()
    }
  for (const page of [marko, pera])
    for (const [path, body] of [
      [`/desk/risk/alerts/${alert}/step`, { do: 'take', fact: crypto.randomUUID(), seen: 1 }],
      ['/desk/risk/raise/keys', {}]
    ] as const) {
      const status = await page.evaluate(
        async ([to, what]) =>
          (
            await fetch(to, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(what)
            })
          ).status,
        [path, body] as const
      )
      expect(status, path).toBe(404)
    }
})

it('is counted before its owner leaves', async () => {
  await mirjana.goto(`/desk/risk/alerts/${alert}`)
  await mirjana.getByRole('button', { name: 'Otvori ponovo' }).click()
  await mirjana.locator('form.task-act button.btn').first().click()
  await mirjana.getByRole('button', { name: 'Preuzmi' }).click()
  await mirjana.locator('form.task-act button.btn').first().click()
  await mirjana.getByText('Preuzeto je').first().waitFor()
  await jelena.goto('/desk/people')
  await jelena.locator('li', { hasText: 'Mirjana Stojanović' }).getByRole('button').first().click()
  await jelena.getByText('Sinjalizimet për të cilat përgjigjet').waitFor()
  await both(jelena, 'rsk3-leaving-sq')
})
