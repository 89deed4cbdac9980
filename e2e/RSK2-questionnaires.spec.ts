// RSK2: a coordinator builds a questionnaire in Serbian, a case manager brings XForms in, in Albanian; ODK Collect, as its published request
// format has it, finds the form, fetches it and hands answers in.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { loadMatrixFile } from '#risk/matrices/matrix-file.ts'
import { koboXForm } from '#risk/forms/testing/examples.ts'
import { ownersQuery } from './desk.ts'
import { expectAccessible, home, personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts' // prettier-ignore
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let jelena: Page
let ana: Page
let sadije: Page
const heard: string[][] = []

const at = async (who: string, lang: 'sr' | 'sq' = 'sr') => {
  const { email, name, secret } = accounts.find(a => a.name.startsWith(who))!
  const desk = await personsBrowser(browser, fener.origin)
  heard.push(desk.complaints, desk.strangers)
  await signIn(desk.page, { email, name, secret, password }, lang)
  if (lang === 'sq') {
    await desk.page.selectOption('.language select', 'sq')
    await desk.page.getByText('Gjithçka këtu është e trilluar').waitFor()
  }
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

/** A working group adopted a matrix: how, is another journey. */
const putMatrixInForce = async () => {
  const loaded = loadMatrixFile(readFileSync(join(home, 'strategy/risk-matrices/rk-zene.yaml'), 'utf8'))
  if (!loaded.ok) throw new Error('the matrix that ships')
  const { examples, ...matrix } = loaded.document
  await ownersQuery(
    fener,
    `insert into risk.matrices (network_id, id, category, version, state, document, examples, begun_from, made_by, made_at, edited_by,
       edited_at, met_on, adoption, adopted_by, adopted_at, in_force_by, in_force_at)
     select p.network_id, gen_random_uuid(), 'rk-zene', 1, 'in-force', $1, $2, 'shipped', p.id, now(), p.id, now(), '2026-01-10', '{}', p.id,
       now(), p.id, now() from identity.people p where p.name = 'Jelena Marković'`,
    [JSON.stringify(matrix), JSON.stringify(examples)]
  )
  return matrix.signs.length
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  jelena = await at('Jelena')
  ana = await at('Ana', 'sq')
  sadije = await at('Sadije')
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const card = (page: Page, name: string) => page.locator('.question', { hasText: name }).first()

it('is begun with what ships, and built: faults stand beside the question, the preview asks what the answers ask for', async () => {
  // a network that has just begun: without what the made-up year has put in use
  await ownersQuery(
    fener,
    `set session_replication_role = replica; delete from risk.submissions; delete from risk.forms; delete from risk.matrices;
     set session_replication_role = origin`
  )
  await jelena.goto('/desk/risk/forms')
  await jelena.getByText('Još nema nijednog upitnika').waitFor()
  await expectAccessible(jelena, 'no questionnaires')
  await jelena.getByRole('button', { name: 'Novi upitnik' }).click()
  await jelena.getByText('Nijedna matrica još nije na snazi').waitFor()
  const signs = await putMatrixInForce()
  await jelena.reload()
  await jelena.getByRole('button', { name: 'Novi upitnik' }).click()
  await jelena.getByLabel('Matrica o kojoj pita').selectOption({ index: 1 })
  await picture(jelena, 'f1-begin-sr')
  await expectAccessible(jelena, 'begin')
  await jelena.getByRole('button', { name: 'Započni' }).click()
  await jelena.getByRole('heading', { level: 1, name: 'Profilisanje migranta' }).waitFor()
  // the matrix is in three languages, the questionnaire in six: what is not translated is said at each sign
  expect(await jelena.locator('.questions > li').count()).toBe(15 + signs)
  await jelena.locator('.question li.problem', { hasText: 'Nije prevedeno: arapski' }).first().waitFor()
  expect(await jelena.getByRole('button', { name: 'Stavi u upotrebu' }).isDisabled()).toBe(true)
  for (const language of ['arapski', 'persijski', 'urdu'])
    await jelena.locator('.spoken').getByText(language, { exact: true }).click()
  await jelena.getByText('Ništa ne smeta da se stavi u upotrebu').waitFor()
  await expectAccessible(jelena, 'builder')
  await picture(jelena, 'f2-builder-sr')
  await narrow(jelena, 'f2-builder-sr-390-dark')

  // the preview: nothing is asked of who does not agree
  const preview = jelena.locator('.preview')
  await preview.locator('select').selectOption('en')
  expect(await preview.getByText('Which language do you speak best?').count()).toBe(0)
  await preview.getByText('Yes', { exact: true }).first().click()
  await preview.getByText('Which language do you speak best?').waitFor()
  await preview.locator('select').selectOption('sr-Latn')
  await preview.getByText('Koji jezik najbolje govorite?').waitFor()

  // a question of one's own, with an answer that waits for nothing that is there
  await jelena.locator('.add').last().locator('select').selectOption('one')
  await jelena.getByRole('button', { name: 'Dodaj pitanje' }).last().click()
  const mine = jelena.locator('.question.open')
  await mine.getByText('Napišite pitanje.').waitFor()
  await mine.getByText('Odgovor 1: napišite ga.').waitFor()
  await mine.getByLabel('Pitanje, engleski').fill('Do you have a phone of your own?')
  await mine.getByText('Nije prevedeno: srpski').waitFor()
  await mine.getByLabel('Pitanje, srpski').fill('Da li imate svoj telefon?')
  await jelena.getByLabel('Prevod na').selectOption('sq')
  await mine.getByLabel('Pitanje, albanski').fill('A keni telefon tuajin?')
  await jelena.getByLabel('Prevod na').selectOption('')
  for (const [number, words] of [
    ['1', ['Yes', 'Da', 'Po']],
    ['2', ['No', 'Ne', 'Jo']]
  ] as const)
    for (const [language, text] of [
      ['engleski', words[0]],
      ['srpski', words[1]],
      ['albanski', words[2]]
    ] as const)
      await mine.getByRole('textbox', { name: `Odgovor ${number}, ${language}` }).fill(text)
  await mine.getByRole('button', { name: 'Dodaj uslov' }).click()
  await mine.getByText('Uslov traži pitanje kojeg nema').waitFor()
  await mine.getByLabel('Koje pitanje').selectOption('agrees')
  await mine.getByText('Uslov traži odgovor kojeg pitanje').waitFor()
  await mine.getByLabel('Koji odgovor').selectOption('yes')
  await jelena.getByText('Ništa ne smeta da se stavi u upotrebu').waitFor()
  await picture(jelena, 'f3-question-sr')
  // a loop: the first question waits for the new one
  await card(jelena, 'Da li pristajete').locator('.toggle').click()
  const agrees = jelena.locator('.question.open')
  await agrees.getByRole('button', { name: 'Dodaj uslov' }).click()
  const last = await agrees.getByLabel('Koje pitanje').locator('option').last().getAttribute('value')
  await agrees.getByLabel('Koje pitanje').selectOption(last!)
  await jelena.locator('.question li.problem', { hasText: 'Vrti se ukrug' }).first().waitFor()
  await picture(jelena, 'f4-loop-sr')
  await agrees.getByRole('button', { name: 'Ukloni ovaj uslov' }).click()
  // moved, removed, put back
  await card(jelena, 'Gde spavate').getByRole('button', { name: 'Pomeri gore' }).click()
  await card(jelena, 'Gde spavate').getByRole('button', { name: 'Ukloni' }).click()
  await jelena.getByRole('button', { name: 'Vrati' }).click()
  await card(jelena, 'Gde spavate').waitFor()
  await jelena.getByRole('button', { name: 'Sačuvaj nacrt' }).click()
  await jelena.getByText('Još nije sačuvano').waitFor({ state: 'detached' })
  await jelena.reload()
  await card(jelena, 'Da li imate svoj telefon').waitFor()
  await jelena.getByRole('button', { name: 'Stavi u upotrebu' }).click()
  await jelena.getByRole('button', { name: 'Da, stavi u upotrebu' }).click()
  await jelena.getByText('Verzija koja je bila u upotrebi nikad se ne menja').waitFor()
  await expectAccessible(jelena, 'in use')
  await picture(jelena, 'f5-in-use-sr')
})

it('brings in XForms of others: a broken one is refused with lines, a good one is kept as it came', async () => {
  await ana.goto('/desk/risk/forms')
  await ana.getByRole('button', { name: 'Sill një XForm' }).click()
  const file = ana.locator('input[type=file]')
  const send = (name: string, text: string) =>
    file.setInputFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(text) })
  const broken = koboXForm(x =>
    x
      .replace(' /aBcD/age  &gt;= 18', "/aBcD/grp/why = 'work'")
      .replace('nodeset="/aBcD/grp/why"', 'nodeset="/aBcD/grp/because"')
      .replace('كم عمرك؟', ' ')
  )
  await send('broken.xml', broken)
  await ana.getByText('Ky skedar nuk u soll').waitFor()
  for (const said of [
    'Sillet rrotull: grp → why → grp',
    'Kjo i referohet «/aBcD/grp/because»',
    'Arabic (ar): mungojnë fjalët'
  ])
    await ana.locator('.faults li', { hasText: said }).waitFor()
  await ana.locator('.faults li', { hasText: 'rreshti 2' }).first().waitFor()
  await expectAccessible(ana, 'faults')
  await picture(ana, 'f6-broken-sq')
  await narrow(ana, 'f6-broken-sq-390-dark')
  await send('bomb.xml', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
  await ana.getByText('Të tillët nuk hapen').waitFor()
  await send('large.xml', `<x>${'y'.repeat(2_600_000)}</x>`)
  await ana.getByText('më i madh se 1 MB').waitFor()
  await send('good.xml', koboXForm())
  await ana.getByText('U soll si draft').waitFor()
  await ana.getByRole('link', { name: 'Hap', exact: true }).click()
  await ana.getByRole('heading', { level: 1, name: 'Arrivals' }).waitFor()
  const download = ana.waitForEvent('download')
  await ana.getByRole('link', { name: 'Nxirr si XForm' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(koboXForm())

  // it asks for a sign of the matrix: which of its answers means yes, somebody says
  const ties = ana.locator('.ties')
  await ties.getByLabel('Matrica për të cilën pyet').selectOption({ index: 1 })
  await ties.getByText('Ende asnjë shenjë nuk i është dhënë').waitFor()
  expect(await ana.getByRole('button', { name: 'Vër në përdorim' }).isDisabled()).toBe(true)
  const sign = ties.locator('.ties-list > li').first()
  await sign.locator('select').first().selectOption({ index: 1 })
  await sign.getByText('Thoni cila përgjigje do të thotë po').waitFor()
  await sign.getByLabel('Work').selectOption('yes')
  await sign.getByText('Thoni cila përgjigje do të thotë po').waitFor({ state: 'detached' })
  await expectAccessible(ana, 'ties')
  await picture(ana, 'f6b-ties-sq')
  await narrow(ana, 'f6b-ties-sq-390-dark')
  await ties.getByRole('button', { name: 'Ruaj lidhjet' }).click()
  await ties.getByText('Ende nuk është ruajtur').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Vër në përdorim' }).click()
  await ana.getByRole('button', { name: 'Po, vëre në përdorim' }).click()
  await ana.getByText('në përdorim që nga').waitFor()
  await picture(ana, 'f7-brought-in-sq')
  await ana.goto('/desk/risk/forms')
  await ana.locator('.form-line').nth(1).waitFor()
  await picture(ana, 'f8-list-sq')
  await narrow(ana, 'f8-list-sq-390-dark')
})

let server = ''
let basic = ''
const knock = (path: string, init: RequestInit = {}, signed = true) =>
  fetch(path.startsWith('http') ? path : `${server}/${path}`, {
    ...init,
    headers: {
      'X-OpenRosa-Version': '1.0',
      Date: new Date().toUTCString(),
      'accept-language': 'en',
      ...(signed ? { authorization: basic } : {}),
      ...(init.headers as Record<string, string>)
    }
  })
const tagged = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(m => m[1]!)

it('lets ODK Collect in with a name and a secret shown once, and nobody without them', async () => {
  await sadije.goto('/desk/me')
  await sadije.getByLabel('Koji je to telefon?').fill('sivi telefon')
  await sadije.getByRole('button', { name: 'Pusti ga' }).click()
  const shown = async (what: string) => (await sadije.locator(`[data-odk=${what}]`).textContent())!
  server = await shown('server')
  const [name, secret] = [await shown('name'), await shown('secret')]
  basic = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  await expectAccessible(sadije, 'program')
  await picture(sadije, 'f9-odk-sr')
  await narrow(sadije, 'f9-odk-sr-390-dark')
  await sadije.reload()
  expect(await sadije.content()).not.toContain(secret)

  const refused = await knock('formList', {}, false)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm="Fener"/)
  expect(refused.headers.get('x-openrosa-version')).toBe('1.0')
  const wrong = `Basic ${Buffer.from(`${name}:${secret}x`).toString('base64')}`
  expect((await knock('formList', { headers: { authorization: wrong } })).status).toBe(401)
  expect((await knock('submission', { method: 'HEAD' }, false)).status).toBe(401)
})

it('gives it the list, and the forms by exactly the hash of the list', async () => {
  const response = await knock('formList')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-openrosa-version')).toBe('1.0')
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(response.headers.get('date')).toBeTruthy()
  const list = await response.text()
  expect(list).toContain('<xforms xmlns="http://openrosa.org/xforms/xformsList">')
  expect(tagged(list, 'name')).toEqual(
    expect.arrayContaining(['Arrivals', 'Profilisanje migranta: prvi razgovor'])
  )
  const urls = tagged(list, 'downloadUrl')
  for (const [at, url] of urls.entries()) {
    const form = await (await knock(url)).text()
    expect(`md5:${createHash('md5').update(form).digest('hex')}`).toBe(tagged(list, 'hash')[at])
  }
  expect((await knock(urls[0]!, {}, false)).status).toBe(401)
  expect((await knock(`forms/${crypto.randomUUID()}.xml`)).status).toBe(404)
})

/** As ODK Collect sends it: no origin, one part with a file name, the number in the instance. */
const submit = (xml: string, more: Record<string, Blob> = {}) => {
  const form = new FormData()
  form.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'form_2026-11-28.xml')
  for (const [name, blob] of Object.entries(more)) form.append(name, blob, name)
  return knock('submission?deviceID=collect%3Aabc', { method: 'POST', body: form })
}
const instance = (id: string, version: string, inside: string, number: string = crypto.randomUUID()) =>
  `<?xml version='1.0' ?><data id="${id}" version="${version}" xmlns:orx="http://openrosa.org/xforms">${inside}<orx:meta><orx:instanceID>uuid:${number}</orx:instanceID></orx:meta></data>`

it('takes its answers, says in words what it cannot take, and ends with its owner’s word', async () => {
  const head = await knock('submission', { method: 'HEAD' })
  expect(head.status).toBe(204)
  expect(head.headers.get('location')).toBe(`${server}/submission`)
  expect(Number(head.headers.get('x-openrosa-accept-content-length'))).toBeGreaterThan(1_000_000)

  const list = await (await knock('formList')).text()
  const ours = tagged(list, 'formID').find(id => id.startsWith('fener_'))!
  const said =
    '<fener_day>2026-11-20</fener_day><agrees>yes</agrees><language>ar</language><s_cannot_leave>yes</s_cannot_leave>'
  const words = async (response: Response) =>
    /<message nature="(\w+)">([^<]*)</.exec(await response.text())!.slice(1)

  const unknown = await submit(instance('nowhere', '1', said))
  expect(unknown.status).toBe(404)
  expect(await words(unknown)).toEqual(['submit_error', expect.stringContaining('never in use here')])
  expect((await submit(instance(ours, '99', said))).status).toBe(404)
  expect((await submit('not xml')).status).toBe(400)
  expect((await submit('<!DOCTYPE a [<!ENTITY b "c">]><data/>')).status).toBe(400)
  expect((await submit(instance(ours, '1', said), { 'photo.jpg': new Blob(['x']) })).status).toBe(415)
  expect((await submit(instance(ours, '1', `<x>${'y'.repeat(1_100_000)}</x>`))).status).toBe(413)
  expect((await knock('submission', { method: 'POST', body: new FormData() })).status).toBe(400)
  // a page of another site in a browser that remembers the secret
  const foreign = await knock('submission', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x--'
  })
  expect(foreign.status).toBe(403)

  // one from elsewhere is scored by its ties; who fills it in is said at the desk, and what was begun before is taken all the same
  await ana.getByRole('link', { name: 'Arrivals' }).click()
  await ana.getByRole('button', { name: 'Ndrysho kush e plotëson' }).click()
  await ana.getByLabel('Vetëm ata që shënohen këtu').check()
  await ana.getByRole('button', { name: 'Ruaj', exact: true }).click()
  await ana.getByText('Zgjidhni së paku një person').waitFor()
  await ana.getByLabel('Ana Petrović').check()
  await expectAccessible(ana, 'assigned')
  await picture(ana, 'f8b-assigned-sq')
  await narrow(ana, 'f8b-assigned-sq-390-dark')
  await ana.getByRole('button', { name: 'Ruaj', exact: true }).click()
  await ana.getByRole('button', { name: 'Ndrysho kush e plotëson' }).waitFor()
  expect(tagged(await (await knock('formList')).text(), 'name')).not.toContain('Arrivals')
  const theirs = crypto.randomUUID()
  const tied = `<aBcD id="aBcD" version="3 (2026-11-02 10:11:12)"><age>20</age><grp><why>work</why></grp><meta><instanceID>uuid:${theirs}</instanceID></meta></aBcD>`
  expect((await submit(tied)).status).toBe(201)
  const [scored] = await ownersQuery(
    fener,
    `select s.category, s.level, a.level as alert from risk.submissions s left join risk.alerts a on a.source_id = s.id::text where s.id = $1`,
    [theirs]
  )
  expect(scored).toEqual({ category: 'rk-zene', level: 'urgent', alert: 'urgent' })

  const number = crypto.randomUUID()
  const taken = await submit(instance(ours, '1', said, number))
  expect(taken.status).toBe(201)
  expect(taken.headers.get('location')).toBe(`${server}/submission`)
  expect(await words(taken)).toEqual(['submit_success', 'Received and sealed.'])
  // sent again because the answer was lost; and something else under the same number
  expect((await submit(instance(ours, '1', said, number))).status).toBe(201)
  expect((await submit(instance(ours, '1', '<agrees>no</agrees>', number))).status).toBe(409)

  // the form is replaced: what was filled in before is still taken, with its version
  await jelena.goto('/desk/risk/forms')
  await jelena.getByRole('link', { name: 'Profilisanje migranta' }).click()
  await jelena.getByRole('button', { name: 'Napravi sledeću verziju' }).click()
  await jelena.getByRole('button', { name: 'Stavi u upotrebu' }).click()
  await jelena.getByRole('button', { name: 'Da, stavi u upotrebu' }).click()
  await jelena.getByText('Verzija koja je bila u upotrebi nikad se ne menja').waitFor()
  const old = crypto.randomUUID()
  const wrongClock = said.replace('2026-11-20', '2031-01-01')
  expect((await submit(instance(ours, '1', wrongClock, old))).status).toBe(201)
  const rows = await ownersQuery(
    fener,
    `select id, form_id, form_version, mode, language, category, level, filled_on::text as filled, said_on::text as said, octet_length(sealed) as size,
            position('cannot_leave' in encode(sealed, 'escape')) as plain from risk.submissions where form_id <> 'aBcD' order by arrived_on, form_version, said_on nulls first`
  )
  expect(rows).toHaveLength(2)
  expect(rows.find(r => r.id === number)).toMatchObject({
    form_id: ours,
    form_version: '1',
    mode: 'openrosa',
    language: 'ar',
    category: 'rk-zene',
    level: 'urgent',
    filled: '2026-11-20',
    plain: 0
  })
  // a clock that is years ahead: kept as said, and the best day we know beside it
  expect(rows.find(r => r.id === old)).toMatchObject({ form_version: '1', said: '2031-01-01' })
  expect(rows.find(r => r.id === old)!.filled < '2030').toBe(true)

  await sadije.getByRole('button', { name: 'Ukini pristup' }).click()
  await sadije.getByText('sivi telefon').waitFor({ state: 'detached' })
  expect((await knock('formList')).status).toBe(401)
  // whoever goes on guessing waits
  for (let n = 0; n < 9; n++) expect((await knock('formList')).status).toBe(401)
  const waits = await knock('formList')
  expect([waits.status, waits.headers.get('retry-after')]).toEqual([429, '900'])
})

it('made no browser complain and asked no stranger', () => {
  expect(heard.flat()).toEqual([])
})
