// Bad input gets a clear message in the reader's language, and nothing is lost (issue 2, "What must hold").
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  home,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { fillAccount, keepKit } from './people.ts'

let fener: Running
let browser: Browser
let owner: pg.Client
beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
  const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n'
  )
  owner = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await browser?.close()
  await fener?.stop()
})

const count = async (what: string): Promise<number> =>
  (await owner.query(`select count(*)::int as n from ${what}`)).rows[0].n
const main = (page: Page) => page.locator('main').innerText()
const next = (page: Page, word = 'Nastavi') =>
  page.locator('button.btn:visible', { hasText: word }).first().click()
const arrived = async (page: Page) => {
  await page.waitForURL(/\/w\/ok$/, { timeout: 60_000 })
  expect((await main(page)).match(/\b\d{4}\b/g)?.length).toBeGreaterThanOrEqual(6)
}

/** As if pasted: typing so much letter by letter is what takes a test's time. */
const paste = (box: ReturnType<Page['locator']>, text: string) =>
  box.evaluate((element, words) => {
    ;(element as HTMLTextAreaElement).value = words
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)

/** A picture of about 30 MB that any browser can draw: an uncompressed bitmap. */
const bitmap = () => {
  const [width, height] = [3200, 3200]
  const file = Buffer.alloc(54 + width * height * 3, 120)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(0, 6)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  file.fill(0, 30, 54)
  return file
}

it('names line and reason of every fault in a strategy file, and loads nothing', async () => {
  const { page, context } = await personsBrowser(browser, fener.origin)
  const good = readFileSync(join(home, 'strategy/ranilug-2024.yaml'), 'utf8')
  const first = 'tasks: [a1-z1], link: inferred, kind: yes_no'
  expect(good).toContain(first)
  const line = good.slice(0, good.indexOf(first)).split('\n').length
  const file = (text: string) => ({ name: 'plan.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
  for (const [lang, word] of [
    ['sr', 'red'],
    ['sr-cyrl', 'ред'],
    ['sq', 'rresht'],
    ['en', 'line']
  ] as const) {
    await page.goto(`/${lang}/start`)
    await page.locator('input[name=begin]').last().check()
    await page.locator('#file-strategy').setInputFiles(file(good.replace(first, first.replace('z1', 'z9'))))
    const fault = page.locator('.faults li').first()
    await fault.waitFor()
    const said = await fault.innerText()
    expect(said.toLowerCase(), lang).toContain(word)
    expect(said, lang).toContain(String(line))
    expect(said, lang).toContain('a1-z9')
    expect(await page.locator('button.btn').last().isDisabled()).toBe(true)
    await picture(page, `30-faulty-strategy-${lang}`)
  }
  for (const text of ['', 'no: [yaml', '%PDF-1.7', `schema: ${'a'.repeat(100_000)}`, '- '.repeat(3000)]) {
    await page.locator('#file-strategy').setInputFiles(file(text))
    await page.locator('.faults li').first().waitFor()
    expect(await page.locator('button.btn').last().isDisabled()).toBe(true)
  }
  expect(await count('identity.networks')).toBe(0)

  // the good file after the bad ones: nothing has to be begun anew, and a half-filled form keeps what was typed
  await page.goto('/sr/start')
  await page.getByText('5 ciljeva').waitFor()
  await page.getByRole('button', { name: 'Nastavi' }).click()
  await page.fill('#email', 'jelena@primer.example')
  await fillAccount(page, { name: 'Jelena Marković', email: 'jelena@primer.example' })
  const code = await page.inputValue('#code')
  await page.fill('#again', 'nije ista lozinka')
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  await page.getByText('Lozinke nisu iste.').waitFor()
  await picture(page, '31-passwords-differ')
  expect(await page.inputValue('#name')).toBe('Jelena Marković')
  expect(await page.inputValue('#email')).toBe('jelena@primer.example')
  expect(await page.inputValue('#code')).toBe(code)
  await page.fill('#again', await page.inputValue('#password'))
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
  await page.fill('#email', 'jelena@primer.example')
  await page.fill('#password', 'pogrešna lozinka')
  await page.fill('#code', '000000')
  await page.locator('form button.btn').click()
  await page.getByText('E-pošta, lozinka ili kod').first().waitFor()
  expect(await page.inputValue('#email')).toBe('jelena@primer.example')
  await context.close()
})

it('takes a photo of 30 MB, and refuses an empty file in words, keeping the rest', async () => {
  const { page, context, complaints } = await personsBrowser(browser, fener.origin, {
    viewport: { width: 390, height: 800 }
  })
  await page.goto('/sr/w/2')
  await page.locator('textarea:visible').fill('Velika slika uz ovo.')
  const input = page.locator('input[type=file]:visible')
  await input.setInputFiles({ name: 'prazno.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) })
  await page.getByText('Fajl je prazan').waitFor()
  // from the disk: so much would be slow to hand over through the test's own line
  const photo = join(mkdtempSync(join(tmpdir(), 'fener-photo-')), 'velika.bmp')
  writeFileSync(photo, bitmap())
  await input.setInputFiles(photo)
  await page
    .locator('#file-list li', { hasText: 'kB' })
    .or(page.locator('#file-list li', { hasText: 'MB' }))
    .first()
    .waitFor()
  await picture(page, '32-large-photo')
  expect(await page.locator('textarea:visible').inputValue()).toBe('Velika slika uz ovo.')
  for (let i = 2; i < 8; i++) await next(page)
  await next(page, 'Pošalji')
  await arrived(page)
  expect(complaints).toEqual([])
  await context.close()
})

it('says that a mebibyte of text is too long, keeps it, and takes it when it is shorter', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context } = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled,
      viewport: { width: 390, height: 800 }
    })
    const before = await count('reports.envelopes')
    // drawing a mebibyte in one box takes the browser itself long, before anything can be pressed
    page.setDefaultTimeout(60_000)
    await page.goto('/sr/w/2')
    const box = page.locator('textarea:visible')
    await paste(box, 'beše noć '.repeat(2 ** 17))
    // with script it is said where it was written; without, before it is sent
    if (javaScriptEnabled) await next(page)
    else {
      for (let i = 2; i < 8; i++) await next(page)
      await next(page, 'Pošalji')
    }
    await page.locator('main .errors').first().waitFor()
    expect(await main(page)).toMatch(/Ovo je predugo/)
    expect((await page.inputValue('textarea[name=what]')).length).toBe(9 * 2 ** 17)
    expect(await count('reports.envelopes')).toBe(before)
    await context.close()
  }
  const { page, context } = await personsBrowser(browser, fener.origin)
  await page.goto('/sr/w/2')
  await paste(page.locator('textarea:visible'), 'бела кућа '.repeat(19_900))
  for (let i = 2; i < 8; i++) await next(page)
  await next(page, 'Pošalji')
  await arrived(page)
  await context.close()
})

it('makes one report of one that is sent again and again on a bad line', async () => {
  const { page, context } = await personsBrowser(browser, fener.origin, {
    viewport: { width: 390, height: 800 }
  })
  const before = await count('reports.envelopes')
  let sent = 0
  await page.route('**/w/send', async route => {
    // the server takes it, and its answer is lost on the way
    if (sent++ < 6) {
      await route.fetch()
      await route.abort('connectionreset')
    } else await route.continue()
  })
  await page.goto('/sr/w/2')
  await page.locator('textarea:visible').fill('Jednom poslato, šest puta otišlo.')
  for (let i = 2; i < 8; i++) await next(page)
  await next(page, 'Pošalji')
  await page.getByText('Nema signala').waitFor({ timeout: 30_000 })
  await picture(page, '34-no-signal')
  await next(page, 'Pošalji')
  await arrived(page)
  expect(sent).toBeGreaterThan(5)
  expect(await count('reports.envelopes')).toBe(before + 1)
  await context.close()
})

it('answers what no page of ours would send with a code and a status, never with a trace', async () => {
  const deep = (n: number) => '['.repeat(n) + ']'.repeat(n)
  const send = (path: string, body: string | object, headers: Record<string, string> = {}) =>
    fetch(`${fener.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body)
    })
  const cases: [path: string, body: string | object, status: number, code: string][] = [
    ['/sr/w/send', deep(3000), 400, 'input.malformed'],
    ['/sr/w/send', `{"key":${deep(3000)}}`, 400, 'input.malformed'],
    ['/sr/w/send', '{"key":', 400, 'input.malformed'],
    ['/sr/w/send', '', 400, 'input.malformed'],
    ['/sr/w/send', 'null', 400, 'input.malformed'],
    ['/sr/w/send', { key: 5, row: {}, circle: [] }, 400, 'input.malformed'],
    ['/sr/w/send', 'x'.repeat(5 * 2 ** 20), 413, 'input.too-big'],
    ['/sr/r/open', { lookup: 'ff'.repeat(16), login: 'ff'.repeat(32), more: 1 }, 400, 'input.unknown-field'],
    ['/sr/r/open', { lookup: 'ff'.repeat(16), login: 'ff'.repeat(32) }, 404, 'receipt.unknown'],
    ['/sr/r/open', { lookup: "' or 1=1", login: 1 }, 400, 'input.malformed'],
    ['/sr/sign-in', { email: 'x' }, 400, 'input.malformed'],
    ['/sr/start', {}, 400, 'input.malformed']
  ]
  for (const [path, body, status, code] of cases) {
    const response = await send(path, body)
    const text = await response.text()
    expect(
      `${response.status} ${JSON.parse(text).code}`,
      `${path} ${JSON.stringify(body).slice(0, 60)}`
    ).toBe(`${status} ${code}`)
    expect(text).not.toMatch(/at \w|node_modules|\.ts/)
  }
  const foreign = await send('/sr/w/send', {}, { origin: 'https://evil.example' })
  expect(foreign.status).toBe(403)
  const form = await fetch(`${fener.origin}/sr/w/send`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{}'
  })
  expect([403, 415]).toContain(form.status)
  expect(fener.log()).not.toMatch(/evil|or 1=1/)
})
