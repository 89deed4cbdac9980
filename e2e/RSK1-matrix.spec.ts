// RSK1: a matrix of early risks from the words that ship to the one that scores. Two edit it at once and lose nothing, it goes out as a
// file and comes back, a second person records in Albanian what the meeting decided, and the next version is compared with it.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { ownersQuery } from './desk.ts'
import { expectAccessible, personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts' // prettier-ignore
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

const root = '/desk/risk/matrices'
let fener: Running
let browser: Browser
let ana: Page
let vesna: Page
let jelena: Page
const complaints: string[][] = []

const at = async (name: string, options = {}) => {
  const desk = await personsBrowser(browser, fener.origin, options)
  complaints.push(desk.complaints, desk.strangers)
  await signIn(desk.page, { ...accounts.find(a => a.name === name)!, password })
  return desk.page
}
const narrow = async (page: Page, name: string) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390)
  await expectAccessible(page, name)
  await picture(page, name)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
const field = (page: Page, path: string) => page.locator(`[id="m-${path}"]`)
const openSign = (page: Page, n: number) =>
  page.getByRole('button', { name: new RegExp(`: (Znak|Shenja) ${n}$`) }).click()
const save = async (page: Page, status = 200) => {
  const saved = page.waitForResponse(r => r.url().endsWith('/save') && r.status() === status)
  await page.getByRole('button', { name: 'Sačuvaj nacrt' }).click()
  await saved
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  ana = await at('Ana Petrović')
  vesna = await at('Vesna Ristić')
  jelena = await at('Jelena Marković')
  await jelena.selectOption('.language select', 'sq')
  await jelena.getByText('Gjithçka këtu është e trilluar').waitFor()
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

it('says of a category that nobody has adopted its matrix; who only takes reports reads, a provider finds nothing', async () => {
  const operator = await at('Mirjana Stojanović')
  await operator.goto(root)
  await expect.poll(() => operator.getByText('Za usvajanje').count()).toBe(3)
  await operator.getByRole('link', { name: 'Deca', exact: true }).click()
  await operator.getByText('Niko je nije usvojio').waitFor()
  expect(await operator.getByRole('link', { name: 'Nacrt', exact: true }).count()).toBe(0)
  expect(await operator.getByRole('button', { name: 'Započni nacrt' }).count()).toBe(0)
  expect((await operator.request.get(`${root}/rk-svi/file`)).status()).toBe(404)
  const provider = await at('Lule Krasniqi')
  await provider.goto(`${root}/rk-deca`)
  await provider.getByText('Ovde nema ničega za vas').waitFor()
  expect((await provider.request.get(`${root}/rk-deca/file`)).status()).toBe(404)
})

it('is drafted sign by sign, and says beside the field what is still missing', async () => {
  await ana.goto(`${root}/rk-deca`)
  await expectAccessible(ana, 'matrix')
  await picture(ana, 'm1-matrix-sr')
  await ana.getByRole('button', { name: 'Započni nacrt od prve matrice' }).click()
  await ana.getByText('Ništa više ne smeta usvajanju').waitFor()
  await openSign(ana, 5)
  await field(ana, 'signs[4].words.sq').fill('')
  await ana.locator('[id="m-signs[4].words.sq-wrong"]').getByText('albanski').waitFor()
  await ana.getByText('1 stvar još smeta usvajanju').waitFor()
  await expectAccessible(ana, 'draft')
  await picture(ana, 'm2-draft-sr')
  await narrow(ana, 'm2-draft-sr-390-dark')
  await field(ana, 'signs[4].words.sq').fill('A e ka kërcënuar dikush fëmijën?')
  await ana.getByRole('button', { name: 'Dodaj znak' }).click()
  await ana.getByText('Nov znak bez pitanja').waitFor()
  await field(ana, 'signs[22].code').fill('child-waits-at-the-border')
  for (const [language, words] of [
    ['sr-Latn', 'Da li dete danima čeka na granici?'],
    ['sq', 'A pret fëmija me ditë në kufi?'],
    ['en', 'Does the child wait at the border for days?']
  ] as const)
    await field(ana, `signs[22].words.${language}`).fill(words)
  await field(ana, 'signs[22].source').fill('Radna grupa')
  await field(ana, 'signs[22].weight').fill('0')
  // it would be asked and count for nothing
  await ana.locator('[id="m-signs[22].weight-error"]').getByText('ne znači ništa').waitFor()
  await field(ana, 'signs[22].weight').fill('2')
  await ana.getByText('Ništa više ne smeta usvajanju').waitFor()
  await save(ana)
  await ana.getByText('Sačuvano. Izmena 2.').waitFor()
})

it('is edited by two at once, and neither loses a word', async () => {
  await vesna.goto(`${root}/rk-deca/draft`)
  await openSign(vesna, 1)
  await field(vesna, 'signs[0].words.sr-Latn').fill('Da li dete drže zatvoreno?')
  await field(vesna, 'signs[0].weight').fill('5')
  await openSign(vesna, 1)
  await save(vesna)
  await openSign(ana, 1)
  await field(ana, 'signs[0].words.sr-Latn').fill('Da li dete ne puštaju napolje?')
  await field(ana, 'signs[0].words.en').fill('Is the child kept inside?')
  await save(ana, 409)
  const both = ana.locator('.clashes')
  await both.getByText('Da li dete drže zatvoreno?').waitFor()
  await both.getByText('Da li dete ne puštaju napolje?').waitFor()
  expect(await both.innerText()).toContain('Vesna Ristić')
  await expectAccessible(ana, 'both')
  await picture(ana, 'm3-both-sr')
  await narrow(ana, 'm3-both-sr-390-dark')
  await both.getByRole('button', { name: 'Uzmi drugo' }).click()
  await save(ana)
  await ana.reload()
  await openSign(ana, 1)
  expect(await field(ana, 'signs[0].words.sr-Latn').inputValue()).toBe('Da li dete drže zatvoreno?')
  expect(await field(ana, 'signs[0].words.en').inputValue()).toBe('Is the child kept inside?')
  expect(await field(ana, 'signs[0].weight').inputValue()).toBe('5')
  // where they touched different things nobody is asked anything; leaving the page keeps what was typed
  await vesna.reload()
  await openSign(vesna, 2)
  await field(vesna, 'signs[1].weight').fill('4')
  await openSign(ana, 3)
  await field(ana, 'signs[2].weight').fill('4')
  await save(vesna)
  await ana.getByRole('link', { name: 'Proba', exact: true }).click()
  await ana.waitForURL(/\/try$/)
  await ana.goto(`${root}/rk-deca/draft`)
  await openSign(ana, 2)
  expect(await field(ana, 'signs[1].weight').inputValue()).toBe('4')
  await openSign(ana, 3)
  expect(await field(ana, 'signs[2].weight').inputValue()).toBe('4')
})

it('goes out as a file and comes back, and a faulty file is refused line by line', async () => {
  const coming = ana.waitForEvent('download')
  await ana.getByRole('link', { name: 'Izvezi kao datoteku' }).click()
  const text = readFileSync((await (await coming).path())!, 'utf8')
  expect(text).toContain('child-waits-at-the-border')
  const bring = (words: string) =>
    ana
      .locator('input[type=file]')
      .setInputFiles({ name: 'deca.yaml', mimeType: 'application/yaml', buffer: Buffer.from(words) })
  const rule = text.split('\n').findIndex(line => line.includes('- child-begs-at-night')) + 1
  await bring(text.replace('- child-begs-at-night', '- child-sings'))
  await ana.getByText(`Red ${rule}`).waitFor()
  await ana.getByText('„child-sings“, kojeg nema').waitFor()
  await picture(ana, 'm4-file-faults-sr')
  await bring(text.replace('category: rk-deca', 'category: rk-zene'))
  await ana.getByText('Datoteka je matrica druge kategorije').waitFor()
  await bring(text.replace('Da li dete danima čeka na granici?', 'Da li dete dugo čeka na granici?'))
  await ana.getByText('Datoteka je u nacrtu').waitFor()
  await ana.getByText('Da li dete dugo čeka na granici?').first().waitFor()
  await save(ana)
})

it('is adopted by a meeting which a second person records, and then put in force', async () => {
  await ana.goto(`${root}/rk-deca/adopt`)
  await ana.getByText('Odluku upisuje koordinator').waitFor()
  await jelena.goto(`${root}/rk-deca/adopt`)
  await jelena.getByRole('button', { name: 'Shëno vendimin' }).click()
  for (const wrong of [
    'Shkruani cili grup punues',
    'Zgjidhni ditën',
    'së paku dy persona',
    'Shkruani çfarë u vendos'
  ])
    await jelena.locator('.error', { hasText: wrong }).waitFor()
  await expectAccessible(jelena, 'adopt')
  await picture(jelena, 'm5-adopt-sq')
  await narrow(jelena, 'm5-adopt-sq-390-dark')
  await jelena.locator('#adopt-group').fill('Grupi punues për paralajmërim të hershëm')
  await jelena.locator('#adopt-metOn').fill(new Date().toISOString().slice(0, 10))
  for (const name of ['Ana Petrović', 'Jelena Marković', 'Marko Ilić']) await jelena.getByLabel(name).check()
  await jelena.locator('#adopt-decision').fill('Matrica miratohet për një vit.')
  await jelena.getByLabel('U votua').check()
  for (const [one, n] of [
    ['for', 6],
    ['against', 0],
    ['abstained', 1]
  ] as const)
    // prettier-ignore
    await jelena.locator(`#adopt-${one}`).fill(String(n))
  await jelena.getByRole('button', { name: 'Shëno vendimin' }).click()
  await jelena.getByText('6 për, 0 kundër, 1 abstenim').waitFor()
  await jelena.goto(root)
  await jelena.getByText('E miratuar, ende jo në fuqi').waitFor()
  await jelena.goto(`${root}/rk-deca/adopt`)
  await jelena.getByRole('button', { name: 'Vëre në fuqi' }).click()
  await jelena.getByRole('button', { name: 'Po, nga tani' }).click()
  await jelena.getByRole('heading', { name: 'Versioni 1: Në fuqi' }).waitFor()
  await picture(jelena, 'm6-in-force-sq')
  await jelena.goto(root)
  await jelena.getByText('Versioni 1 në fuqi').nth(3).waitFor()
  await expectAccessible(jelena, 'matrices')
  await picture(jelena, 'm7-list-sq')
  await narrow(jelena, 'm7-list-sq-390-dark')
})

it('speaks Arabic in its next draft, which is tried on what the field brought back, by the circle alone', async () => {
  const asylum = `${root}/rk-trazioci-azila`
  await jelena.goto(asylum)
  await jelena.getByRole('button', { name: 'Fillo draftin nga versioni 1' }).click()
  await jelena.getByRole('heading', { name: 'Gjuhët e njerëzve që pyeten' }).click()
  await jelena.getByLabel('Shto një gjuhë').selectOption('ar')
  await jelena.getByLabel('Shto një gjuhë').selectOption('fa')
  await openSign(jelena, 13)
  const arabic = field(jelena, 'signs[12].words.ar')
  expect(await arabic.getAttribute('dir')).toBe('rtl')
  await arabic.fill('هل عليكم دين مقابل الطريق؟')
  await jelena.getByText('1 nga 24 të shkruara').waitFor()
  await expectAccessible(jelena, 'languages')
  await picture(jelena, 'm10-languages-sq')
  await narrow(jelena, 'm10-languages-sq-390-dark')
  await jelena.getByRole('button', { name: 'Hiqe: persisht' }).click()
  await jelena.getByRole('button', { name: 'Hiqe: persisht' }).waitFor({ state: 'detached' })
  expect(await field(jelena, 'signs[12].words.fa').count()).toBe(0)
  await field(jelena, 'signs[12].severe').check()
  await jelena.getByRole('link', { name: 'Prova', exact: true }).click()

  await jelena.getByRole('button', { name: 'Hap përgjigjet dhe provo' }).click()
  await jelena.getByText(/U provua mbi \d+ pyetësorë\./).waitFor()
  const column = async (n: number) =>
    (await jelena.locator(`table.year tbody td:nth-of-type(${n})`).allInnerTexts()).map(Number)
  const stored = await ownersQuery(
    fener,
    `select level, count(*)::int as n from risk.submissions where category = 'rk-trazioci-azila' group by 1`
  )
  const of = (level: string) => (stored.find(row => row.level === level)?.n as number) ?? 0
  // the version in force says what it said when they arrived
  const [urgent, ...rest] = [of('urgent'), of('risk'), of('watch'), of('none')]
  expect(await column(1)).toEqual([urgent, ...rest])
  const then = await column(2)
  expect(then.reduce((sum, n) => sum + n)).toBe(urgent! + rest.reduce((sum, n) => sum + n))
  expect(then[0]).toBeGreaterThan(urgent!)
  const moved = jelena.locator('.year-moved > li')
  expect(await moved.count()).toBe(then[0]! - urgent!)
  await expectAccessible(jelena, 'year')
  await picture(jelena, 'm11-year-sq')
  await narrow(jelena, 'm11-year-sq-390-dark')
  const [entry] = await ownersQuery(
    fener,
    `select sum(jsonb_array_length(detail->'submissions'))::int as n from audit.entries where verb = 'submission.try'`
  )
  expect(entry!.n).toBe(then.reduce((sum, n) => sum + n))
  await moved.first().getByRole('link').click()
  await jelena.getByRole('heading', { name: 'Përgjigjet', exact: true }).waitFor()
  await jelena.goBack()
  // nothing of it was kept
  await jelena.getByRole('button', { name: 'Hap përgjigjet dhe provo' }).waitFor()

  await ownersQuery(
    fener,
    `update access.circle_members m set until_at = now() from access.circles c, identity.people p
     where c.id = m.circle_id and c.kind = 'warning' and p.id = m.account_id and p.name = 'Vesna Ristić'`
  )
  await vesna.goto(`${asylum}/try`)
  await vesna.getByText('Ko je u tom krugu, može ovde da proba').waitFor()
  expect(await vesna.getByRole('button', { name: 'Otvori odgovore i probaj' }).count()).toBe(0)
})

it('is compared with its next version before that one is adopted', async () => {
  await jelena.goto(`${root}/rk-deca`)
  await jelena.getByRole('button', { name: 'Fillo draftin nga versioni 1' }).click()
  await openSign(jelena, 16)
  // of a sign that was in force the code stays: answers are kept under it
  expect(await field(jelena, 'signs[15].code').getAttribute('readonly')).not.toBeNull()
  await field(jelena, 'signs[15].severe').check()
  await jelena.getByText('Shembulli 2: matrica thotë tjetër').first().waitFor()
  await jelena.getByRole('link', { name: 'Prova', exact: true }).click()
  await jelena.getByText('Siç pritet: 3 nga 4. Më lart se tani: 1. Më poshtë se tani: 0.').waitFor()
  const own = jelena.locator('.answer').nth(15)
  await own.getByLabel('Po').check()
  await jelena.locator('.try-says', { hasText: 'Urgjente' }).getByText('Të shihet sërish').waitFor()
  await expectAccessible(jelena, 'try')
  await picture(jelena, 'm8-try-sq')
  await narrow(jelena, 'm8-try-sq-390-dark')
  await jelena.getByRole('link', { name: 'Versionet', exact: true }).click()
  await expect.poll(() => jelena.locator('.pair').count()).toBe(1)
  await jelena.locator('.pair').getByText('e ndryshuar').waitFor()
  await expectAccessible(jelena, 'versions')
  await picture(jelena, 'm9-versions-sq')
  await narrow(jelena, 'm9-versions-sq-390-dark')
  await jelena.selectOption('#compare-a', '0')
  await jelena.selectOption('#compare-b', '1')
  await jelena.getByRole('button', { name: 'Shfaq' }).click()
  await jelena.locator('.pair', { hasText: 'A pret fëmija me ditë në kufi?' }).getByText('e shtuar').waitFor()
  // she was the last to edit it and is the only coordinator: allowed, and said
  await jelena.goto(`${root}/rk-deca/draft`)
  await openSign(jelena, 16)
  await field(jelena, 'signs[15].severe').uncheck()
  await jelena.getByRole('link', { name: 'Miratimi', exact: true }).click()
  await jelena.getByText('jeni koordinatori i vetëm').waitFor()
  await jelena.goto(`${root}/rk-deca/draft`)
  await jelena.getByRole('button', { name: 'Hiqe draftin' }).click()
  await jelena.getByRole('button', { name: 'Hiqe përgjithmonë' }).click()
  await jelena.getByRole('button', { name: 'Fillo draftin nga versioni 1' }).waitFor()
  expect(complaints.flat()).toEqual([])
})
