// CAS1, CAS3, CAS6, CAS7, SRV2: an adult foreign worker, from the field team to the closing a year later, in Serbian.
// Each step is taken only from what the case page names as next: when it stops naming one, this journey stops.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toldBeforeConsent } from '#cases/index.ts'
import {
  both,
  caseTeam,
  daysGoBy,
  expectQuiet,
  next,
  openCase,
  save,
  step,
  whatIsNext,
  type Team
} from './cases.ts'
import type { Page } from './fener.ts'

let team: Team
let ana: Page
let house: Page
let code = ''

beforeAll(async () => {
  team = await caseTeam(['vjosa'], ['vjosa'])
  ana = team.ana
  house = team.desks.vjosa!.page
  code = await openCase(ana, {
    origin: 'field-team',
    name: 'Rajesh Kumar',
    under18: 'no',
    with: 'Lule Krasniqi'
  })
}, 400_000)
afterAll(() => team?.stop())

const later = async (days: number) => {
  await daysGoBy(team.fener, days)
  await ana.goto(`/desk/cases/${code}`)
  await ana.locator('.timeline').waitFor()
}
/** The house takes the person in and says when it helped. */
const accepted = async (number: number) => {
  await house.goto('/desk/referrals')
  await house.getByRole('button', { name: 'Te unë' }).click()
  await house.locator('.lanes .board-card a').nth(number).click()
  await house.getByText('Rajesh').first().waitFor()
  await house.getByRole('button', { name: 'Prano', exact: true }).click()
  await house
    .locator('button', { hasText: 'Ndihma filloi' })
    .or(house.locator('button', { hasText: 'Ndihma u dha' }))
    .first()
    .waitFor()
  const gave = house.locator('button', { hasText: 'Ndihma u dha' })
  await gave.click()
  await gave.waitFor({ state: 'detached' })
}

it('makes him safe first: risk, a safety plan, needs, time to recover', async () => {
  await step(ana, 'Proceniti rizik', { level: 'high', placement: 'safe-house' })
  await step(ana, 'Napraviti plan bezbednosti', { note: 'Poslodavac zna gde spava. Ne vraća se u baraku.' })
  await step(ana, 'Proceniti potrebe', { needs: ['shelter', 'legal'] })
  await step(ana, 'Odobriti period oporavka i razmišljanja')
  expect(await ana.locator('.timeline').innerText()).toContain('Odobren je period oporavka i razmišljanja')
  await both(ana, 'cas1-worker-overview')
})

it('plans what he needs, tells him in his language what is shared, and refers him with his consent', async () => {
  // the form begins with the need that nobody has answered yet
  await step(ana, 'Isplanirati pomoć za nađene potrebe', { owner: 'Žene za žene' })
  await step(ana, 'Isplanirati pomoć za nađene potrebe', { owner: 'Žene za žene' })
  await step(ana, 'Tražiti saglasnost: Žene za žene', {
    channel: 'through-interpreter',
    language: 'ur',
    told: toldBeforeConsent
  })
  expect(await whatIsNext(ana)).not.toContain('Tražiti saglasnost')
  for (const help of [/^Uputiti: Sigurna kuća/, /^Uputiti: Besplatna pravna/]) {
    await next(ana, help)
    await ana.fill('#packet-name', 'Rajesh')
    await ana.selectOption('#packet-language', 'ur')
    await ana.locator('#case-form label', { hasText: 'Treba prevodilac' }).locator('input').check()
    if (await ana.locator('#packet-adults').count()) await both(ana, 'cas1-worker-refer')
    else await ana.locator('#case-form fieldset .check').nth(1).locator('input').check()
    await save(ana)
  }
  expect(await whatIsNext(ana)).not.toContain('Uputiti:')
  await accepted(0)
  await accepted(0)
})

it('is identified after the period, claims what he is owed, and is protected as a witness', async () => {
  await ana
    .locator('.next')
    .getByRole('link', { name: /^Zabeležiti oblik trgovine ljudima/ })
    .click()
  await ana.locator('input[value="oblik-radna"]').check()
  await ana.getByRole('button', { name: 'Sačuvaj zapis' }).click()
  await ana.getByText('Sačuvano').waitFor()
  await later(91)
  expect(await whatIsNext(ana)).not.toContain('oblik trgovine')
  await step(ana, /^Period razmišljanja ističe/, {
    status: 'formally-identified',
    body: 'Police',
    reason: 'statement-and-evidence'
  })
  await step(ana, 'Podneti zahtev za naknadu štete')
  await step(ana, 'Zabeležiti potrebu za zaštitom svedoka', { needs: ['threats-to-person'] })
  await step(ana, 'Tražiti meru zaštite', { measure: 'hearing-without-suspect' })
  await step(ana, /^Zabeležiti odluku o zaštiti: Saslušanje bez osumnjičenog/, { granted: 'true' })
  await step(ana, /^Zabeležiti ishod postupka: Naknada štete/, { outcome: 'granted', cents: '1500' })
  await step(ana, 'Zabeležiti isplatu naknade', { cents: '1500' })
  await ana.getByRole('link', { name: 'Plan podrške' }).click()
  await ana.getByText('Isplaćena naknada').first().waitFor()
  await both(ana, 'cas1-worker-plan')
})

it('stays, is asked after for a year, and the case is closed', async () => {
  await ana.goto(`/desk/cases/${code}`)
  for (const help of [
    /^Zabeležiti kako je završilo: Sigurna kuća/,
    /^Zabeležiti kako je završilo: Besplatna pravna/
  ])
    await step(ana, help, { result: 'reached', personsView: 'reached' })
  await step(ana, 'Proceniti rizik povratka', { level: 'high' })
  // he stays: a return that did not happen is not recorded
  await step(ana, 'Preći na praćenje')
  for (const days of [92, 92, 184]) {
    await later(days)
    await step(ana, 'Poseta posle podrške', { level: 'low' })
  }
  await step(ana, 'Zabeležiti da je reintegracija postignuta')
  expect(await whatIsNext(ana)).not.toContain('Poseta posle podrške')
  await step(ana, 'Zatvoriti slučaj', { reason: 'plan-fulfilled' })
  await ana.getByText('Ponovo otvoriti, ako zatreba').waitFor()
  expect(await ana.locator('.head').first().innerText()).toContain('Zatvoren')
  await both(ana, 'cas1-worker-closed')
  expectQuiet(team.desks)
})
