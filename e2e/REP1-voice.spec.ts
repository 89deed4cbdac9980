// REP1: a voice recorded in the page, changed while it is recorded when the person wants it; the microphone is let go at once when
// they leave. Chromium plays a tone of 440 Hz into its made-up microphone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { signIn } from './people.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fener-voice-'))
const tone = 440
let prepared: Prepared
let fener: Running
let browser: Browser

/** Ten seconds of one tone, 16 bits, 48 kHz. */
const wav = () => {
  const rate = 48_000
  const samples = rate * 10
  const out = Buffer.alloc(44 + samples * 2)
  out.write('RIFF')
  out.writeUInt32LE(36 + samples * 2, 4)
  out.write('WAVEfmt ', 8)
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(rate, 24)
  out.writeUInt32LE(rate * 2, 28)
  out.writeUInt16LE(2, 32)
  out.writeUInt16LE(16, 34)
  out.write('data', 36)
  out.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++)
    out.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * tone * i) / rate)), 44 + 2 * i)
  return out
}

beforeAll(async () => {
  prepared = await prepare(join(dataDir, 'house'))
  const sound = join(dataDir, 'tone.wav')
  writeFileSync(sound, wav())
  fener = await startFener({ dataDir: join(dataDir, 'house') })
  browser = await startBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${sound}`
  ])
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const atQuestion2 = async () => {
  const phone = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
  // what the page does with the microphone, seen from outside
  await phone.page.addInitScript(() => {
    const devices = navigator.mediaDevices
    const ask = devices.getUserMedia.bind(devices)
    const seen = ((window as unknown as { tracks: MediaStreamTrack[] }).tracks = [])
    devices.getUserMedia = async wanted => {
      const stream = await ask(wanted)
      seen.push(...(stream.getTracks() as never[]))
      return stream
    }
  })
  await phone.page.goto('/sr/w/2')
  return phone
}
const record = async (page: Page, change: boolean) => {
  await page.locator('#voice-open').click()
  await page.getByText('Vaš glas može da se prepozna.').waitFor()
  await page.getByText('Ko vas poznaje, ipak može da vas prepozna.').waitFor()
  await page.locator('#voice-change').setChecked(change)
  await page.locator('#voice-start').click()
  await page.locator('#voice-time', { hasText: '0:03' }).waitFor()
}
/** The strongest tone of what the audio element of the nth row plays, in Hz. */
const heard = (page: Page, n: number) =>
  page
    .locator('#file-list audio')
    .nth(n)
    .evaluate(async (audio: HTMLAudioElement) => {
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      analyser.fftSize = 16_384
      context.createMediaElementSource(audio).connect(analyser)
      await context.resume()
      await audio.play()
      const bins = new Float32Array(analyser.frequencyBinCount)
      // until the whole window is filled with sound
      for (let heard = 0; heard < 20;) {
        await new Promise(requestAnimationFrame)
        analyser.getFloatFrequencyData(bins)
        heard = Math.max(...bins) > -45 ? heard + 1 : 0
      }
      audio.pause()
      const strongest = bins.indexOf(Math.max(...bins))
      const { sampleRate } = context
      await context.close()
      return (strongest * sampleRate) / analyser.fftSize
    })

it('is recorded, heard, taken out, sent; a changed one is another tone; the microphone is let go after each', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  await record(page, false)
  await expectAccessible(page, 'recording')
  await picture(page, '60-recording')
  await page.locator('#voice-stop').click()
  await page.getByText('Glas 1').first().waitFor()
  await record(page, true)
  await page.locator('#voice-stop').click()
  await page.getByText('Glas 2').first().waitFor()
  await record(page, true)
  await page.locator('#voice-stop').click()
  await page.getByText('Glas 3').first().waitFor()
  const states = () =>
    page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(t => t.readyState))
  expect(await states()).toEqual(['ended', 'ended', 'ended'])
  expect(await page.locator('#file-list').innerText()).toMatch(
    /Glas 1, .*vaš pravi glas[^]*Glas 2, .*promenjen glas/
  )
  await expectAccessible(page, 'recorded')
  await picture(page, '61-recorded')
  const [own, changed, again] = [await heard(page, 0), await heard(page, 1), await heard(page, 2)]
  expect(Math.abs(own - tone)).toBeLessThan(15)
  for (const other of [changed, again]) expect(Math.abs(Math.log2(other / tone)) * 12).toBeGreaterThan(2)
  await page.getByRole('button', { name: 'Izbaci: Glas 3' }).click()
  expect(await page.locator('#file-list li').count()).toBe(2)

  for (let i = 2; i < 8; i++) await page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
  expect(await page.locator('[data-review="2"]').innerText()).toContain('Glas 2')
  await page.getByRole('button', { name: 'Pošalji', exact: true }).click()
  await page.waitForURL(/\/w\/ok$/)
  expect(phone.complaints).toEqual([])
  await phone.context.close()

  const operator = await personsBrowser(browser, fener.origin)
  await signIn(operator.page, prepared.operator)
  await operator.page.goto('/desk/inbox')
  await operator.page.locator('.inbox-row').first().click()
  const second = operator.page.locator('.files > li').nth(1)
  await second.getByText('promenjen glas').waitFor()
  await second.getByRole('button', { name: 'Prikaži' }).click()
  const audio = second.locator('audio')
  await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.duration)).toBeGreaterThan(2)
  const [download] = await Promise.all([
    operator.page.waitForEvent('download'),
    second.getByRole('link', { name: 'Sačuvaj kao voice-2.webm' }).click()
  ])
  const bytes = readFileSync((await download.path())!)
  // WebM's "when it was made" (element 4461, eight bytes) is not in it
  expect(bytes.subarray(0, 400).includes(Buffer.from('446188', 'hex'))).toBe(false)
  await operator.context.close()
})

it('ends at once when the person leaves, and nothing of it stays', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  const states: string[] = []
  await page.exposeFunction('saw', (state: string) => states.push(state))
  await record(page, true)
  await page.evaluate(() => {
    const { tracks, saw } = window as unknown as { tracks: MediaStreamTrack[]; saw(state: string): void }
    document.addEventListener('fener:leave', () => queueMicrotask(() => saw(tracks[0]!.readyState)))
  })
  await page.route('https://**', route => route.abort())
  await page.locator('#leave').click({ noWaitAfter: true })
  await expect.poll(() => states).toEqual(['ended'])
  await phone.context.close()
})

it('ends when the person goes on, and what was said is kept', async () => {
  const phone = await atQuestion2()
  const { page } = phone
  await record(page, true)
  await page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
  await page.locator('#q3:not([hidden])').waitFor()
  await expect
    .poll(() =>
      page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks[0]!.readyState)
    )
    .toBe('ended')
  await page.locator('#q3 .back').click()
  await page.getByText('Glas 1').first().waitFor()
  await phone.context.close()
})

it('is offered on the report and behind the code alone: elsewhere the browser refuses the microphone', async () => {
  const policy = async (path: string) =>
    (await fetch(fener.origin + path)).headers.get('permissions-policy') ?? ''
  for (const path of ['/sr/w/1', '/sq/w/2', '/sr/r'])
    expect(await policy(path)).toContain('microphone=(self)')
  for (const path of ['/sr', '/sr/n', '/sr/reports', '/sr/sign-in', '/sr/wx'])
    expect(await policy(path), path).toContain('microphone=()')
})

it('is not offered where nothing can be recorded, and a refused microphone is said in words', async () => {
  const without = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
  await without.page.addInitScript(() => {
    Reflect.deleteProperty(window, 'MediaRecorder')
  })
  await without.page.goto('/sr/w/2')
  await without.page.locator('#files').waitFor({ state: 'attached' })
  expect(await without.page.locator('#voice-open').isVisible()).toBe(false)
  await without.context.close()

  const refused = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
  await refused.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    Reflect.deleteProperty(window, 'AudioContext')
  })
  await refused.page.goto('/sr/w/2')
  await refused.page.locator('#voice-open').click()
  expect(await refused.page.locator('#voice-can-change').isVisible()).toBe(false)
  await refused.page.locator('#voice-start').click()
  await refused.page.getByText('Telefon nam ne daje mikrofon').waitFor()
  await refused.context.close()
})
