// REP2: the receipt and coming back. Heard, printed, typed again; text and a photo added later and read by the operator; a reply lost
// on the line; the proof of filing; guessing; and the same without script at 320 pixels in Albanian.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, hex, random, receiptKeys } from '#seal/index.ts'
import {
  expectAccessible,
  home,
  personsBrowser,
  picture,
  startBrowser,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)
const slika = { name: 'marker-slika.png', mimeType: 'image/png', buffer: photo }

let fener: Running
let browser: Browser
let operator: Page
let folder: string
const open = (options = {}) => personsBrowser(browser, fener.origin, options)
const phone = { viewport: { width: 390, height: 800 } }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fener-rep2-'))
  // who asks is said by a proxy, as it is where Fener is really used
  ;[fener, browser] = await Promise.all([
    startFrom('report-team', { env: { TRUST_PROXY: '1' } }),
    startBrowser()
  ])
  operator = (await open()).page
  await signIn(operator, fener.accounts.mirjana!)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a sheet of paper would show. */
const onPaper = async (page: Page) => {
  await page.emulateMedia({ media: 'print' })
  const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim()
  await page.emulateMedia({ media: null })
  return text
}
/** axe itself is a script: a page without script is shown to it as it stands, in a browser where ours do not arrive. */
const expectAccessibleWithoutScript = async (page: Page, where: string) => {
  const html = await page.content()
  const judge = await open({ viewport: page.viewportSize()! })
  await judge.page.route('**/p/*.js', route => route.abort())
  await judge.page.route(page.url(), route => route.fulfill({ body: html, contentType: 'text/html' }))
  await judge.page.goto(page.url())
  await expectAccessible(judge.page, where)
  await judge.context.close()
}
const codeOn = async (page: Page) => (await page.locator('#code').innerText()).replace(/\s+/g, ' ').trim()
const write = async (page: Page, words: string, lang = 'sr') => {
  await page.goto(`/${lang}/w/1`)
  const next = () => page.locator('.acts button.btn:visible').first().click()
  await next()
  await page.locator('textarea:visible').fill(words)
  for (let i = 2; i < 8; i++) await next()
  await page.locator('#send').click()
}

describe('with script', () => {
  let code = ''

  it('shows the receipt: heard by the phone’s own voice alone, printed as digits alone, typed again', async () => {
    const { page, context, complaints, strangers } = await open(phone)
    await page.addInitScript(() => {
      const voices = [{ lang: 'sr-RS', localService: false, name: 'from a server' }]
      const synthesis = Object.assign(new EventTarget(), {
        said: [] as string[],
        voices,
        getVoices: () => voices,
        cancel() {},
        speak(utterance: { text: string; voice: { name: string } }) {
          synthesis.said.push(`${utterance.voice.name}: ${utterance.text}`)
        }
      })
      Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
      Object.defineProperty(window, 'SpeechSynthesisUtterance', {
        value: class {
          text: string
          constructor(text: string) {
            this.text = text
          }
        }
      })
    })
    await write(page, 'MARKERPRVA noću dolaze kombijem')
    await page.waitForURL(/\/sr\/w\/ok$/)
    code = await codeOn(page)
    expect(code).toMatch(/^(\d{4} ){5}\d{4}$/)
    expect(await page.locator('#hear').isHidden()).toBe(true)
    await page.evaluate(() => {
      const synthesis = speechSynthesis as unknown as EventTarget & { voices: object[] }
      synthesis.voices.push({ lang: 'en-US', localService: true, name: 'English' })
      synthesis.dispatchEvent(new Event('voiceschanged'))
    })
    expect(await page.locator('#hear').isHidden()).toBe(true)
    await page.evaluate(() => {
      const synthesis = speechSynthesis as unknown as EventTarget & { voices: object[] }
      synthesis.voices.push({ lang: 'hr-HR', localService: true, name: 'of the phone' })
      synthesis.dispatchEvent(new Event('voiceschanged'))
    })
    await page.locator('#hear').click()
    expect(await page.evaluate(() => (speechSynthesis as unknown as { said: string[] }).said)).toEqual(
      code.split(' ').map(group => `of the phone: ${[...group].join(', ')}`)
    )
    await expectAccessible(page, 'receipt')
    await picture(page, 'receipt-390')

    expect(await onPaper(page)).toBe(code)
    const pdf = (await page.pdf({ displayHeaderFooter: false })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await page.title()).toBe('·')
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    expect(await page.title()).toBe('Fener')

    await page.fill('#last', '0000')
    await page.keyboard.press('Enter')
    await page.getByText('Poslednja grupa izgleda drugačije').waitFor()
    await expectAccessible(page, 'wrong last group')
    const eastern = [...code.slice(-4)].map(digit => String.fromCharCode(0x6f0 + Number(digit))).join(' ')
    await page.fill('#last', eastern)
    await page.keyboard.press('Enter')
    await page.getByText('Gotovo je').waitFor()
    expect(await page.locator('body').innerText()).not.toContain(code.slice(0, 4))
    expect([complaints, strangers]).toEqual([[], []])
    await context.close()
  })

  it('adds words and a photo later; lost on the line and pressed again it is one message', async () => {
    await operator.goto('/desk')
    await operator.getByRole('link', { name: 'Prijave' }).click()
    await operator.locator('.inbox-row').first().click()
    await operator.getByText('MARKERPRVA').waitFor()
    await operator.fill('#answer-text', 'Hvala. Ima li još nešto?')
    await operator.getByRole('button', { name: 'Pošalji' }).click()
    await operator.locator('.talk li.intake').waitFor()

    const { page, context, complaints, strangers } = await open(phone)
    await page.goto('/sr/r')
    await page.fill('#code', code.replaceAll(' ', '-'))
    await page.keyboard.press('Enter')
    await page.getByText('Ima li još nešto?').waitFor()
    expect(await page.locator('#inside').innerText()).not.toContain('MARKERPRVA')
    await page.fill('#text', 'MARKERDRUGA evo i slike')
    await page.setInputFiles('#files', slika)
    await page.locator('#file-list').getByText('obrisani').waitFor()
    await picture(page, 'return-writing-390')
    // the server takes it, and the answer is lost
    let taken = 0
    await page.route('**/r/say', async route => {
      taken ||= (await route.fetch()).status()
      await context.setOffline(true)
      // a second try may be in the air already when the first is let go
      await route.abort().catch(() => {})
    })
    await page.locator('#say button.btn').click()
    await page.locator('#said').getByText('Nema signala').waitFor()
    expect(taken).toBe(200)
    expect(await page.inputValue('#text')).toBe('MARKERDRUGA evo i slike')
    await picture(page, 'return-no-signal-390')
    await page.unroute('**/r/say')
    // it goes by itself as soon as there is signal again
    await context.setOffline(false)
    await page.getByText('Stiglo je.', { exact: true }).waitFor()
    expect(await page.inputValue('#text')).toBe('')
    expect(await page.locator('#talk li').first().innerText()).toMatch(/MARKERDRUGA[\s\S]*Slika, 1 kB/)
    await page.locator('#wrote summary').click()
    await page.locator('#wrote-text').getByText('MARKERPRVA').waitFor()
    expect(await page.locator('#wrote-text').innerText()).toContain('MARKERDRUGA')
    await expectAccessible(page, 'inside')
    await picture(page, 'return-inside-390')
    expect([complaints, strangers]).toEqual([[], []])
    await context.close()

    await operator.reload()
    await operator.getByText('MARKERDRUGA').waitFor()
    expect(await operator.getByText('MARKERDRUGA').count()).toBe(1)
    const files = operator.locator('.talk li.reporter .files li')
    expect(await files.count()).toBe(1)
    await files.getByRole('button', { name: 'Prikaži' }).click()
    await files.locator('.photo img').waitFor()
    await expectAccessible(operator, 'report with a file in the talk')
    await picture(operator, 'desk-talk-1280')
  })

  it('says that a text is too long, keeps all of it, and puts the server’s day beside a message', async () => {
    const { page, context } = await open(phone)
    // a phone whose clock is years behind
    await page.addInitScript(() => {
      const RealDate = Date
      window.Date = class extends RealDate {
        constructor(...given: []) {
          super(...((given.length ? given : ['2020-01-01T12:00:00Z']) as []))
        }
      } as DateConstructor
    })
    await page.goto('/sr/r')
    await page.fill('#code', code)
    await page.keyboard.press('Enter')
    await page.getByText('Ima li još nešto?').waitFor()
    // drawing a mebibyte in one box takes the browser itself long
    page.setDefaultTimeout(90_000)
    const long = 'predugo '.repeat(140_000)
    await page.fill('#text', long)
    await page.locator('#say button.btn').click()
    await page.locator('#say-error').getByText('predug').waitFor()
    expect((await page.inputValue('#text')).length).toBe(long.length)
    await page.fill('#text', 'MARKERTREĆA kratko')
    await page.locator('#say button.btn').click()
    await page.getByText('Stiglo je.', { exact: true }).waitFor()
    const today = new Intl.DateTimeFormat('en', { day: 'numeric', timeZone: 'Europe/Belgrade' }).format()
    expect(await page.locator('#talk li.mine').first().innerText()).toContain(` ${today}. `)
    await context.close()
  })

  it('makes a proof that the page and the server’s own command confirm, until after erasing', async () => {
    const { page, context, complaints, strangers } = await open(phone)
    await page.goto('/sr/r')
    await page.fill('#code', code)
    await page.keyboard.press('Enter')
    await page.getByText('Ima li još nešto?').waitFor()
    await page.locator('#proof summary').click()
    await page.locator('#prove button').click()
    await page.getByText('Potvrda je ispod').waitFor()
    const proof = (await page.locator('#proof-text').textContent())!
    const saving = page.waitForEvent('download')
    await page.locator('#proof-save').click()
    expect((await saving).suggestedFilename()).toBe('document.txt')
    expect(proof).toContain('"kind": "proof-of-filing"')
    for (const secret of ['MARKER', ...code.split(' ')]) expect(proof).not.toContain(secret)
    expect(await onPaper(page)).toBe(proof.replace(/\s+/g, ' ').trim())
    await expectAccessible(page, 'proof')
    await picture(page, 'proof-390')

    const check = async (text: string, said: string) => {
      const court = await open({ javaScriptEnabled: false })
      await court.page.goto('/sr/d')
      await court.page.fill('#text', text)
      await court.page.locator('main form button.btn').click()
      await court.page.getByText(said).waitFor()
      expect(await court.page.inputValue('#text')).toBe(text)
      expect(court.page.url()).toBe(`${fener.origin}/sr/d`)
      await expectAccessibleWithoutScript(court.page, `proof: ${said}`)
      await picture(court.page, `check-${said.slice(0, 14)}`)
      await court.context.close()
    }
    await check(proof, 'Potvrda važi. Prijava je tog dana stigla i leži nepromenjena.')
    await check(proof.replace(/"arrived": "\d{4}/, '"arrived": "2020'), 'Potpis nije ispravan')
    await check('<script>alert(1)</script>', 'U ovom tekstu nema potvrde')
    const file = join(folder, 'document.txt')
    writeFileSync(file, proof)
    const command = () =>
      execFileSync(process.execPath, [join(home, 'bin/fener.ts'), 'verify-proof', file], {
        cwd: home,
        env: { ...process.env, DATA_DIR: fener.dataDir, FENER_HOME: home },
        encoding: 'utf8'
      })
    expect(command()).toContain('The proof holds: the report arrived that day and lies unchanged.')
    const key = await (await page.request.get('/sr/d/key')).text()
    expect(proof).toContain(key.trim())

    await page.getByText('Obriši moje poruke').click()
    await page.getByText('Ostaje dan kad je stiglo').first().waitFor()
    await picture(page, 'erase-390')
    await page.getByRole('button', { name: 'Da, obriši sve' }).click()
    await page.getByText('Obrisano je. Kod više ne otvara ništa.').waitFor()
    expect(await page.locator('body').innerText()).not.toContain('MARKER')
    await expectAccessible(page, 'erased')
    await picture(page, 'erased-390')
    await page.goto('/sr/r')
    await page.fill('#code', code)
    await page.keyboard.press('Enter')
    await page.getByText('Ovaj kod ništa ne otvara').waitFor()
    await check(proof, 'Potvrda važi. Prijava je tog dana stigla, a kasnije je obrisana.')
    expect(command()).toContain('was erased later')
    expect([complaints, strangers]).toEqual([[], []])
    await context.close()
  })
})

describe('somebody who tries codes', () => {
  it('learns nothing from the kind of miss and waits after many, while others come in', async () => {
    const { page, context } = await open(phone)
    await write(page, 'MARKERČETVRTA')
    await page.waitForURL(/\/sr\/w\/ok$/)
    const code = await codeOn(page)
    await page.goto('/sr/r')
    const salt = (await page.getAttribute('#return', 'data-salt'))!
    await context.close()
    const keys = await receiptKeys(code.replaceAll(' ', ''), fromBase64url(salt))
    const ask = async (client: string, lookup: Uint8Array, login: Uint8Array) => {
      const begun = performance.now()
      const response = await fetch(`${fener.origin}/sr/r/open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': client },
        body: JSON.stringify({ lookup: hex(lookup), login: hex(login) })
      })
      const body = await response.text()
      const headers = [...response.headers].filter(([name]) => !['date', 'keep-alive'].includes(name))
      return { status: response.status, body, headers, took: performance.now() - begun }
    }
    const unknown = await ask('203.0.113.1', random(16), random(32))
    const wrong = await ask('203.0.113.1', keys.lookup, random(32))
    expect({ ...unknown, took: 0 }).toEqual({ ...wrong, took: 0 })
    expect(unknown.status).toBe(404)
    for (const { took } of [unknown, wrong]) expect(took).toBeGreaterThanOrEqual(118)

    await Promise.all(Array.from({ length: 20 }, () => ask('203.0.113.2', random(16), random(32))))
    // right and wrong alike: waiting tells nothing about a code either
    const [waits, waitsToo] = [
      await ask('203.0.113.2', keys.lookup, keys.login),
      await ask('203.0.113.2', random(16), random(32))
    ]
    expect([waits.status, waits.body]).toEqual([429, '{"code":"receipt.wait","params":{}}'])
    expect([waitsToo.status, waitsToo.body]).toEqual([waits.status, waits.body])
    expect((await ask('203.0.113.3', keys.lookup, keys.login)).status).toBe(200)

    const guesser = await open({ ...phone, extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.2' } })
    await guesser.page.goto('/sr/r')
    await guesser.page.fill('#code', code)
    await guesser.page.keyboard.press('Enter')
    await guesser.page.getByText('Sačekajte 10 minuta. Vaš kod nije zaključan.').waitFor()
    await picture(guesser.page, 'wait-390')
    await guesser.context.close()
  })
})

describe('without script, 320 pixels, in Albanian', () => {
  it('has the same: slip on paper, coming back, words and a file, proof, erasing', async () => {
    const { page, context, strangers } = await open({
      javaScriptEnabled: false,
      locale: 'sq',
      viewport: { width: 320, height: 640 }
    })
    await write(page, 'MARKERSHQIP natën vijnë', 'sq')
    const code = await codeOn(page)
    expect(code).toMatch(/^(\d{4} ){5}\d{4}$/)
    expect(await page.title()).toBe('·')
    expect(await onPaper(page)).toBe(code)
    await expectAccessibleWithoutScript(page, 'receipt without script')
    await picture(page, 'receipt-no-script-320')
    await page.fill('#last', code.slice(-4).replace(/(\d)/g, '$1 '))
    await page.locator('#go-on button').first().click()
    await page.getByText('U krye').waitFor()

    const come = async (typed: string) => {
      await page.goto('/sq/r')
      await page.fill('#code', typed)
      await page.locator('#return button').click()
    }
    const last = Number(code.at(-1))
    await come(code.slice(0, -1) + ((last + 1) % 10))
    await page.locator('#code-error').getByText('Ky kod nuk hap asgjë').waitFor()
    await come(code)
    await page.getByText('Arriti. Ende pret që dikush ta lexojë.').waitFor()
    page.setDefaultTimeout(90_000)
    const long = 'gjatë '.repeat(190_000)
    await page.fill('#text', long)
    await page.setInputFiles('#upload', slika)
    await page.locator('#say button').click()
    await page.getByText('Teksti është tepër i gjatë').waitFor()
    expect((await page.inputValue('#text')).length).toBe(long.length)
    await page.getByText('Zgjidhini skedarët edhe një herë').waitFor()
    await page.fill('#text', 'MARKERSHTUAR edhe kjo')
    await page.setInputFiles('#upload', slika)
    await page.locator('#say button').click()
    await page.locator('#said').getByText('Arriti.').waitFor()
    expect(await page.inputValue('#text')).toBe('')
    await page.locator('#wrote summary').click()
    const written = await page.locator('#wrote-text').innerText()
    expect(written).toMatch(/MARKERSHQIP[\s\S]*MARKERSHTUAR[\s\S]*Fotografi, 1 kB/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await expectAccessibleWithoutScript(page, 'inside without script')
    await picture(page, 'return-no-script-320')

    await page.locator('#proof summary').click()
    await page.locator('#prove button').click()
    const proof = await page.locator('#proof-text').innerText()
    expect(proof).toContain('Vërtetim i pranimit')
    expect(await onPaper(page)).toBe(proof.replace(/\s+/g, ' ').trim())
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await expectAccessibleWithoutScript(page, 'proof without script')
    await picture(page, 'proof-no-script-320')
    await page.goto('/sq/d')
    await page.fill('#text', proof)
    await page.locator('main form button').click()
    await page.getByText('Vërtetimi vlen. Raportimi arriti atë ditë dhe qëndron i pandryshuar.').waitFor()
    await picture(page, 'check-no-script-320')

    await operator.goto('/desk/inbox')
    await operator.locator('.inbox-row', { hasText: 'zaključao server' }).first().click()
    await operator.getByText('MARKERSHTUAR').waitFor()
    expect(await operator.locator('.talk li.reporter .files li').count()).toBe(1)

    await come(code)
    await page.locator('summary', { hasText: 'Fshi mesazhet e mia' }).click()
    await page.locator('#erase button').click()
    await page.getByText('U fshi. Kodi nuk hap më asgjë.').waitFor()
    await come(code)
    await page.locator('#code-error').getByText('Ky kod nuk hap asgjë').waitFor()
    expect(strangers).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })
})

it.each([
  ['light', 390, 'sr'],
  ['dark', 390, 'sr'],
  ['light', 390, 'ar'],
  ['dark', 320, 'ps'],
  ['light', 1280, 'sq'],
  ['dark', 1280, 'sq']
] as const)('looks as it should: %s, %d px, %s', async (colorScheme, width, lang) => {
  const { page, context, complaints } = await open({ colorScheme, viewport: { width, height: 800 } })
  for (const address of [`/${lang}/r`, `/${lang}/d`, `/${lang}/w/ok`]) {
    await page.goto(address)
    await expectAccessible(page, `${colorScheme} ${address}`)
    await picture(page, `look-${colorScheme}-${width}${address.replaceAll('/', '-')}`)
  }
  await write(page, 'MARKERIZGLED', lang)
  await page.waitForURL(/\/w\/ok$/)
  const code = await codeOn(page)
  await expectAccessible(page, `${colorScheme} receipt`)
  await picture(page, `look-${colorScheme}-${width}-${lang}-receipt`)
  await page.goto(`/${lang}/r`)
  await page.fill('#code', code)
  await page.keyboard.press('Enter')
  await page.locator('#text').waitFor()
  await page.locator('#wrote summary').click()
  await page.locator('#wrote-text').getByText('MARKERIZGLED').waitFor()
  await page.locator('#proof summary').click()
  await page.locator('#prove button').click()
  await page.locator('#proof-text').waitFor()
  await expectAccessible(page, `${colorScheme} inside`)
  await picture(page, `look-${colorScheme}-${width}-${lang}-inside`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
  expect(fener.log()).not.toContain('MARKER')
})
