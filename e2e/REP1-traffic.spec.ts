// What a listener on the line could record of a report: every byte between browser and server goes through a recorder. Without TLS
// here, so what passes is what a server in between could read. And a tap on the map, which is on the way.
import { createServer, connect, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let recorder: Server
let recorded: Buffer[] = []

/** Everything that was said in either direction since it was asked last. */
const heard = () => {
  const all = Buffer.concat(recorded)
  recorded = []
  return all
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  const target = Number(new URL(fener.origin).port)
  recorder = createServer(socket => {
    const server = connect(target, 'localhost')
    for (const [from, to] of [
      [socket, server],
      [server, socket]
    ] as const) {
      // prettier-ignore
      from.on('data', bytes => {
        recorded.push(bytes)
        to.write(bytes)
      })
      from.on('end', () => to.end())
      from.on('error', () => to.destroy())
    }
  })
  await new Promise<void>(resolve => recorder.listen(0, 'localhost', resolve))
})
afterAll(async () => {
  await browser?.close()
  recorder?.close()
  await fener?.stop()
})

const next = (page: Page, word = 'Nastavi') =>
  page.locator('button.btn:visible', { hasText: word }).first().click()

type Said = { what: string; danger?: string; name?: string; tap?: boolean }

/** Writes one report through the recorder; gives its envelope's length, the receipt, and everything that was heard. */
const report = async ({ what, danger, name, tap }: Said) => {
  const origin = `http://localhost:${(recorder.address() as AddressInfo).port}`
  const { page, context, complaints } = await personsBrowser(browser, origin, {
    viewport: { width: 390, height: 844 }
  })
  await page.goto('/sr/w/1')
  heard()
  await next(page)
  await page.fill('#what', what)
  await next(page)
  if (danger) await page.check(`#danger-${danger}`)
  await next(page)
  if (tap) {
    await page.locator('.place-map summary').click()
    await page.locator('[data-place=rajanovce]').click()
    expect(await page.inputValue('#place')).toBe('rajanovce')
    expect(await page.inputValue('#placeWords')).toBe('')
    await page.locator('#place-map').click({ position: { x: 20, y: 20 } })
    expect(await page.inputValue('#place')).toBe('bozevce')
    expect(await page.inputValue('#placeWords')).toMatch(/^42\.5\d\d, 21\.5\d\d$/)
    await picture(page, '70-map')
  }
  await next(page)
  await next(page)
  await next(page)
  if (name) {
    await page.check('#named-yes')
    await page.fill('#name', name)
  }
  await next(page)
  await next(page, 'Pošalji')
  await page.waitForURL(/\/w\/ok$/)
  const receipt = (await page.locator('#code').innerText()).match(/\d{4}/g)!.join('')
  expect(complaints).toEqual([])
  await context.close()
  const all = heard()
  const text = all.toString('latin1')
  const sent = /POST \/sr\/w\/send HTTP[^]*?content-length: (\d+)/i.exec(text)
  return { all, text, receipt, length: Number(sent?.[1]) }
}

/** A word in every way in which it could pass by without being locked. */
const written = (word: string) => {
  const utf8 = Buffer.from(word)
  // base64 shifts with what stands before: the middle of each of the three
  const base64 = [0, 1, 2].map(before =>
    Buffer.concat([Buffer.alloc(before), utf8])
      .toString('base64')
      .slice(4, -4)
  )
  return [
    utf8,
    Buffer.from(word, 'utf16le'),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(utf8.toString('hex')),
    ...base64.flatMap(text => [
      Buffer.from(text),
      Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))
    ])
  ]
}

it('lets nothing readable pass, and tells neither how much was written nor that it is urgent', async () => {
  const marker = 'OSLUSKUJEM beše crveni kombi'
  const short = await report({ what: marker })
  const urgent = await report({
    what: `${marker} i još mnogo toga, ulica, kuća, sat, ljudi`,
    danger: 'yes',
    name: 'IMEMARKER Petrović',
    tap: true
  })
  const long = await report({ what: `${marker} ${'duga priča '.repeat(4000)}` })
  for (const { all, text, receipt } of [short, urgent, long]) {
    for (const word of [marker, 'IMEMARKER Petrović', receipt, receipt.match(/..../g)!.join(' ')])
      for (const form of written(word))
        expect(all.includes(form), `${word} as ${form.subarray(0, 20)}`).toBe(false)
    expect(text).not.toMatch(/cookie:/i)
    expect(text).not.toMatch(/referer: .*\/w\/[2-7]/i)
  }
  expect(short.length).toBeGreaterThan(1000)
  // one bucket of sealing, one length; a bucket further another: so the lengths are truly those of what was sent
  expect(urgent.length).toBe(short.length)
  expect(long.length).toBeGreaterThan(short.length * 2)
})

it('arrives over a slow line, saying how far it is', async () => {
  const { page, context, complaints } = await personsBrowser(browser, fener.origin, {
    viewport: { width: 390, height: 844 }
  })
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  // a second-generation phone: 200 kbit/s up, 240 down, half a second there and back
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 500,
    uploadThroughput: 25_000,
    downloadThroughput: 30_000
  })
  await page.goto('/sr/w/2')
  await page.fill('#what', 'Sa sporog telefona.')
  await page.setInputFiles('#files', {
    name: 'zapis.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(150_000, 'tekst ')
  })
  await page.locator('#file-list li').first().waitFor()
  const asIs = page.locator('#file-list button', { hasText: 'Pošalji' })
  if (await asIs.count()) await asIs.first().click()
  for (let at = 2; at < 8; at++) await next(page)
  await next(page, 'Pošalji')
  await page.getByText(/Šaljemo 1 od 2/).waitFor({ timeout: 60_000 })
  expect(await page.locator('#left').innerText()).toMatch(/kB/)
  await picture(page, '71-slow-line')
  await page.waitForURL(/\/w\/ok$/, { timeout: 90_000 })
  expect((await page.locator('#code').innerText()).match(/\d{4}/g)).toHaveLength(6)
  expect(complaints).toEqual([])
  await context.close()
})
