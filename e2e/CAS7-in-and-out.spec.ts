// CAS7, CAS6: what goes out of a case and what comes in. A spreadsheet with a reason on every case, a spreadsheet that becomes cases though
// the line breaks, the person's copy in their language, and paper. In Serbian; the copy in Albanian.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { coreColumns } from '#cases/out/columns.ts'
import { readXlsx, writeXlsx } from '#cases/out/sheet/xlsx.ts'
import { ownersQuery } from './desk.ts'
import { expectAccessible, personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts' // prettier-ignore
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let ana: Page
let strangers: string[]
let complaints: string[]
let code = ''

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  const { email, name, secret } = accounts.find(a => a.name.startsWith('Ana'))!
  const desk = await personsBrowser(browser, fener.origin)
  ana = desk.page
  strangers = desk.strangers
  complaints = desk.complaints
  // the dialog of the printer would wait for somebody
  await ana.addInitScript(() => {
    window.print = () => void (document.title = 'printed')
  })
  await signIn(ana, { email, name, secret, password })
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const both = async (page: Page, name: string) => {
  await expectAccessible(page, name)
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} scrolls`).toBe(390)
  await expectAccessible(page, `${name} on a phone, dark`)
  await picture(page, `${name}-390-dark`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}
const paper = async (page: Page, name: string) => {
  const folder = process.env.PICTURES
  const pdf = await page.pdf({ preferCSSPageSize: true })
  if (folder) writeFileSync(join(folder, `${name}.pdf`), pdf)
  return pdf
}
const query = (text: string, values: unknown[] = []) => ownersQuery(fener, text, values)

it('a spreadsheet goes out with a reason on every case, and with names only where they were asked for', async () => {
  await ana.goto('/desk/cases')
  await ana.getByRole('link', { name: 'Izvezi' }).click()
  await ana.getByRole('button', { name: /^Napravi tabelu/ }).waitFor()
  await ana.fill('#export-words', 'MARKERRAZLOG predajemo drugoj kući')
  await ana.getByRole('button', { name: /^Napravi tabelu/ }).click()
  await ana.getByText('Izaberite bar jedan slučaj.').waitFor()
  await ana.getByRole('button', { name: 'Izaberi sve' }).click()
  const count = await ana.locator('.rows input[type=checkbox]').count()
  expect(count).toBeGreaterThan(1)
  await both(ana, 'cas7-export')
  await ana.getByLabel('Sa imenom, datumom rođenja i kontaktom').check()
  const [file] = await Promise.all([
    ana.waitForEvent('download'),
    ana.getByRole('button', { name: /^Napravi tabelu/ }).click()
  ])
  await ana.getByText('Tabela je sačuvana').waitFor()
  await both(ana, 'cas7-exported')
  expect(file.suggestedFilename()).toMatch(/^htcds-\d{4}-\d\d-\d\d\.xlsx$/)
  const [table] = await readXlsx(new Uint8Array(readFileSync(await file.path())))
  expect(table!.rows[0]!.cells.map(cell => cell?.text)).toEqual([...coreColumns])
  expect(table!.rows.slice(1).map(row => row.cells[2]?.text)).toContain('Izmišljena')

  const entries = await query(`select detail from audit.entries where verb = 'case.export'`)
  expect(entries).toMatchObject([{ detail: { count, reason: 'transfer', identity: true } }])
  const looks = await query(`select 1 from audit.entries where verb = 'case.show-identity'`)
  expect(looks.length).toBe(count)
  const facts = await query(
    `select encode(sealed, 'escape') as words from cases.facts where kind = 'record-exported'`
  )
  expect(facts).toHaveLength(count)
  expect(JSON.stringify(facts)).not.toContain('MARKERRAZLOG')

  await ana.goto('/desk/cases')
  await ana.locator('.case-rows a').first().click()
  await ana.waitForURL(/\/desk\/cases\/[a-z]+-\d+$/)
  code = ana.url().split('/').at(-1)!
  await ana.locator('.timeline').getByText('Podaci izvezeni u tabelu').waitFor()
  await ana.getByText('MARKERRAZLOG predajemo drugoj kući').waitFor()
})

const sheet = () => {
  const row = (cells: Record<string, string>) => coreColumns.map(column => cells[column] ?? '')
  return Buffer.from(
    writeXlsx(
      [
        coreColumns,
        row({
          prs_FirstName: 'MARKERIME Vera',
          prs_SecondName: 'Ilić',
          prs_Birthdate: '1999-03-05',
          prs_Citizenship: 'XK;RS',
          vic_TypeOfExploitation: 'ForcedLabour ',
          prs_MobilePhone: "'+38344123456"
        }),
        row({ prs_FirstName: 'Ana', prs_Gender: 'Woman', prs_Birthdate: 'proleće' }),
        row({
          prs_FirstName: 'Mira',
          prs_SecondName: 'Savić',
          vic_MethodsOfControl: 'DebtBondage ;TakesEarnings',
          prs_MailingCity: 'Ranilug'
        }),
        row({
          prs_FirstName: 'Lena',
          prs_SecondName: 'Kostić',
          vic_TraffickingStatus: 'ActualVictimOfTrafficking'
        })
      ],
      'HTCDS'
    )
  )
}
const choose = (page: Page) =>
  page.setInputFiles('#import-file', {
    name: 'tabela.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: sheet()
  })

it('a spreadsheet comes in: each fault is said, the line breaks, the page is read anew, and nothing is doubled', async () => {
  const before = Number((await query('select count(*) as n from cases.cases'))[0].n)
  await ana.goto('/desk/cases/import')
  await ana.locator('#import-file').waitFor({ state: 'attached' })
  await ana.setInputFiles('#import-file', {
    name: 'pismo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Dragi, svete')
  })
  await ana.getByText('Nema kolona standarda HTCDS').waitFor()
  await choose(ana)
  await ana.getByText('3 reda su ispravna, 1 red ima grešku').waitFor()
  await ana.getByText('kolona prs_Gender').waitFor()
  await ana.getByText('Nije datum.').waitFor()
  await ana.getByRole('button', { name: 'Zna li je druga organizacija?' }).first().click()
  await ana.getByText('Nijedna druga organizacija ne zna za osobu').waitFor()
  await both(ana, 'cas7-import')

  let sent = 0
  await ana.route('**/desk/cases/import/open', async route => {
    // the first arrives and its answer is lost; the second is never sent
    if (++sent === 1) await route.fetch()
    await route.abort()
  })
  await ana.getByRole('button', { name: 'Otvori 3 slučaja' }).click()
  await ana.getByText('Stalo je. Otvoreno je 0 od 3.').waitFor()
  await ana.unroute('**/desk/cases/import/open')
  await picture(ana, 'cas7-import-stopped')
  await ana.reload()
  await ana.locator('#import-file:not([disabled])').waitFor({ state: 'attached' })
  await choose(ana)
  await ana.getByText('već uvezeno').waitFor()
  await ana.getByRole('button', { name: 'Otvori 2 slučaja' }).click()
  await ana.getByText('Otvorena su 2 slučaja.').waitFor()
  await both(ana, 'cas7-imported')
  expect(Number((await query('select count(*) as n from cases.cases'))[0].n)).toBe(before + 3)
  // the same file once more, and the same person under another row
  await choose(ana)
  await expect.poll(() => ana.getByText('već uvezeno').count()).toBe(3)

  await ana.locator('.import-line a').first().click()
  await ana.getByText('Od druge mreže').waitFor()
  await ana.getByRole('button', { name: /Prikaži/ }).click()
  await ana.getByText('MARKERIME Vera Ilić').waitFor()
  await ana.getByText('+38344123456').waitFor()
  const kept = await query(
    `select encode(sealed, 'escape') as words, (select jsonb_agg(coded) from cases.persons) as coded from cases.sealed_records`
  )
  expect(JSON.stringify(kept)).not.toContain('MARKERIME')
  expect(JSON.stringify(kept)).toContain('ForcedLabour')
})

it('the person gets a copy in their own language, and it is written down that they did', async () => {
  await ana.goto(`/desk/cases/${code}/rights`)
  await ana.getByRole('link', { name: 'Kopija za osobu' }).first().click()
  await ana.selectOption('#copy-language', 'sq')
  await ana.getByRole('button', { name: 'Prikaži ime i sastavi kopiju' }).click()
  await ana.getByText('Kopja e dosjes suaj').waitFor()
  const text = await ana.locator('.sheet').innerText()
  expect(text).toContain('Izmišljena Osoba')
  // a story may name others: it is added by whoever has read it
  expect(text).not.toContain('pijace')
  // names of staff and the notes of the team belong to others
  expect(text).not.toContain('Lule')
  expect(text).not.toContain('MARKERRAZLOG')
  expect(text.match(/[a-z-]+\.[a-z-]+[a-z]/g) ?? []).toEqual([])
  await ana.getByLabel('Priloži i priču').check()
  await ana.locator('.sheet .told').first().waitFor()
  await both(ana, 'cas7-copy')
  await ana.getByRole('button', { name: 'Zapiši predaju i odštampaj' }).click()
  await ana.getByRole('button', { name: 'Odštampaj ponovo' }).waitFor()
  expect((await paper(ana, 'cas7-copy')).length).toBeGreaterThan(5_000)
  await ana.getByRole('button', { name: 'Odštampaj ponovo' }).click()
  expect(await query(`select detail from cases.facts where kind = 'copy-given'`)).toMatchObject([
    { detail: { language: 'sq' } }
  ])
  for (const lang of ['sr-Cyrl', 'en']) {
    await ana.selectOption('#copy-language', lang)
    await ana.locator(`.sheet[lang=${lang}]`).waitFor()
    await paper(ana, `cas7-copy-${lang}`)
  }
})

it('a case and a referral are printed black on white, with the name only when it is shown', async () => {
  await ana.goto(`/desk/cases/${code}`)
  await ana.getByRole('link', { name: 'Štampa slučaja' }).click()
  await ana.getByRole('heading', { name: `Slučaj ${code}` }).waitFor()
  expect(await ana.locator('.sheet').innerText()).not.toContain('Izmišljena')
  await ana.getByLabel('Sa beleškama tima').check()
  await ana.getByText('MARKERRAZLOG').waitFor()
  await ana.getByRole('button', { name: 'Prikaži ime i kontakt na listu' }).click()
  await ana.getByText('Izmišljena Osoba').waitFor()
  await both(ana, 'cas7-print')
  await ana.getByRole('button', { name: 'Odštampaj', exact: true }).click()
  await expect
    .poll(() => query(`select detail from audit.entries where verb = 'case.print'`))
    .toMatchObject([{ detail: { identity: true, notes: true } }])
  await paper(ana, 'cas7-print')

  await ana.goto('/desk/referrals')
  await ana.locator('.board-card a').first().click()
  await ana.getByRole('link', { name: 'Odštampaj' }).click()
  await ana.getByRole('heading', { name: /^Upućivanje / }).waitFor()
  await both(ana, 'cas7-print-referral')
  await ana.getByRole('button', { name: 'Odštampaj', exact: true }).click()
  await expect.poll(() => query(`select 1 from audit.entries where verb = 'referral.print'`)).toHaveLength(1)
  await paper(ana, 'cas7-print-referral')
  await ana.goto(`/desk/cases/${code}/record`)
  await ana.getByRole('link', { name: 'Izvoz u tabelu' }).click()
  await ana.locator('.rows input:checked').waitFor()
  expect(strangers).toEqual([])
  expect(complaints).toEqual([])
})
