// TRU1: somebody leaves, the team gets a new key by itself, and nobody who stays, comes or writes loses a word.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { signIn, type Account } from './people.ts'
import { grantAll, inviteTo, lookAgain, setUpNetwork } from './team.ts'

const phoneSize = { viewport: { width: 390, height: 800 } }
const before = 'MARKERPRE svetlo u staroj pilani'
const onItsWay = 'MARKERPUT kombi bez tablica svako jutro'
const withoutScript = 'MARKERBEZ skripte, vrata su zaključana spolja'

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)

let fener: Running
let browser: Browser
const desks: Record<string, Awaited<ReturnType<typeof personsBrowser>>> = {}
const accounts: Record<string, Account> = {}
const desk = async (who: string, options = {}): Promise<Page> =>
  (desks[who] ??= await personsBrowser(browser, fener.origin, options)).page

const owner = async <T>(query: string, values: unknown[] = []): Promise<T[]> => {
  const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n'
  )
  const client = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await client.connect()
  try {
    return (await client.query(query, values)).rows
  } finally {
    await client.end()
  }
}

/** Fills the report up to the last look at it, and does not send it. */
const fillReport = async (page: Page, what: string, withPhoto = false) => {
  await page.goto('/sr/w/1')
  const next = () => page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
  await next()
  await page.locator('textarea:visible').fill(what)
  if (withPhoto)
    await page
      .locator('input[type=file]:visible')
      .setInputFiles({ name: 'kombi.png', mimeType: 'image/png', buffer: photo })
  for (let i = 2; i < 8; i++) await next()
  await page.locator('button.btn:visible', { hasText: 'Pošalji' }).waitFor()
}
const sendReport = async (page: Page): Promise<string> => {
  await page.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
  await page.locator('.receipt, [data-receipt], main').getByText(/\d{4}/).first().waitFor()
  const text = await page.locator('main').innerText()
  const receipt = (text.match(/\b\d{4}\b/g) ?? []).slice(0, 6).join(' ')
  expect(receipt.replace(/\s/g, '')).toHaveLength(24)
  return receipt
}
/** Opens the reports of the list one by one until these words are read. */
const reads = async (page: Page, words: string) => {
  await page.goto('/desk/inbox')
  await page.locator('.inbox-row').first().waitFor()
  const addresses = await page
    .locator('.inbox-row')
    .evaluateAll(rows => rows.map(row => row.getAttribute('href') ?? ''))
  for (const address of addresses) {
    await page.locator(`.inbox-row[href="${address}"]`).click()
    await page.waitForURL(`**${address}`)
    await page.locator('h1', { hasText: address.split('/').at(-1)! }).waitFor()
    // what it says, or that it cannot be opened: either is there at last
    await page.locator('.words .told, .words .problem').first().waitFor()
    if ((await page.locator('.words').innerText()).includes(words)) return
  }
  throw new Error(`nobody here reads: ${words}`)
}

beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
  const coordinator = await desk('coordinator')
  accounts.coordinator = (
    await setUpNetwork(coordinator, { name: 'Jelena Marković', email: 'jelena@primer.example' })
  ).account
  await signIn(coordinator, accounts.coordinator)
  for (const [who, name] of [
    ['mirjana', 'Mirjana Stojanović'],
    ['dragan', 'Dragan Petković']
  ] as const)
    accounts[who] = (
      await inviteTo(coordinator, await desk(who), 'operator', { name, email: `${who}@primer.example` })
    ).account
  await grantAll(coordinator)
  await signIn(await desk('mirjana'), accounts.mirjana!)
  await signIn(await desk('dragan'), accounts.dragan!)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

let receipt = ''

it('two operators read a report; pages are open everywhere when one of them leaves', async () => {
  const witness = await desk('witness', phoneSize)
  await fillReport(witness, before)
  receipt = await sendReport(witness)
  await reads(await desk('dragan'), before)
  const mirjana = await desk('mirjana')
  await reads(mirjana, before)
  await mirjana.fill('#answer-text', 'Hvala. Koliko osoba tu spava?')
  await fillReport(await desk('phone', phoneSize), onItsWay, true)
  await fillReport(await desk('bare', { ...phoneSize, javaScriptEnabled: false }), withoutScript)
  const back = await desk('back', phoneSize)
  await back.goto('/sr/r')
  await back.fill('#code', receipt)
  await back.keyboard.press('Enter')
  await back.locator('#inside-title').waitFor()
  await back.fill('#text', 'Dodajem: dvoje su deca.')
})

it('ending an access says what happens next, and that what was seen cannot be unseen', async () => {
  const coordinator = await desk('coordinator')
  // with open keys her own desk would make the new key at once: she is a keeper of it
  await coordinator.locator('.bar button.chip').click()
  await coordinator.goto('/desk/people')
  const row = coordinator.locator('li', { hasText: 'Dragan Petković' })
  await row.getByRole('button', { name: 'Odlazi…' }).click()
  await row.getByText('Ono što je već viđeno ne može se poništiti.').waitFor()
  await picture(coordinator, '40-leaving-sure')
  await row.getByRole('button', { name: 'Završi pristup' }).click()
  await coordinator.getByText('Pristup je završen: Dragan Petković').waitFor()
  await coordinator.locator('.waiting-keys').getByText('Što je već viđeno ne može se poništiti.').waitFor()
  await coordinator.getByText('Nov ključ još čekaju: tim za prijem, rano upozorenje.').waitFor()
  await expectAccessible(coordinator, 'access ended')
  await picture(coordinator, '41-ended')
  await coordinator.selectOption('.language select', 'sq')
  await coordinator.getByText('Çelës të ri presin ende: ekipi i pranimit, paralajmërimi i hershëm.').waitFor()
  await coordinator.emulateMedia({ colorScheme: 'dark' })
  await coordinator.setViewportSize(phoneSize.viewport)
  await expectAccessible(coordinator, 'waiting for keys, on a phone, in the dark')
  expect(await coordinator.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await picture(coordinator, '42-ended-sq-dark-phone')
  await coordinator.selectOption('.language select', 'sr-Latn')
  await coordinator.getByText('Nov ključ još čekaju: tim za prijem, rano upozorenje.').waitFor()
  await picture(coordinator, '42-ended-dark-phone')
  await coordinator.emulateMedia({ colorScheme: 'light' })
  await picture(coordinator, '42-ended-phone')
  await coordinator.setViewportSize({ width: 1280, height: 900 })

  // the keys in the leaver's open page are forgotten at the next contact (a report on the screen asks by itself, too), and there is no
  // way back in
  const dragan = await desk('dragan')
  await lookAgain(dragan)
  await dragan.getByText('Ključevi zaključani').waitFor()
  expect(await dragan.evaluate(() => sessionStorage.getItem('k'))).toBeNull()
  await dragan.goto('/desk/inbox')
  await dragan.waitForURL(/sign-in/)
})

it('the desk of the one who stays makes the new key, quietly, and loses nothing that was typed', async () => {
  const mirjana = await desk('mirjana')
  expect(await mirjana.locator('.new-keys').innerText()).toBe('')
  await lookAgain(mirjana)
  await mirjana
    .locator('.new-keys')
    .getByText(/Nov ključ: .*tim za prijem/)
    .waitFor()
  expect(await mirjana.inputValue('#answer-text')).toContain('Koliko osoba')
  await expectAccessible(mirjana, 'new key made')
  await picture(mirjana, '43-new-key')
  await mirjana.setViewportSize(phoneSize.viewport)
  await picture(mirjana, '43-new-key-phone')
  await mirjana.setViewportSize({ width: 1280, height: 900 })
  const epochs = await owner<{ epoch: number; renew_since: Date | null }>(
    `select epoch, renew_since from access.circles where kind = 'intake'`
  )
  expect(epochs).toEqual([{ epoch: 2, renew_since: null }])
  // this page was opened under the old key
  await mirjana.getByRole('button', { name: 'Pošalji' }).click()
  await mirjana.locator('.talk li.intake').waitFor()
  expect(await owner(`select epoch from reports.messages`)).toEqual([{ epoch: 2 }])
})

it('forms that were opened before the change still send, with and without script', async () => {
  const phone = await desk('phone')
  await sendReport(phone)
  await sendReport(await desk('bare'))
  const back = await desk('back')
  await back.locator('#say button').first().click()
  await back.locator('#talk').getByText('dvoje su deca').waitFor()
  const rows = await owner<{ epoch: number; mode: string }>(
    `select epoch, mode from reports.envelopes order by epoch, mode`
  )
  expect(rows).toEqual([
    { epoch: 1, mode: 'browser' },
    { epoch: 2, mode: 'browser' },
    { epoch: 2, mode: 'server' }
  ])
})

it('who stays reads the old and the new, and so does the reporter', async () => {
  const mirjana = await desk('mirjana')
  for (const words of [withoutScript, onItsWay]) await reads(mirjana, words)
  // the file was sealed again too
  await mirjana.getByRole('button', { name: 'Prikaži' }).click()
  await mirjana.locator('.photo img').waitFor()
  await reads(mirjana, before)
  await mirjana.getByText('dvoje su deca').waitFor()
  await mirjana.getByText('Koliko osoba tu spava?').waitFor()
  const again = await desk('again', phoneSize)
  await again.goto('/sr/r')
  await again.fill('#code', receipt)
  await again.keyboard.press('Enter')
  await again.locator('#talk').getByText('Koliko osoba tu spava?').waitFor()
  await again.locator('#wrote summary').click()
  await again.locator('#wrote-text').getByText('dvoje su deca').waitFor()
  await again.locator('#wrote-text').getByText(before).waitFor()
})

it('who comes afterwards gets the newest key alone, and reads both', async () => {
  const coordinator = await desk('coordinator')
  await coordinator.goto('/desk/people')
  expect(await coordinator.getByText('Nov ključ još čekaju').count()).toBe(0)
  await coordinator.fill('#unlock-password', accounts.coordinator!.password)
  await coordinator.getByRole('button', { name: 'Otključaj' }).click()
  await coordinator.locator('#unlock-password').waitFor({ state: 'detached' })
  const teuta = await desk('teuta')
  accounts.teuta = (
    await inviteTo(coordinator, teuta, 'operator', { name: 'Teuta Berisha', email: 'teuta@primer.example' })
  ).account
  await grantAll(coordinator)
  const wraps = await owner(
    `select c.kind, w.epoch from access.wraps w join identity.people p on p.id = w.account_id
     join access.circles c on c.id = w.circle_id where p.name = 'Teuta Berisha' order by c.kind`
  )
  expect(wraps).toEqual([
    { kind: 'intake', epoch: 2 },
    { kind: 'warning', epoch: 2 }
  ])
  await signIn(teuta, accounts.teuta)
  for (const words of [before, onItsWay]) await reads(teuta, words)
})

it('a key nobody has vouched for is compared by phone before anything is wrapped for it', async () => {
  const coordinator = await desk('coordinator')
  await coordinator.locator('.bar button.chip').click()
  await owner(
    `update access.wraps set vouch = null where epoch = 2 and account_id = (select id from identity.people where name = 'Teuta Berisha')
       and circle_id = (select id from access.circles where kind = 'intake')`
  )
  // Ana, whose only case is hers alone
  const mirjana = await desk('mirjana')
  const ana = await desk('ana')
  accounts.ana = (
    await inviteTo(coordinator, ana, 'case-manager', { name: 'Ana Petrović', email: 'ana@primer.example' })
  ).account
  await reads(mirjana, onItsWay)
  await mirjana.selectOption('#case-manager', { label: 'Ana Petrović' })
  await mirjana.locator('.decision button.btn.wide').click()
  await mirjana.locator('.decision .notice').waitFor()
  await coordinator.goto('/desk/people')
  const row = coordinator.locator('li', { hasText: 'Ana Petrović' })
  await row.getByRole('button', { name: 'Odlazi…' }).click()
  await row.getByText('otvoren slučaj ili upućivanje je samo u rukama ove osobe').waitFor()
  await expectAccessible(coordinator, 'the last holder')
  await picture(coordinator, '44-last-holder')
  await coordinator.setViewportSize(phoneSize.viewport)
  await picture(coordinator, '44-last-holder-phone')
  await coordinator.setViewportSize({ width: 1280, height: 900 })
  await row.getByRole('button', { name: 'Nužda: završi pristup odmah' }).click()
  await coordinator.getByText('Niko više ne drži ključ: manje od 5 timova').waitFor()
  await picture(coordinator, '45-nobody-left')

  await owner(`update access.circles set renew_since = now() where kind = 'intake'`)
  await mirjana.goto('/desk')
  await mirjana.locator('.new-keys').getByText('Prvo uporedite brojeve').waitFor()
  await expectAccessible(mirjana, 'numbers to compare')
  await picture(mirjana, '46-to-compare')
  await mirjana.emulateMedia({ colorScheme: 'dark' })
  await picture(mirjana, '46-to-compare-dark')
  await mirjana.emulateMedia({ colorScheme: 'light' })
  await mirjana.getByRole('link', { name: 'Uporedi brojeve' }).click()
  await mirjana.getByText('Pre novog ključa: tim za prijem').waitFor()
  await mirjana.locator('.next').getByText('Teuta Berisha').waitFor()
  expect(await mirjana.locator('.next li').count()).toBe(1)
  await expectAccessible(mirjana, 'comparing numbers')
  await picture(mirjana, '47-compare')
  await mirjana.setViewportSize(phoneSize.viewport)
  await picture(mirjana, '47-compare-phone')
  await mirjana.emulateMedia({ colorScheme: 'dark' })
  await mirjana.selectOption('.language select', 'sq')
  await mirjana.getByText('Para çelësit të ri: ekipi i pranimit').waitFor()
  expect(await mirjana.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(mirjana, 'comparing numbers, on a phone, in the dark')
  await picture(mirjana, '47-compare-sq-dark-phone')
  await mirjana.getByRole('button', { name: /numrat përputhen/ }).click()
  await mirjana.locator('.new-keys').getByText('Çelës i ri: ekipi i pranimit.').waitFor()
  await mirjana.getByText('Para çelësit të ri').waitFor({ state: 'detached' })
  const vouched = await owner<{ all: boolean }>(
    `select bool_and(vouch is not null) as all from access.wraps where epoch = 3`
  )
  expect(vouched).toEqual([{ all: true }])
  for (const words of [before, withoutScript]) await reads(await desk('teuta'), words)
})

it('asked nothing of anybody else, and no browser complained', () => {
  for (const [who, { strangers, complaints }] of Object.entries(desks)) {
    expect(strangers, who).toEqual([])
    expect(complaints, who).toEqual([])
  }
  expect(fener.log()).not.toContain('MARKER')
})
