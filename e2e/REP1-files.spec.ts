// REP1: files on their way. Photos lose what they know of place and camera; a large file goes on after everything broke; without
// script a large photo arrives, and one that is too large loses no word.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepare, type Prepared } from '../bench/prepare.ts'
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
import { png, withExif } from './hostile-files.ts'
import { signIn } from './people.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fener-files-'))
let prepared: Prepared
let fener: Running
let browser: Browser
let operator: Awaited<ReturnType<typeof personsBrowser>>
const large = join(dataDir, 'veliki.mp4')
const largeBytes = Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), randomBytes(24_000_000)])

beforeAll(async () => {
  const house = join(dataDir, 'house')
  prepared = await prepare(house)
  writeFileSync(large, largeBytes)
  fener = await startFener({ dataDir: house })
  browser = await startBrowser()
  operator = await personsBrowser(browser, fener.origin)
  await signIn(operator.page, prepared.operator)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const owner = async <T>(query: string): Promise<T[]> => {
  const pid = readFileSync(join(dataDir, 'house', 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const client = new pg.Client({ host: pid[4], port: Number(pid[3]), user: 'postgres', database: 'postgres' })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}
const next = (page: Page) => page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
const atQuestion2 = async (options = {}) => {
  const phone = await personsBrowser(browser, fener.origin, {
    viewport: { width: 390, height: 800 },
    ...options
  })
  await phone.page.goto('/sr/w/1')
  await next(phone.page)
  return phone
}
const toCheck = async (page: Page) => {
  for (let i = 2; i < 8; i++) await next(page)
}

const seen = new Set<string>()
/** The report that has just come, at the operator's desk, and a way to save one of its files. */
const openNewest = async (words: string) => {
  const { page } = operator
  const codes = await owner<{ code: string }>('select code from reports.envelopes')
  const fresh = codes.map(({ code }) => code).filter(code => !seen.has(code))
  for (const code of fresh) seen.add(code)
  expect(fresh).toHaveLength(1)
  await page.goto(`/desk/inbox/${fresh[0]}`)
  await page.getByText(words).first().waitFor()
  const save = async (row: number): Promise<{ name: string; bytes: Buffer; said: string }> => {
    const item = page.locator('.files > li').nth(row)
    await item.getByRole('button', { name: 'Prikaži' }).click()
    const link = item.getByRole('link', { name: /Sačuvaj kao/ })
    await link.waitFor({ timeout: 60_000 })
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    return {
      name: download.suggestedFilename(),
      bytes: readFileSync((await download.path())!),
      said: await item.innerText()
    }
  }
  return { page, save }
}

it('photos arrive without place, camera and comment; what the phone cannot clean is the person’s choice, said to both', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 120
    canvas.height = 90
    canvas.getContext('2d')!.fillRect(10, 10, 60, 40)
    return canvas.toDataURL('image/jpeg').split(',')[1]!
  })
  const photo = withExif(Buffer.from(drawn, 'base64'))
  expect(photo.includes('Exif') && photo.includes('MARKERAPARAT')).toBe(true)
  const heic = Buffer.concat([Buffer.from('0000001866747970686569630000', 'hex'), Buffer.from('MARKERHEIC')])
  await page.locator('textarea:visible').fill('Šaljem slike')
  await page.locator('#files').setInputFiles([
    { name: 'IMG_MARKERIME.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'x.png', mimeType: 'image/png', buffer: png(64, 64, 'MARKERKOMENTAR') },
    { name: 'IMG_MARKERIME.heic', mimeType: 'image/heic', buffer: heic },
    { name: 'prazno.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }
  ])
  await page.getByText('Fajl je prazan').waitFor()
  await page.getByText('U njemu mogu ostati mesto i vreme').waitFor()
  await expectAccessible(page, 'question 2 with files')
  await picture(page, '40-files-phone')
  await page.getByRole('button', { name: 'OK' }).click()
  await page.getByRole('button', { name: 'Pošalji kako jeste' }).click()
  await toCheck(page)
  await page.getByRole('button', { name: 'Pošalji', exact: true }).click()
  await page.waitForURL(/\/w\/ok$/)
  expect(phone.complaints).toEqual([])
  await phone.context.close()

  const desk = await openNewest('Šaljem slike')
  const [jpeg, wasPng, asItIs] = [await desk.save(0), await desk.save(1), await desk.save(2)]
  for (const { bytes, name, said } of [jpeg, wasPng]) {
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
    for (const left of ['Exif', 'GPS', 'MARKER', 'Comment', 'tEXt', 'http', 'ICC'])
      expect(bytes.includes(left), `${name} holds ${left}`).toBe(false)
    expect(said).toContain('bez podataka o mestu i aparatu')
  }
  expect([jpeg.name, wasPng.name, asItIs.name]).toEqual(['photo-1.jpg', 'photo-2.jpg', 'photo-3.heic'])
  expect(asItIs.bytes.equals(heic)).toBe(true)
  expect(asItIs.said).toContain('nije očišćeno')
  await expectAccessible(desk.page, 'files at the desk')
  await picture(desk.page, '41-files-desk')
})

it('a file goes on where it was after the server was killed, and one whole report arrives', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  const line = await phone.context.newCDPSession(page)
  await line.send('Network.enable')
  const upload = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput
    })
  // slow enough that most of it is still on the phone when the page has been looked at, also on a busy machine
  await upload(1_200_000)
  await page.locator('textarea:visible').fill('Snimak iz kuće')
  await page.locator('#files').setInputFiles(large)
  await page.getByRole('button', { name: 'Pošalji kako jeste' }).click()
  await toCheck(page)
  const parts: number[] = []
  page.on('request', request => {
    if (request.url().endsWith('/w/part')) parts.push(Number(request.headers()['x-part']))
  })
  await page.getByRole('button', { name: 'Pošalji', exact: true }).click()
  // some parts are there, some are not
  await expect.poll(() => parts.length, { timeout: 30_000 }).toBeGreaterThan(5)
  await page.getByText(/Ostalo je još [\d.]+ MB/).waitFor()
  await expectAccessible(page, 'sending')
  await picture(page, '42-sending')
  const { port } = new URL(fener.origin)
  fener.process.kill('SIGKILL')
  await page.getByText('Nema signala. Pokušavamo sami ponovo').waitFor()
  await picture(page, '43-no-signal')
  const before = parts.length
  await upload(6_000_000)
  fener = await startFener({ dataDir: join(dataDir, 'house'), port: Number(port) })
  expect(
    await owner(
      'select 1 from reports.files f join reports.envelopes e on e.id = f.report_id where f.parts > 3'
    )
  ).toEqual([])
  await page.waitForURL(/\/w\/ok$/, { timeout: 90_000 })
  expect(phone.complaints).toEqual([])
  await phone.context.close()

  // it went on with the part that was on its way, and no part was left out or sent from the beginning again
  const resumed = parts.slice(before - 1)
  expect(resumed[0]).toBeGreaterThan(0)
  expect(new Set(parts).size).toBe(Math.max(...parts) + 1)
  const [{ n, files } = { n: 0, files: 0 }] = await owner<{ n: number; files: number }>(
    `select count(distinct e.id)::int as n, count(distinct f.id)::int as files from reports.envelopes e
     join reports.files f on f.report_id = e.id where f.parts > 3`
  )
  expect([n, files]).toEqual([1, 1])
  const { save } = await openNewest('Snimak iz kuće')
  const { bytes } = await save(0)
  const sha = (of: Buffer) => createHash('sha256').update(of).digest('hex')
  expect(sha(bytes)).toBe(sha(largeBytes))
})

it('pressing Send tries at once while the line is away, and what passes over the line tells neither words nor sizes', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  await page.locator('textarea:visible').fill('Prvi tekst')
  // of one bucket, and not of one size
  for (const size of [700_000, 730_000]) {
    const buffer = Buffer.concat([Buffer.from('MARKERFAJL'), randomBytes(size)])
    await page.locator('#files').setInputFiles([{ name: 'MARKERIME.bin', mimeType: 'video/mp4', buffer }])
    await page.getByRole('button', { name: 'Pošalji kako jeste' }).click()
  }
  await toCheck(page)
  const parts: { upload: string; bytes: number }[] = []
  const readable: string[] = []
  page.on('request', request => {
    const { 'x-upload': upload, ...headers } = request.headers()
    const body = request.postDataBuffer() ?? Buffer.alloc(0)
    if (upload) parts.push({ upload, bytes: body.length })
    for (const word of ['MARKER', 'tekst', 'video'])
      if (body.includes(word) || JSON.stringify(headers).includes(word)) readable.push(word)
  })
  await page.route('**/w/send', route => route.abort())
  await page.getByRole('button', { name: 'Pošalji', exact: true }).click()
  await page.getByText('Nema signala. Pokušavamo sami ponovo').waitFor()
  const sent = parts.length
  await page.unroute('**/w/send')
  await page.getByRole('button', { name: 'Pošalji', exact: true }).click()
  await page.waitForURL(/\/w\/ok$/)
  expect(parts.length).toBe(sent)
  await phone.context.close()
  expect(readable).toEqual([])
  const total = (upload: string) =>
    parts.filter(p => p.upload === upload).reduce((sum, p) => sum + p.bytes, 0)
  const sizes = [...new Set(parts.map(p => p.upload))].map(total)
  expect(sizes).toHaveLength(2)
  expect(sizes[0]).toBe(sizes[1])
  await openNewest('Prvi tekst')
})

it('without script a photo of 30 MB arrives; 45 MB are refused in words, and nothing typed is lost', async () => {
  const phone = await personsBrowser(browser, fener.origin, { javaScriptEnabled: false })
  const { page } = phone
  const send = async (bytes: Buffer) => {
    const file = join(dataDir, 'IMG.jpg')
    writeFileSync(file, bytes)
    await page.locator('#upload').setInputFiles(file)
    await page.locator('#send').click({ noWaitAfter: true })
  }
  const written = async (words: string) => {
    await page.goto('/sr/w/1')
    await next(page)
    await page.locator('textarea:visible').fill(words)
    await toCheck(page)
  }
  const bytes = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(30_000_000)])
  await written('Bez skripte, velika slika')
  await send(bytes)
  await page.locator('#code').waitFor({ timeout: 90_000 })
  await written('Bez skripte, prevelika')
  await send(Buffer.alloc(45_000_000, 1))
  await page.getByText('Bez skripti primamo najviše 40 MB ukupno').waitFor({ timeout: 90_000 })
  expect(await page.locator('main').innerText()).toContain('Bez skripte, prevelika')
  await picture(page, '44-too-big-without-script')
  await phone.context.close()
  const { save } = await openNewest('Bez skripte, velika slika')
  const saved = await save(0)
  expect(saved.bytes.equals(bytes)).toBe(true)
  expect(saved.said).toContain('nije očišćeno')
})
