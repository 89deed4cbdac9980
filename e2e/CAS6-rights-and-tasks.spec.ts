// CAS6: what a team does together, and what a person may ask about their own record until it goes. In Serbian and in Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { both, caseTeam, expectQuiet, openCase, type Team } from './cases.ts'
import { ownersQuery } from './desk.ts'
import type { Page, Running } from './fener.ts'

let team: Team
let fener: Running
let coordinator: Page
let ana: Page
let lule: Page
let code = ''

beforeAll(async () => {
  team = await caseTeam(['coordinator'])
  ;({ fener, ana, lule } = team)
  coordinator = team.desks.coordinator!.page
  code = await openCase(ana, { origin: 'self', name: 'Vera Marković', under18: 'no', with: 'Lule Krasniqi' })
}, 400_000)
afterAll(() => team?.stop())

const addTask = async (page: Page, what: string, owner: string, details: string) => {
  await page.fill('#task-title', what)
  await page.fill('#task-details', details)
  await page.selectOption('#task-owner', { label: owner })
  await page.locator('form.stack button.btn').first().click()
  await page.locator('#task-title').waitFor({ state: 'detached' })
}

it('gives a task to a colleague, who finds it on Today, gives it back and ends it with a note', async () => {
  await ana.getByRole('link', { name: 'Zajednički rad' }).click()
  await ana.getByText('Nema otvorenih zadataka.').waitFor()
  await ana.getByRole('button', { name: 'Dodaj zadatak' }).click()
  await both(ana, 'cas6-task-form')
  await addTask(ana, 'MARKERZADATAK Zakazati lekara', 'Lule Krasniqi', 'Ginekolog, žena, sa prevodom.')
  await ana.getByRole('button', { name: 'Dodaj zadatak' }).click()
  await addTask(ana, 'Odneti odeću', 'Ana Petrović', '')
  await both(ana, 'cas6-tasks')

  await lule.goto('/desk')
  await lule.getByText('MARKERZADATAK Zakazati lekara').waitFor()
  expect(await lule.locator('.today').innerText()).not.toContain('Odneti odeću')
  await both(lule, 'cas6-today-sq')
  await lule.goto(`/desk/cases/${code}/work`)
  const row = lule.locator('.ledger > li', { hasText: 'MARKERZADATAK' })
  await row.getByRole('button', { name: 'Jepja tjetrit ose shtyje' }).click()
  await lule.selectOption('#give-owner', { label: 'Ana Petrović' })
  await lule.fill('#give-due', '2020-01-01')
  await row.getByRole('button', { name: 'Ruaj' }).click()
  // a day gone by is not sent
  expect(await lule.locator('#give-due').evaluate(e => (e as HTMLInputElement).validity.valid)).toBe(false)
  const inThreeWeeks = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10)
  await lule.fill('#give-due', inThreeWeeks)
  await both(lule, 'cas6-give-sq')
  await row.getByRole('button', { name: 'Ruaj' }).click()
  await row.getByText('Ana Petrović').waitFor()
  await ownersQuery(
    fener,
    `update cases.tasks set due_on = current_date - 2 where due_on < current_date + 20`
  )

  await ana.goto('/desk')
  await ana.getByText('MARKERZADATAK').waitFor()
  expect(await ana.locator('.today').innerText()).toContain('Odneti odeću')
  await ana.goto(`/desk/cases/${code}/work`)
  const late = ana.locator('.ledger > li', { hasText: 'Odneti odeću' })
  await late.locator('.chip.late').waitFor()
  await late.getByRole('button', { name: 'Završi' }).click()
  await ana.fill('#task-note', 'Odneto u torbi, zahvalila je.')
  await both(ana, 'cas6-task-end')
  await late.getByRole('button', { name: 'Zapiši' }).click()
  await ana.getByText('Završeni zadaci (1)').click()
  await ana.getByText('Odneto u torbi, zahvalila je.').waitFor()
  await both(ana, 'cas6-task-ended')
  const kept = await ownersQuery(fener, `select encode(sealed, 'escape') as words from cases.tasks`)
  expect(JSON.stringify(kept)).not.toContain('MARKERZADATAK')
})

it('asks for a correction and for erasure in the words of the person, and answers each', async () => {
  await lule.getByRole('link', { name: 'Të drejtat' }).click()
  await lule.getByText('Ende nuk është kërkuar asgjë.').waitFor()
  await lule.getByRole('button', { name: 'Shëno kërkesë për korrigjim' }).click()
  await lule.fill('#rights-words', 'Kam lindur në Gjilan, jo në Prishtinë.')
  await lule.getByRole('button', { name: 'Shëno', exact: true }).click()
  await lule.getByText('U kërkua korrigjim').waitFor()
  await lule.getByText('Kam lindur në Gjilan').waitFor()
  await lule.getByRole('button', { name: 'Shëno kërkesë për fshirje' }).click()
  await lule.fill('#rights-words', 'Nuk dua që kjo të mbetet.')
  await lule.getByRole('button', { name: 'Shëno', exact: true }).click()
  await lule.getByText('U kërkua fshirje').waitFor()
  await both(lule, 'cas6-rights-sq')

  await ana.getByRole('link', { name: 'Prava', exact: true }).click()
  const asked = (words: string) => ana.locator('.rows > li', { hasText: words })
  await asked('Zatražena ispravka').getByRole('button', { name: 'Odgovori' }).click()
  await ana.fill('#rights-words', 'Mesto rođenja ispravljeno.')
  await both(ana, 'cas6-answer')
  await ana.locator('form.stack').getByRole('button', { name: 'Odgovori' }).click()
  await asked('Zatražena ispravka').getByText('Da: ispravljeno je').waitFor()
  await asked('Zatraženo brisanje').getByRole('button', { name: 'Odgovori' }).click()
  await ana.getByText('Obrisano nestaje za sve.').waitFor()
  await ana.selectOption('#rights-answer', 'law-requires')
  await ana.fill('#rights-words', 'Zakon traži čuvanje do kraja naredne godine.')
  await ana.locator('form.stack').getByRole('button', { name: 'Odgovori' }).click()
  await asked('Zatraženo brisanje').getByText('Ne: zakon nalaže čuvanje').waitFor()
  await both(ana, 'cas6-answered')
})

it('sets how long a closed case is kept, and says on the case when it goes', async () => {
  await coordinator.goto('/desk/settings')
  const period = coordinator.locator('#period-keep-closed-case').locator('xpath=ancestor::section')
  await period.getByRole('button', { name: 'Promeni' }).click()
  // the form brings the basis that is shipped, in three languages
  await expect.poll(() => coordinator.inputValue('#basis-sq-keep-closed-case')).not.toBe('')
  await coordinator.fill('#value-keep-closed-case', '10')
  await coordinator.selectOption('#unit-keep-closed-case', 'days')
  await period.getByRole('button', { name: 'Sačuvaj' }).click()
  await period.getByText('Najmanje 30').waitFor()
  await coordinator.fill('#value-keep-closed-case', '45')
  await both(coordinator, 'cas6-period')
  await period.getByRole('button', { name: 'Sačuvaj' }).click()
  await period.getByText('45 dana').first().waitFor()
  await ownersQuery(fener, `update identity.settings set valid_from = current_date - 1`)

  await ana.getByText('Slučaj je otvoren. Rok počinje kad se zatvori.').waitFor()
  await ana.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
  await ana.selectOption('#fact-step', 'case-closed')
  await ana.selectOption('#fact-reason', 'person-wishes')
  await ana.locator('#case-form button.btn').first().click()
  await ana.locator('#case-form').waitFor({ state: 'detached' })
  await ana.getByText('Sve u njemu se briše').waitFor()
  await both(ana, 'cas6-closed')

  await ana.goto('/desk')
  await ana.getByText('1 slučaj se uskoro briše').waitFor()
  await ana.goto('/desk/cases/ending')
  await both(ana, 'cas6-ending')
  await ana.getByRole('link', { name: code }).click()
  await ana.locator('summary', { hasText: 'Čuvati duže' }).click()
  await ana.selectOption('#case-keep-why', 'claim-runs')
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)
  await ana.fill('#case-keep-until', inAYear)
  await both(ana, 'cas6-keep')
  await ana.locator('form.stack').getByRole('button', { name: 'Čuvati duže' }).click()
  await ana.getByText(inAYear.slice(0, 4)).first().waitFor()
  await lule.goto('/desk/cases/ending')
  await lule.getByText('Asnjë rast nuk fshihet në 60 ditët e ardhshme.').waitFor()
  await both(lule, 'cas6-none-ending-sq')
  await lule.goto(`/desk/cases/${code}`)
  await lule.locator('.timeline').waitFor()
  await both(lule, 'cas6-overview-sq')
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByText('MARKERZADATAK').waitFor()
  await both(lule, 'cas6-work-closed-sq')
  expectQuiet(team.desks)
})
