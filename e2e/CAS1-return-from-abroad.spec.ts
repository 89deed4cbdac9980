// CAS1, CAS3, SRV3: a victim comes home from another country, told of by another installation. In Albanian.
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
import { ownersQuery } from './desk.ts'
import type { Page } from './fener.ts'

let team: Team
let lule: Page
let house: Page
let code = ''

beforeAll(async () => {
  team = await caseTeam(['vjosa'], ['vjosa'])
  lule = team.lule
  house = team.desks.vjosa!.page
  code = await openCase(lule, { origin: 'transfer', name: 'Arta Hoxha', under18: 'no', with: 'Ana Petrović' })
}, 400_000)
afterAll(() => team?.stop())

const later = async (days: number) => {
  await daysGoBy(team.fener, days)
  await lule.goto(`/desk/cases/${code}`)
  await lule.locator('.timeline').waitFor()
}

it('asks about the danger of coming home before anybody travels', async () => {
  expect(await whatIsNext(lule)).not.toContain('Të shënohet kthimi')
  await step(lule, 'Të vlerësohet rreziku', { level: 'medium', placement: 'safe-house' })
  expect(await whatIsNext(lule)).not.toContain('Të shënohet kthimi')
  await both(lule, 'cas1-return-next-sq')
  await step(lule, 'Të vlerësohet rreziku i kthimit', {
    level: 'low',
    note: 'Rekrutuesi nuk jeton më në fshat.'
  })
  await step(lule, 'Të shënohet kthimi, nëse është kthyer', { destination: 'home-community' })
  expect(await lule.locator('.timeline').innerText()).toContain('Vendlindja')
})

it('begins again: training in a programme, by consent and referral', async () => {
  await step(lule, 'Të vlerësohen nevojat', { needs: ['job-training'] })
  await step(lule, 'Të planifikohet ndihma për nevojat e gjetura', { owner: 'Gratë për gratë' })
  await step(lule, 'Të kërkohet pëlqimi: Gratë për gratë', { language: 'sq', told: toldBeforeConsent })
  await next(lule, /^Të referohet: Trajnim/)
  await lule.fill('#packet-name', 'Arta')
  await lule.selectOption('#packet-mayWork', 'yes')
  await save(lule)
  await ownersQuery(
    team.fener,
    `insert into directory.programmes (network_id, id, organisation_id, kind, name, about, places, starts_on, ends_on)
     select network_id, gen_random_uuid(), id, 'job-training', '{"sr":"Bašta","sq":"Kopshtari","en":"Gardening"}',
            '{"sr":"Bašta","sq":"Kopshtari","en":"Gardening"}', 3, current_date, current_date + 90
     from identity.organisations where name->>'sr' = 'Žene za žene'`
  )
  await house.goto('/desk/referrals')
  await house.getByRole('button', { name: 'Te unë' }).click()
  await house.locator('.lanes .board-card a').first().click()
  await house.getByText('Arta').first().waitFor()
  await house.getByRole('button', { name: 'Prano', exact: true }).click()
  await house.selectOption('#part-programme', { label: 'Kopshtari' })
  await house.selectOption('#part-step', 'joined')
  await house
    .locator('form', { has: house.locator('#part-step') })
    .locator('button')
    .click()
  await house.locator('#part-programme').waitFor({ state: 'detached' })
  await both(house, 'cas1-return-part-sq')
  const gave = house.locator('button', { hasText: 'Ndihma u dha' })
  await gave.click()
  await gave.waitFor({ state: 'detached' })
  await lule.goto(`/desk/cases/${code}`)
  await step(lule, /^Të shënohet si përfundoi: Trajnim/, { result: 'reached', personsView: 'partly-reached' })
})

it('is asked after 3, 6 and 12 months, closed, and opened again when she comes back', async () => {
  await step(lule, 'Të kalohet në përcjellje')
  for (const days of [92, 92, 184]) {
    await later(days)
    await step(lule, 'Vizitë përcjellëse', { level: 'low' })
  }
  await step(lule, 'Të shënohet se riintegrimi u arrit')
  await step(lule, 'Të mbyllet rasti', { reason: 'returned-safely' })
  await later(40)
  await step(lule, 'Të rihapet, nëse duhet', { reason: 'person-came-back' })
  expect(await lule.locator('.head').first().innerText()).toContain('Në punë e sipër')
  await both(lule, 'cas1-return-reopened-sq')
  expectQuiet(team.desks)
})
