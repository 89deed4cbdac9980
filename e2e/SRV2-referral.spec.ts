// SRV2: a referral kept, sent, declined and sent to the next provider without writing it again; accepted, helped, asked how it helped;
// and the provider's access ends with it. In Serbian and Albanian.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { ownersQuery } from './desk.ts'
import { expectAccessible, personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts' // prettier-ignore
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let ana: Page
let lule: Page
let arta: Page
const complaints: string[][] = []
const secrets = ['MARKERIME', 'MARKERZELJA', 'MARKERPOGLED', 'MARKERBELESKA', 'MARKERNAPREDAK']

const at = async (who: string, lang: 'sr' | 'sq' = 'sr') => {
  const { email, name, secret } = accounts.find(a => a.name.startsWith(who))!
  const desk = await personsBrowser(browser, fener.origin)
  complaints.push(desk.complaints, desk.strangers)
  await signIn(desk.page, { email, name, secret, password }, lang)
  if (lang === 'sq') {
    await desk.page.selectOption('.language select', 'sq')
    await desk.page.getByText('Gjithçka këtu është e trilluar').waitFor()
  }
  return desk.page
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  ana = await at('Ana')
  lule = await at('Lule', 'sq')
  arta = await at('Arta', 'sq')
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const column = (page: Page, name: string) => page.locator('.lanes section', { hasText: name })
let code = ''
let next = ''

it('is kept for later, and waits on the board to be sent', async () => {
  await ana.goto('/desk/cases')
  await ana.locator('.rows a').first().click()
  await ana.getByRole('button', { name: 'Uputi' }).click()
  await ana
    .locator('#refer-to option', { hasText: 'Sigurna kuća, 2 slobodna mesta' })
    .waitFor({ state: 'attached' })
  await ana.fill('#packet-name', 'MARKERIME')
  await ana.fill('#packet-wishes', 'MARKERZELJA tiha soba')
  // a browser that breaks down in the middle costs nothing
  await ana.getByText(/Sačuvano u \d/).waitFor()
  await ana.locator('.bar .chip.go').click()
  await ana.reload()
  await ana.locator('.unlock').waitFor()
  await ana.fill('.unlock input[type=password]', password)
  await ana.locator('.unlock button.btn').click()
  await ana.getByRole('button', { name: 'Uputi' }).click()
  await expect.poll(() => ana.inputValue('#packet-wishes')).toBe('MARKERZELJA tiha soba')
  await ana.getByRole('button', { name: 'Sačuvaj, pošalji kasnije' }).click()
  await ana.locator('#packet-name').waitFor({ state: 'detached' })
  await ana.goto('/desk/referrals')
  await column(ana, 'Za slanje').locator('.board-card').first().waitFor()
  await expectAccessible(ana, 'board')
  await picture(ana, 't1-board-sr')
  await ana.emulateMedia({ colorScheme: 'dark' })
  await ana.setViewportSize({ width: 390, height: 844 })
  expect(await ana.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(ana, 'board on a phone')
  await picture(ana, 't2-board-sr-390-dark')
  await ana.setViewportSize({ width: 1280, height: 900 })
  await ana.emulateMedia({ colorScheme: 'light' })
})

it('is sent as it was kept, declined with a reason, and then no longer there for who declined', async () => {
  await column(ana, 'Za slanje').locator('a').first().click()
  await expect.poll(() => ana.inputValue('#packet-name')).toBe('MARKERIME')
  await ana.selectOption('#refer-to', { label: 'Sigurna kuća, 2 slobodna mesta' })
  await ana.selectOption('#refer-urgency', 'urgent')
  if (await ana.locator('#refer-second').isVisible())
    throw new Error('the made-up year has no consent for this')
  await ana.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await ana.waitForURL(/\/desk\/referrals$/)
  const [row] = await ownersQuery(fener, `select code from services.referrals where urgency = 'urgent'`)
  code = row.code
  await column(ana, 'Čeka odgovor').locator('.board-card', { hasText: code }).getByText('hitno').waitFor()

  await lule.goto('/desk/referrals')
  await lule.getByRole('button', { name: 'Te unë' }).click()
  await lule.locator('.lanes .board-card', { hasText: code }).locator('a').click()
  await lule.getByText('MARKERZELJA').waitFor()
  await expectAccessible(lule, 'referral')
  await picture(lule, 't3-referral-sq')
  await lule.selectOption('#decline', 'no-free-place')
  await lule.getByRole('button', { name: 'Refuzo' }).click()
  await lule.waitForURL(/\/desk\/referrals$/)
  await lule.goto(`/desk/referrals/${code}`)
  await lule.getByText('Këtu nuk ka asgjë për ju').waitFor()
})

it('goes to the next provider with everything written before', async () => {
  await ana.goto('/desk')
  await ana.getByText('Pitajte sledećeg').first().waitFor()
  await picture(ana, 't4-today-sr')
  // the person agrees that this house too is told
  await ana.goto(`/desk/referrals/${code}`)
  await ana.locator('a[href^="/desk/cases/"]').first().click()
  await ana.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
  await ana.selectOption('#fact-step', 'consent-recorded')
  await ana.selectOption('#fact-purpose', 'sharing-with-named-body')
  await ana.selectOption('#fact-recipient', { label: 'Dom zdravlja' })
  const form = ana.locator('form', { has: ana.locator('#fact-step') })
  for (const box of await form.locator('fieldset input[type=checkbox]').all())
    if (!(await box.isChecked())) await box.check()
  await ana.getByRole('button', { name: 'Zabeleži', exact: true }).click()
  await ana.locator('#fact-step').waitFor({ state: 'detached' })
  await ana.goto(`/desk/referrals/${code}`)
  await ana.getByText('Nema slobodnog mesta').waitFor()
  await ana.getByRole('link', { name: 'Otvori za sledećeg' }).click()
  await ana.getByText('Nije prihvaćeno. Pitali ste:').waitFor()
  await expect.poll(() => ana.inputValue('#packet-wishes')).toBe('MARKERZELJA tiha soba')
  const first = await ana.locator('#refer-to option:not([disabled])').first().innerText()
  expect(first).toBe('Dom zdravlja, 1 slobodno mesto')
  await ana.locator('#refer-to option', { hasText: 'već pitano' }).waitFor({ state: 'attached' })
  await ana.selectOption('#refer-to', { label: first })
  await expectAccessible(ana, 'next provider')
  await picture(ana, 't5-next-provider-sr')
  await ana.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await ana.waitForURL(/\/desk\/referrals$/)
  const rows = await ownersQuery(
    fener,
    `select code from services.referrals where urgency = 'urgent' and status = 'sent'`
  )
  expect(rows).toHaveLength(1)
  next = rows[0].code
})

it('is accepted, helps, and the person says how; then the provider’s access ends', async () => {
  await ownersQuery(
    fener,
    `insert into directory.programmes (network_id, id, organisation_id, kind, name, about, places, starts_on, ends_on)
     select network_id, gen_random_uuid(), id, 'job-training', '{"sr":"Bašta","sq":"Kopshtari","en":"Gardening"}',
            '{"sr":"Bašta","sq":"Kopshtari","en":"Gardening"}', 3, current_date, current_date + 90
     from identity.organisations where name->>'sr' = 'Dom zdravlja'`
  )
  await arta.goto(`/desk/referrals/${next}`)
  await arta.getByText('MARKERZELJA').waitFor()
  await arta.getByRole('button', { name: 'Prano', exact: true }).click()
  // the house takes the person into its programme
  await arta.selectOption('#part-programme', { label: 'Kopshtari' })
  await arta.selectOption('#part-step', 'joined')
  await arta.fill('#part-note', 'MARKERNAPREDAK sadi rado')
  const part = arta.locator('form', { has: arta.locator('#part-step') })
  await part.locator('button').click()
  await arta.getByText('MARKERNAPREDAK').waitFor()
  await arta.selectOption('#part-step', 'grant-paid')
  await arta.fill('#part-amount', '120,50')
  await expectAccessible(arta, 'taking part')
  await part.locator('button').click()
  await arta.getByText('120,50').first().waitFor()
  await picture(arta, 't6-part-sq')
  await arta.fill('#note', 'MARKERBELESKA tri mirne noći')
  await arta.locator('button', { hasText: 'Ndihma u dha' }).click()
  await arta.getByText('MARKERBELESKA').waitFor()
  await picture(arta, 't6-delivered-sq')
  await ana.goto(`/desk/referrals/${next}`)
  await ana.getByText('MARKERBELESKA').waitFor()
  await ana.getByText('MARKERNAPREDAK').waitFor()
  await ana.locator('input[value=partly]').check()
  await ana.fill('#words', 'MARKERPOGLED bilo je tiho')
  await expectAccessible(ana, 'follow-up')
  await picture(ana, 't7-follow-up-sr')
  await ana.getByRole('button', { name: 'Zabeleži proveru' }).click()
  await ana.getByText('Pomoglo je delom').waitFor()
  await ana.getByText('MARKERPOGLED').waitFor()
  await arta.reload()
  await arta.getByText('Këtu nuk ka asgjë për ju').waitFor()
  await arta.goto('/desk/referrals')
  await arta.locator('h1').waitFor()
  expect(await arta.locator('body').innerText()).not.toContain(next)
})

it('left no word of it readable in the database or the log; no browser complained', async () => {
  const tables = await ownersQuery(
    fener,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('services', 'directory', 'cases', 'audit', 'graphile_worker')`
  )
  let dump = ''
  for (const { name } of tables)
    dump += (
      await ownersQuery(fener, `select coalesce(string_agg(t::text, E'\\n'), '') as rows from ${name} t`)
    )[0].rows
  for (const secret of secrets) {
    expect(dump.includes(secret), secret).toBe(false)
    expect(dump.includes(Buffer.from(secret).toString('hex')), secret).toBe(false)
    expect(fener.log().includes(secret), secret).toBe(false)
  }
  expect(complaints.flat()).toEqual([])
})
