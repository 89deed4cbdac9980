// The main job, as people do it, in Serbian, each in a browser of their own (issue 2): one report becomes help.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  home,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { fillAccount, keepKit, signIn, type Account } from './people.ts'
import { grantAll } from './team.ts'

const witnessWords = 'MARKERSVEDOK u kući iza stare pilane zaključavaju mlade ljude'
const victimsName = 'MARKERIME Petrovićka'
const sheltersNote = 'MARKERBELESKA primljena u sigurnu kuću'
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)

let fener: Running
let browser: Browser
type Desk = Awaited<ReturnType<typeof personsBrowser>>
const desks: Record<string, Desk> = {}
const accounts: Record<string, Account> = {}
let receipt = ''
let caseCode = ''

beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const desk = async (who: string, options = {}): Promise<Page> => {
  desks[who] ??= await personsBrowser(browser, fener.origin, options)
  return desks[who].page
}
const invite = async (who: string, role: string, organisation: string, name: string) => {
  const coordinator = await desk('coordinator')
  await coordinator.goto('/desk/people')
  await coordinator.locator('#invite-email').waitFor()
  await coordinator.fill('#invite-email', `${who}@primer.example`)
  await coordinator.selectOption('#invite-role', role)
  await coordinator.selectOption('#invite-organisation', { label: organisation })
  await coordinator.getByRole('button', { name: 'Pozovi', exact: true }).click()
  const link = await coordinator.locator('[data-invitation]').innerText()
  const page = await desk(who)
  await page.goto(link)
  accounts[who] = await fillAccount(page, { name, email: `${who}@primer.example` })
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
}
const addOrganisation = async (page: Page, name: string, kind: string, help: string[]) => {
  await page.fill('#org-sr', name)
  await page.selectOption('#org-kind', kind)
  for (const h of help) await page.locator(`input[value="${h}"]`).check()
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click()
  await page.getByText('Dodato.').waitFor()
}

describe('the main job', () => {
  it('begins with setting up and inviting', async () => {
    const page = await desk('coordinator')
    await page.goto('/')
    await page.waitForURL(/\/sr\/start$/)
    await page.getByText('5 ciljeva').waitFor()
    await expectAccessible(page, 'start')
    await picture(page, '01-start')
    await page.getByRole('button', { name: 'Nastavi' }).click()
    await page.fill('#email', 'jelena@primer.example')
    accounts.coordinator = await fillAccount(page, {
      name: 'Jelena Marković',
      email: 'jelena@primer.example'
    })
    await expectAccessible(page, 'account')
    await page.getByRole('button', { name: 'Napravi nalog' }).click()
    await keepKit(page)
    await page.waitForURL(/sign-in/)
    await expectAccessible(page, 'sign-in')
    await signIn(page, accounts.coordinator)
    await page.goto('/desk/people')
    await addOrganisation(page, 'Mreža „Help Me“', 'network', [])
    await addOrganisation(page, 'Centar za socijalni rad', 'social-work', [])
    await addOrganisation(page, 'Sigurna kuća', 'shelter', ['shelter'])
    await invite('operator', 'operator', 'Mreža „Help Me“', 'Mirjana Stojanović')
    await invite('manager', 'case-manager', 'Centar za socijalni rad', 'Ana Petrović')
    await invite('shelter', 'provider', 'Sigurna kuća', 'Lule Krasniqi')
    await invite('monitor', 'monitoring-officer', 'Opština Ranilug', 'Marko Ilić')
    await page.reload()
    await grantAll(page)
    await page.getByText('Čekaju ključeve').waitFor({ state: 'detached' })
    await expectAccessible(page, 'people')
    await picture(page, '02-people')
  })

  it('takes a report from a phone, sealed there, with a photo', async () => {
    const phone = await desk('witness', { viewport: { width: 390, height: 800 } })
    await phone.goto('/sr')
    await expectAccessible(phone, 'landing')
    await picture(phone, '03-landing')
    await phone.goto('/sr/w/1')
    await expectAccessible(phone, 'question 1')
    await phone.locator('label', { hasText: 'nekog drugog' }).click()
    const next = () => phone.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
    await next()
    await phone.locator('textarea:visible').fill(witnessWords)
    await phone
      .locator('input[type=file]:visible')
      .setInputFiles({ name: 'marker-slika.png', mimeType: 'image/png', buffer: photo })
    await picture(phone, '04-question-2')
    for (let i = 2; i < 8; i++) await next()
    await expectAccessible(phone, 'check')
    await phone.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
    await phone.waitForURL(/\/sr\/w\/ok$/)
    const text = await phone.locator('main').innerText()
    receipt = (text.match(/\b\d{4}\b/g) ?? []).slice(0, 6).join(' ')
    expect(receipt.replace(/\s/g, '')).toHaveLength(24)
    await expectAccessible(phone, 'receipt')
    await picture(phone, '05-receipt')
    expect(await phone.context().cookies()).toEqual([])
    expect(await phone.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    await phone.locator('#leave').click({ noWaitAfter: true })
    await phone.waitForTimeout(300)
    expect(await phone.evaluate(() => document.body?.innerText ?? '')).not.toContain(receipt.slice(0, 4))
  })

  it('lets the operator read, ask, and the witness answer', async () => {
    const operator = await desk('operator')
    await signIn(operator, accounts.operator!)
    await operator.getByRole('link', { name: 'Prijave' }).click()
    await operator.locator('.inbox-row').first().click()
    await operator.getByText(witnessWords).waitFor()
    await operator.getByRole('button', { name: 'Prikaži' }).click()
    await operator.locator('.photo img').waitFor()
    await operator.fill('#answer-text', 'Hvala. Koliko osoba tu spava?')
    await operator.getByRole('button', { name: 'Pošalji' }).click()
    await operator.locator('.talk li.intake').waitFor()
    await expectAccessible(operator, 'report')
    await picture(operator, '06-report')

    const again = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
    await again.page.goto('/sr/r')
    await expectAccessible(again.page, 'come back')
    await again.page.fill('#code', receipt)
    await again.page.keyboard.press('Enter')
    await again.page.getByText('Koliko osoba tu spava?').waitFor()
    await picture(again.page, '07-come-back')
    await again.page.fill('#text', 'Mislim šest. Dvoje su deca.')
    await again.page.locator('#say button').first().click()
    await again.page.getByText('Mislim šest').first().waitFor()
    await again.page.waitForTimeout(600)
    expect(again.complaints).toEqual([])
    expect(again.strangers).toEqual([])
    await again.context.close()

    await operator.reload()
    await operator.getByText('Dvoje su deca').waitFor()
  })

  it('lets the operator weigh the signs and open a case', async () => {
    const operator = await desk('operator')
    for (const sign of ['exploitation.excessive-working-days-or-hours', 'exploitation.low-or-no-salary'])
      await operator.locator(`input[name="${sign}"][value=yes]`).check({ force: true })
    await operator.getByText('Radna prava su prekršena').first().waitFor()
    await operator.selectOption('#conclusion', 'trafficking-indicated')
    await operator.fill('#signs-reason', 'Zaključavaju ih i voze svako jutro.')
    await operator.getByRole('button', { name: 'Zabeleži procenu' }).click()
    await operator.getByText('Sačuvano').waitFor()
    await operator.selectOption('#case-manager', { label: 'Ana Petrović' })
    await operator.locator('.decision button.btn.wide').click()
    const notice = await operator.locator('.decision .notice').innerText()
    caseCode = /[a-z]+-\d+/.exec(notice)![0]
    await expectAccessible(operator, 'decided')
    await operator.goto(`/desk/cases/${caseCode}`)
    await operator.getByText('Ovde nema ničega za vas').waitFor()
  })

  it('lets the case manager record and refer, and the shelter answer', async () => {
    const manager = await desk('manager')
    await signIn(manager, accounts.manager!)
    await manager.goto(`/desk/cases/${caseCode}`)
    await manager.getByRole('button', { name: /Prikaži na 5 minuta/ }).click()
    await manager.getByText(witnessWords).waitFor()
    await manager.getByRole('button', { name: 'Sakrij' }).click()
    await manager.getByRole('button', { name: 'Dodaj osobu' }).click()
    await manager.selectOption('#person-under18', 'no')
    await manager.fill('#person-name', victimsName)
    await manager.fill('#person-story', 'MARKERPRICA došla je zbog posla')
    await manager.getByRole('button', { name: 'Sačuvaj osobu' }).click()
    await manager.getByText('Osoba 1, Pretpostavljena žrtva').first().waitFor()
    await manager.getByRole('link', { name: 'Evidencija' }).click()
    await manager.locator('input[value="oblik-radna"]').check()
    await manager.getByText('Sredstva kontrole').first().click()
    await manager.locator('input[value="WithholdsDocuments"]').check()
    await manager.getByRole('button', { name: 'Sačuvaj zapis' }).click()
    await manager.getByText('Sačuvano').waitFor()
    await manager.getByRole('link', { name: 'Pregled', exact: true }).click()

    const record = async (step: string, fill: () => Promise<void> = async () => {}) => {
      await manager.getByRole('button', { name: 'Zabeleži šta se desilo' }).click()
      await manager.selectOption('#fact-step', step)
      await fill()
      await manager.getByRole('button', { name: 'Zabeleži', exact: true }).click()
      await manager.locator('#fact-step').waitFor({ state: 'detached' })
    }
    await record('consent-recorded', async () => {
      await manager.selectOption('#fact-purpose', 'sharing-with-named-body')
      await manager.selectOption('#fact-recipient', { label: 'Sigurna kuća' })
      const form = manager.locator('form', { has: manager.locator('#fact-step') })
      for (const box of await form.locator('fieldset input[type=checkbox]').all())
        if (!(await box.isChecked())) await box.check()
    })
    await record('risk-assessed', async () => {
      await manager.selectOption('#fact-level', 'medium')
      await manager.selectOption('#fact-placement', 'safe-house')
    })
    await expectAccessible(manager, 'case')
    await picture(manager, '08-case')

    await manager.getByRole('button', { name: 'Uputi' }).click()
    await manager.selectOption('#refer-to', { label: 'Sigurna kuća' })
    await manager.fill('#packet-name', 'Vera')
    await manager.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
    const link = manager.locator('a[href^="/desk/referrals/"]').last()
    await link.waitFor()
    const referral = (await link.getAttribute('href'))!

    const shelter = await desk('shelter')
    await signIn(shelter, accounts.shelter!)
    await shelter.goto('/desk/referrals')
    await shelter.locator('.board-card a').first().click()
    await shelter.getByText('Vera').waitFor()
    // `/desk/refer` begins alike and is another place
    expect(await shelter.locator('.rail [aria-current=page]').allInnerTexts()).toEqual(['Upućivanja'])
    expect(await shelter.locator('body').innerText()).not.toContain(caseCode)
    await expectAccessible(shelter, 'referral')
    await picture(shelter, '09-referral')
    await shelter.getByRole('button', { name: 'Prihvati' }).click()
    await shelter.getByRole('button', { name: 'Pomoć je pružena' }).waitFor()
    await shelter.fill('#note', sheltersNote)
    await shelter.getByRole('button', { name: 'Pomoć je pružena' }).click()
    await shelter.getByText(sheltersNote).waitFor()

    await manager.goto(referral)
    await manager.getByText(sheltersNote).waitFor()
    await manager.goto(`/desk/cases/${caseCode}`)
    await record('status-determined', async () => {
      await manager.selectOption('#fact-status', 'formally-identified')
      await manager.selectOption('#fact-body', 'Police')
      await manager.selectOption('#fact-reason', 'signs-confirmed')
    })
    await manager.getByText('Identifikovana žrtva').first().waitFor()
    await picture(manager, '10-identified')
  })

  it('shows the monitoring officer a plan whose indicators have computed themselves', async () => {
    const monitor = await desk('monitor')
    await signIn(monitor, accounts.monitor!)
    await monitor.getByRole('link', { name: 'Plan', exact: true }).click()
    // before anybody counted, what is not set stands aside
    await monitor.getByRole('button', { name: /Izbroj sada/ }).click()
    const line = monitor.locator('.cell', { hasText: 'Uspostavljena i dostupna telefonska linija' })
    await line.getByText('izvor: telefonska linija').waitFor()
    const identified = monitor
      .locator('.cell', { hasText: 'Broj identifikovanih žrtava trgovine ljudima' })
      .last()
    await identified.getByText('manje od 5').waitFor()
    await expectAccessible(monitor, 'plan')
    await picture(monitor, '11-plan')
    for (const tab of ['Tekst', 'Nedostaci', 'Evaluacije', 'Verzije', 'Tabla']) {
      await monitor.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name: tab }).click()
      await monitor.getByRole('heading', { level: 1 }).waitFor()
    }
    await identified.getByRole('link').click()
    await monitor.getByText('Osobe čija je formalna identifikacija').waitFor()
    await expectAccessible(monitor, 'indicator')
  })

  it('writes the annual report, approved by the coordinator, published in four languages as page and PDF', async () => {
    const year = new Date().getFullYear()
    const monitor = await desk('monitor')
    await monitor.goto(`/desk/report/${year}`)
    await monitor.getByRole('button', { name: 'Napravi nacrt' }).click()
    await monitor.getByRole('button', { name: 'Pošalji na odobrenje' }).waitFor()
    const editor = monitor.locator('.words-block').first()
    await editor.locator('summary').click()
    for (const lang of ['sr', 'sq', 'en']) {
      const field = editor.locator(`textarea[id$="-${lang}"]`)
      await field.fill(`${await field.inputValue()} Hvala.`)
      await field
        .locator('xpath=..')
        .getByRole('button', { name: /^(Sačuvaj|Ruaj) / })
        .click()
      await monitor.waitForTimeout(600)
    }
    await expectAccessible(monitor, 'annual report')
    await picture(monitor, '12-annual-report')
    await monitor.getByRole('button', { name: 'Pošalji na odobrenje' }).click()
    await monitor.getByText('čeka odobrenje').waitFor()
    const coordinator = await desk('coordinator')
    await coordinator.goto('/desk')
    await coordinator.getByText(`Godišnji izveštaj ${year} čeka odobrenje`).waitFor()
    await coordinator.goto(`/desk/report/${year}`)
    await coordinator.getByRole('button', { name: 'Odobri' }).click()
    await coordinator.getByRole('button', { name: 'Objavi' }).click()
    await coordinator.getByText('Objavljeno', { exact: true }).waitFor({ timeout: 30_000 })
    const reader = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 }
    })
    for (const [lang, word] of [
      ['sr', 'Hvala.'],
      ['sr-cyrl', 'Хвала.'],
      ['sq', 'Hvala.'],
      ['en', 'Hvala.']
    ] as const) {
      await reader.page.goto(`/${lang}/reports/${year}`)
      expect(await reader.page.locator('main').innerText()).toContain(word)
      await picture(reader.page, `13-report-${lang}`)
      const pdf = await reader.page.request.get(`/${lang}/reports/${year}/pdf`)
      expect(pdf.status()).toBe(200)
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    }
    await reader.page.goto('/sr/plan')
    expect(await reader.page.locator('main').innerText()).toContain('urađeno 0 od 24')
    await reader.context.close()
  })

  it('answers everybody outside a circle as if nothing were there, on every route there is', async () => {
    const routes = join(home, 'src/routes/(staff)')
    const found: { path: string; method: 'GET' | 'POST' }[] = []
    const walk = (folder: string, path: string) => {
      for (const name of readdirSync(folder, { withFileTypes: true })) {
        if (name.isDirectory()) walk(join(folder, name.name), `${path}/${name.name}`)
        else if (name.name === '+page.server.ts') found.push({ path, method: 'GET' })
        else if (name.name === '+server.ts')
          found.push({
            path,
            method: /GET/.test(readFileSync(join(folder, name.name), 'utf8')) ? 'GET' : 'POST'
          })
      }
    }
    walk(routes, '')
    const ofCase = found.filter(r => r.path.startsWith('/desk/cases/['))
    const ofReport = found.filter(r => r.path.startsWith('/desk/inbox/['))
    expect(ofCase.length).toBeGreaterThan(5)
    expect(ofReport.length).toBeGreaterThan(4)
    const reportCode =
      (await (await desk('manager')).locator('body').innerText()).match(/iz prijave (\S+)/)?.[1] ?? ''
    const ask = async (page: Page, { path, method }: (typeof found)[number], code: string) => {
      const address = path
        .replace('[code]', code)
        .replace('[id]', crypto.randomUUID())
        .replace('[part]', '0')
        .replace('[year]', '2026')
      const response =
        method === 'GET'
          ? await page.request.get(address.includes('/file/') ? address : `${address}/__data.json`)
          : await page.request.post(address, { data: {}, headers: { 'content-type': 'application/json' } })
      return `${response.status()} ${(await response.text()).replaceAll(code, 'CODE')}`
    }
    for (const who of ['coordinator', 'operator', 'monitor', 'shelter'])
      for (const route of ofCase)
        expect(await ask(await desk(who), route, caseCode), `${who} ${route.path}`).toBe(
          await ask(await desk(who), route, 'kesten-9999')
        )
    for (const who of ['coordinator', 'manager', 'monitor', 'shelter'])
      for (const route of ofReport)
        expect(await ask(await desk(who), route, reportCode || 'mermer-1'), `${who} ${route.path}`).toBe(
          await ask(await desk(who), route, 'mermer-9999')
        )
    const nobody = await browser.newContext({ baseURL: fener.origin })
    for (const route of found) {
      const address = route.path.replace('[code]', caseCode).replace(/\[\w+\]/g, '1')
      const response =
        route.method === 'GET'
          ? await nobody.request.get(address, { maxRedirects: 0 })
          : await nobody.request.post(address, { data: {} })
      expect([303, 404], `nobody ${address}`).toContain(response.status())
    }
    await nobody.close()
  })

  it('leaves no plaintext in the database, the data folder or the log', async () => {
    const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
      '\n'
    )
    const owner = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
    await owner.connect()
    await owner.query('checkpoint')
    const tables = (
      await owner.query(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
      )
    ).rows
    let dump = ''
    for (const { name } of tables)
      dump += (await owner.query(`select coalesce(string_agg(t::text, E'\\n'), '') as rows from ${name} t`))
        .rows[0].rows
    await owner.end()
    const markers = [
      'MARKER',
      'pilane',
      'Petrovićka',
      'Dvoje su deca',
      'Koliko osoba',
      'marker-slika',
      receipt,
      receipt.replace(/\s/g, '')
    ]
    const hexOf = (text: string) => Buffer.from(text).toString('hex')
    for (const marker of markers) {
      expect(dump.includes(marker), `dump holds ${marker}`).toBe(false)
      expect(dump.includes(hexOf(marker)), `dump holds ${marker} in hex`).toBe(false)
      expect(fener.log().includes(marker), `log holds ${marker}`).toBe(false)
    }
    const walk = (folder: string): string[] =>
      readdirSync(folder).flatMap(name => {
        const path = join(folder, name)
        return statSync(path).isDirectory() ? walk(path) : [path]
      })
    for (const file of walk(fener.dataDir)) {
      const bytes = readFileSync(file)
      for (const marker of markers) expect(bytes.includes(marker), `${file} holds ${marker}`).toBe(false)
    }
  })

  it('kept the chain of who saw and did what whole', () => {
    const said = execFileSync(process.execPath, [join(home, 'bin/fener.ts'), 'verify-audit'], {
      cwd: home,
      env: { ...process.env, DATA_DIR: fener.dataDir, FENER_HOME: home },
      encoding: 'utf8'
    })
    expect(said).toContain('The chain is whole.')
  })

  it('asked nothing of anybody else, and no browser complained', () => {
    for (const [who, { strangers, complaints }] of Object.entries(desks)) {
      expect(
        strangers.filter(url => !url.includes('wikipedia.org')),
        who
      ).toEqual([])
      expect(complaints, who).toEqual([])
    }
  })
})
