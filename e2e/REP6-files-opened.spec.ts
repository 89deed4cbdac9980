// REP6: files at the desk. Whatever a stranger sends is shown only when nothing in it can run; the rest is saved under a name that
// starts nothing. And the check for viruses, when the server has ClamAV.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clamdIsInstalled, eicar, startClamd, type Clamd } from '#platform/testing/start-clamd.ts'
import { prepare, type Prepared } from '../bench/prepare.ts'
import { sendReportWithFiles, type SentFile } from '../bench/report-with-files.ts'
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
import { gifAndScript, html, pdf, png, program, svg, zipBomb } from './hostile-files.ts'
import { signIn } from './people.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fener-opened-'))
let prepared: Prepared
let fener: Running
let browser: Browser
let clamd: Clamd | undefined
let operator: Awaited<ReturnType<typeof personsBrowser>>
let page: Page
const dialogs: string[] = []

beforeAll(async () => {
  prepared = await prepare(dataDir)
  if (clamdIsInstalled) clamd = await startClamd('5M')
  fener = await startFener({ dataDir, env: clamd ? { CLAMAV_SOCKET: clamd.path } : {} })
  browser = await startBrowser()
  operator = await personsBrowser(browser, fener.origin)
  page = operator.page
  page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await signIn(page, prepared.operator)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  await clamd?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const owner = async <T>(query: string, values: unknown[]): Promise<T[]> => {
  const pid = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const client = new pg.Client({ host: pid[4], port: Number(pid[3]), user: 'postgres', database: 'postgres' })
  await client.connect()
  const { rows } = await client.query(query, values)
  await client.end()
  return rows
}

/** Sends the files as a report of their own and opens it at the desk; gives the row of the nth file, opened. */
const opened = async (words: string, files: SentFile[]) => {
  const { row } = await sendReportWithFiles(fener.origin, prepared, words, files)
  const [{ code } = { code: '' }] = await owner<{ code: string }>(
    'select code from reports.envelopes where id = $1',
    [row]
  )
  await page.goto(`/desk/inbox/${code}`)
  await page.getByText(words).first().waitFor()
  return async (n: number) => {
    const item = page.locator('.files > li').nth(n)
    await item.getByRole('button', { name: 'Prikaži' }).click()
    await item.locator('.opened-file').waitFor()
    return item
  }
}
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer)

it('shows nothing that could run, and says what a file truly is', async () => {
  const files: (SentFile & { saved: string; says: RegExp })[] = [
    { name: 'slika.jpg', type: 'image/jpeg', bytes: bytesOf(html), saved: 'slika-jpg.txt', says: /Predstavlja se kao slika, a jeste strana sa interneta/ },
    { name: '../../crtez.svg', type: 'image/svg+xml', bytes: bytesOf(svg), saved: 'crtez-svg.txt', says: /Ovo je strana sa interneta. Ovde se ne otvara/ },
    { name: 'ugovor.pdf.exe', type: 'application/pdf', bytes: bytesOf(program), saved: 'ugovor-pdf-exe.bin', says: /Predstavlja se kao PDF, a jeste program/ },
    { name: 'slike.zip', type: 'application/zip', bytes: bytesOf(zipBomb), saved: 'slike.zip', says: /Ovo je arhiva. Ovde se ne otvara/ },
    { name: 'C:\\Windows\\win.ini', type: 'application/octet-stream', bytes: new Uint8Array([0, 1, 2, 3]), saved: 'win-ini.bin', says: /nepoznata vrsta/ },
    { name: 'nula.png', type: 'image/png', bytes: bytesOf(png(0, 40)), saved: 'nula.png', says: /Ovde se ne može prikazati/ },
    { name: 'prazno.pdf', type: 'application/pdf', bytes: new Uint8Array(0), saved: 'prazno-pdf.bin', says: /U fajlu nema ničega/ },
    { name: 'ogromna.png', type: 'image/png', bytes: bytesOf(png(60_000, 60_000)), saved: 'ogromna.png', says: /više od 64 miliona tačaka/ },
    { name: 'snimak\u202Egpj.exe', type: 'image/jpeg', bytes: bytesOf(Buffer.from('ffd8ffe0ff', 'hex')), saved: 'snimakgpj-exe.jpg', says: /Ovde se ne može prikazati/ }
  ] // prettier-ignore
  const open = await opened(
    'Sumnjivi fajlovi',
    files.map(({ saved: _, says: __, ...file }) => file)
  )
  for (const [n, { saved, says, name }] of files.entries()) {
    const item = await open(n)
    await item.getByText(says).first().waitFor()
    const link = item.getByRole('link', { name: `Sačuvaj kao ${saved}` })
    expect(await link.getAttribute('download'), name).toBe(saved)
    expect(await item.locator('img, iframe, object, embed, video, audio, canvas, pre').count(), name).toBe(0)
    // a program's letters turned around do not hide it
    expect(await item.innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  }
  await expectAccessible(page, 'hostile files')
  await picture(page, '50-hostile-files')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await picture(page, '51-hostile-files-phone')
  await page.setViewportSize({ width: 1280, height: 900 })
})

it('shows pictures blurred first, sound, text and the pages of a PDF, without running what is in them', async () => {
  const open = await opened('Obični fajlovi', [
    { name: 'a.png', type: 'image/png', bytes: bytesOf(png(64, 64)), cleaned: true },
    { name: 'b.gif', type: 'image/gif', bytes: bytesOf(gifAndScript) },
    { name: 'c.pdf', type: 'application/pdf', bytes: bytesOf(pdf('Ugovor o radu')) },
    { name: 'd.txt', type: 'text/plain', bytes: new TextEncoder().encode('Žuta kuća <b>iza</b> pilane') },
    { name: 'e.wav', type: 'audio/wav', bytes: bytesOf(wav()), voice: 'changed' }
  ])
  const blurred = (await open(0)).locator('.photo img')
  await expect.poll(() => blurred.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64)
  expect(await blurred.evaluate(image => getComputedStyle(image).filter)).toContain('blur')
  await page.getByRole('button', { name: 'Izoštri sliku' }).first().click()
  expect(await blurred.evaluate(image => getComputedStyle(image).filter)).toBe('none')
  await (await open(1)).locator('.photo img').waitFor()
  const pages = (await open(2)).locator('canvas[data-drawn]')
  await pages.first().waitFor({ timeout: 60_000 })
  const dark = await pages.first().evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.filter((value, at) => at % 4 === 0 && value < 100).length
  })
  expect(dark).toBeGreaterThan(500)
  const text = await open(3)
  await text.getByText('Žuta kuća <b>iza</b> pilane').waitFor()
  const sound = await open(4)
  await expect.poll(() => sound.locator('audio').evaluate((a: HTMLAudioElement) => a.duration)).toBe(0.5)
  await sound.getByText('promenjen glas').waitFor()
  await expectAccessible(page, 'opened files')
  await picture(page, '52-opened-files')
})

it('draws a PDF in a worker that may ask the network for nothing', async () => {
  const worker = page.workers().find(each => each.url().includes('pdf-worker'))
  expect(worker).toBeDefined()
  const response = await page.request.get(worker!.url())
  expect(response.headers()['content-security-policy']).toContain("default-src 'none'")
  const asked = await worker!.evaluate(() =>
    fetch('/sr')
      .then(() => 'answered')
      .catch(() => 'refused')
  )
  expect(asked).toBe('refused')
})

it.runIf(clamdIsInstalled)(
  'checks for viruses when asked, says and enters the result, keeps nothing',
  async () => {
    const open = await opened('Provera na viruse', [
      { name: 'a.txt', type: 'text/plain', bytes: new TextEncoder().encode(eicar) },
      { name: 'b.txt', type: 'text/plain', bytes: new TextEncoder().encode('Čist tekst') }
    ])
    const bad = await open(0)
    await bad.getByText('fajl prolazi kroz memoriju servera').waitFor()
    await bad.getByRole('button', { name: 'Proveri na viruse' }).click()
    await bad.getByText('Nađen je virus: Eicar-Own-Signature.UNOFFICIAL').waitFor()
    const good = await open(1)
    await good.getByRole('button', { name: 'Proveri na viruse' }).click()
    await good.getByText('Nije nađen nijedan poznat virus').waitFor()
    await expectAccessible(page, 'virus check')
    await picture(page, '53-virus-check')
    await clamd!.stop()
    await good.getByRole('button', { name: 'Proveri na viruse' }).click()
    await good.getByText('Provera na viruse se ne odaziva').waitFor()
    const entries = await owner<{ detail: object }>(
      `select detail from audit.entries where verb = 'report.check-file' order by at`,
      []
    )
    expect(entries.map(e => e.detail)).toEqual([
      { result: 'found' },
      { result: 'clean' },
      { result: 'failed' }
    ])
    expect(fener.log()).not.toContain('EICAR')
  }
)

it('ran nothing, asked nobody, and no browser complained', async () => {
  expect(dialogs).toEqual([])
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(operator.strangers).toEqual([])
  expect(operator.complaints).toEqual([])
})

/** Half a second of a tone. */
function wav(): Buffer {
  const rate = 8000
  const samples = rate / 2
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + samples, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples, 40)
  return Buffer.concat([
    head,
    Buffer.from(Array.from({ length: samples }, (_, i) => 128 + 60 * Math.sin(i / 3)))
  ])
}
