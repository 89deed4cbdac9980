// CAS1, CAS3, CAS4, SRV2: a child who begs and a sibling, two persons of one case, the suspected parent apart. In Albanian.
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
let lule: Page
let code = ''

beforeAll(async () => {
  team = await caseTeam(['vjosa'], ['vjosa'])
  lule = team.lule
  code = await openCase(lule, {
    origin: 'telephone',
    name: 'Fëmija te tregu',
    under18: 'not-known',
    with: 'Ana Petrović'
  })
}, 400_000)
afterAll(() => team?.stop())

const addPerson = async (role: string, name: string, under18: string) => {
  await lule.getByRole('button', { name: 'Shto person' }).click()
  await lule.selectOption('#person-role', role)
  await lule.selectOption('#person-under18', under18)
  await lule.fill('#person-name', name)
  await lule.getByRole('button', { name: 'Ruaje personin' }).click()
  await lule.locator('#person-name').waitFor({ state: 'detached' })
}

it('takes whoever may be a child for one: a guardian and the best interest are asked for, for each of the two', async () => {
  await addPerson('presumed-victim', 'Motra e vogël', 'yes')
  await addPerson('suspect', 'Babai', 'no')
  const asked = await whatIsNext(lule)
  for (const number of [1, 2]) {
    expect(asked).toContain(`Të caktohet kujdestari, Personi ${number}`)
    expect(asked).toContain(`Të vlerësohet interesi më i mirë i fëmijës, Personi ${number}`)
  }
  // of a suspect nothing of this is asked
  expect(asked).not.toContain('Personi 3')
  await both(lule, 'cas4-child-next-sq')
  for (const number of [1, 2]) {
    const of = (words: string) => new RegExp(`^${words}.*Personi ${number}$`)
    await step(lule, of('Të vlerësohet rreziku'), { level: 'medium', placement: 'child-care' })
    await step(lule, of('Të caktohet kujdestari'), { guardian: 'social-work-centre' })
    await step(lule, of('Të vlerësohet interesi'), { childHeard: number === 1 ? 'yes' : 'too-young' })
    await step(lule, of('Të vendoset çfarë është më e mira'), {
      options: ['stay-with-family', 'foster-family'],
      decision: 'foster-family',
      childHeard: number === 1 ? 'yes' : 'too-young',
      note: number === 1 ? 'Do të rrijë me motrën.' : 'Tre vjeç, e qetë kur vëllai është afër.'
    })
  }
  const told = await lule.locator('.timeline').innerText()
  for (const words of ['Do të rrijë me motrën.', 'Tre vjeç']) expect(told).toContain(words)
})

it('determines the age, and still protects the child it found', async () => {
  await step(lule, /^Të përcaktohet mosha.*Personi 1$/, { under18: 'yes', proof: 'registry' })
  expect(await whatIsNext(lule)).not.toContain('Të përcaktohet mosha')
})

it('finds a school in the language of the child, with the agreement of the guardian', async () => {
  await step(lule, /^Të vlerësohen nevojat.*Personi 1$/, { needs: ['education'] })
  await step(lule, /^Të planifikohet ndihma.*Personi 1$/, { owner: 'Gratë për gratë' })
  await step(lule, /^Të kërkohet pëlqimi: Gratë për gratë.*Personi 1$/, {
    channel: 'by-guardian',
    language: 'sq',
    told: toldBeforeConsent
  })
  await next(lule, /^Të referohet: .*Personi 1$/)
  await lule.fill('#packet-name', 'Besi')
  await lule.locator('#packet-wishes').fill('Mësim në shqip, në një klasë me moshatarët')
  await both(lule, 'cas4-child-refer-sq')
  await save(lule)
  expect(await whatIsNext(lule)).toContain('T’i përgjigjet referimit')
  await lule.getByRole('link', { name: 'Plani i ndihmës' }).click()
  await both(lule, 'cas4-child-plan-sq')
})

it('keeps the suspected parent apart from the children on the record', async () => {
  await lule.goto(`/desk/cases/${code}/record`)
  await lule.getByText('Personat e dyshuar, të ndarë').waitFor()
  const last = lule.locator('section.card').last()
  await last.getByText('Person i dyshuar').waitFor()
  expect(await last.innerText()).toContain('3')
  await both(lule, 'cas4-child-record-sq')
})

it('names the review of what was decided, when its day comes', async () => {
  await daysGoBy(team.fener, 89)
  await lule.goto(`/desk/cases/${code}`)
  for (const number of [1, 2])
    await step(lule, new RegExp(`^Të rishqyrtohet interesi.*Personi ${number}$`), {
      options: ['foster-family', 'other-family'],
      decision: 'other-family',
      childHeard: 'yes'
    })
  expect(await lule.locator('.timeline').innerText()).toContain('u vendos: Te të afërm të tjerë')
  await both(lule, 'cas4-child-overview-sq')
  expectQuiet(team.desks)
})
