// A case conference: planned, moved, held, its minutes written by two at once, a decision made a task. In Serbian and in Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { both, caseTeam, expectQuiet, openCase, type Team } from './cases.ts'
import { ownersQuery } from './desk.ts'
import type { Page } from './fener.ts'

let team: Team
let ana: Page
let lule: Page
let code = ''

beforeAll(async () => {
  team = await caseTeam()
  ;({ ana, lule } = team)
  code = await openCase(ana, { origin: 'self', name: 'Vera Marković', under18: 'no', with: 'Lule Krasniqi' })
}, 400_000)
afterAll(() => team?.stop())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

it('is planned with guests in sealed words, shows on Today, and is moved', async () => {
  await ana.goto(`/desk/cases/${code}/work`)
  await ana.getByText('Nijedna konferencija nije zakazana.').waitFor()
  await ana.getByRole('button', { name: 'Zakaži konferenciju' }).click()
  await ana.fill('#conference-day', inDays(5))
  await ana.fill('#conference-hour', '09:30')
  await ana.fill('#conference-about', 'MARKERKONF Gde će spavati posle devetnaestog')
  await ana.fill('#conference-place', 'Centar za socijalni rad, soba 4')
  await ana.fill('#conference-guests', 'MARKERGOST razredna iz škole')
  // nobody chosen: said beside the names, and nothing typed is gone
  const boxes = ana.locator('fieldset input[type=checkbox]')
  for (const box of await boxes.all()) await box.uncheck()
  await ana.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
  await ana.getByText('Izaberite bar jednu osobu iz tima.').waitFor()
  for (const box of await boxes.all()) await box.check()
  await both(ana, 'cas6-conference-form')
  await ana.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
  await ana.getByText('MARKERKONF').waitFor()
  await ana.locator('#conference-day').waitFor({ state: 'detached' })

  await lule.goto('/desk')
  await lule.getByText(`Konferencë, rasti ${code}`).waitFor()
  await both(lule, 'cas6-conference-today-sq')
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByRole('button', { name: 'Shtyje ose ndryshoje' }).click()
  expect(await lule.inputValue('#conference-guests')).toContain('MARKERGOST')
  await lule.fill('#conference-day', inDays(0))
  await lule.getByRole('button', { name: 'Ruaj', exact: true }).click()
  await lule.getByRole('button', { name: 'U mbajt' }).waitFor()
  const kept = await ownersQuery(
    team.fener,
    `select encode(sealed, 'escape') as words from cases.conferences union all select encode(sealed, 'escape') from access.drafts`
  )
  expect(JSON.stringify(kept)).not.toContain('MARKER')
})

it('is held, and neither of two writers loses a word; a decision becomes a task in two presses', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await both(ana, 'cas6-conference-next')
  await ana.goto(`/desk/cases/${code}/work`)
  await ana.getByRole('button', { name: 'Održana je' }).click()
  await both(ana, 'cas6-conference-hold')
  await ana.getByRole('button', { name: 'Zapiši da je održana' }).click()
  await ana.getByText('bez zapisnika').waitFor()
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByRole('button', { name: 'Shkruaj procesverbalin' }).click()
  await ana.getByRole('button', { name: 'Napiši zapisnik' }).click()
  await lule.fill('#minutes-text', 'LULEWROTE Shkolla e pret të hënën.')
  await lule.fill('#minutes-decisions', 'Të gjendet një shtrat')
  await ana.fill('#minutes-text', 'ANAWROTE Svi su došli.')
  await ana.fill('#minutes-decisions', 'Pozvati školu\nZakazati lekara')
  await both(ana, 'cas6-minutes-form')
  await lule.getByRole('button', { name: 'Ruaj procesverbalin' }).click()
  await lule.getByText('LULEWROTE').waitFor()
  await ana.getByRole('button', { name: 'Sačuvaj zapisnik' }).click()
  await ana.getByRole('button', { name: 'Oboje' }).waitFor()
  await both(ana, 'cas6-minutes-both')
  await ana.getByRole('button', { name: 'Oboje' }).click()
  await ana.getByRole('button', { name: 'Sačuvaj zapisnik' }).click()
  const decision = ana.locator('.ledger li li', { hasText: 'Pozvati školu' }).first()
  await decision.waitFor()
  const section = await ana.locator('section[aria-labelledby=conferences]').innerText()
  for (const word of ['LULEWROTE', 'ANAWROTE', 'Të gjendet një shtrat', 'Zakazati lekara'])
    expect(section).toContain(word)
  // first press
  await decision.getByRole('button', { name: 'Napravi zadatak: Pozvati školu' }).click()
  expect(await ana.inputValue('#task-title')).toBe('Pozvati školu')
  await both(ana, 'cas6-decision-task')
  // second press
  await ana.getByRole('button', { name: 'Sačuvaj zadatak' }).click()
  await ana.getByText('zadatak je napravljen').waitFor()
  await ana.locator('section[aria-labelledby=tasks]').getByText('Pozvati školu').waitFor()
  await lule.goto(`/desk/cases/${code}/work`)
  await lule.getByText('ANAWROTE').waitFor()
  await both(lule, 'cas6-minutes-sq')
  await lule.goto(`/desk/cases/${code}`)
  await lule.getByText('morën pjesë: Ana Petrović').waitFor()
  expectQuiet(team.desks)
})
