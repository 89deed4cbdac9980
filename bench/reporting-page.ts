// The first question on a slow phone: 400 kbit/s, 400 ms, a processor slowed four times.
import type { Browser } from 'playwright-core'
import { round } from './intake.ts'

export const measureReportingPage = async (browser: Browser, origin: string) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: (400 * 1000) / 8,
    uploadThroughput: (400 * 1000) / 8
  })
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let requests = 0
  let bytes = 0
  const files: Record<string, number> = {}
  const names = new Map<string, string>()
  client.on('Network.requestWillBeSent', e => {
    requests++
    names.set(e.requestId, new URL(e.request.url).pathname)
  })
  client.on('Network.loadingFinished', e => {
    bytes += e.encodedDataLength
    files[names.get(e.requestId) ?? '?'] = e.encodedDataLength
  })
  await page.goto(`${origin}/sr/w/1`, { waitUntil: 'load' })
  await page.waitForTimeout(1500)
  const paint = await page.evaluate(
    () =>
      performance.getEntriesByType('paint').find(p => p.name === 'first-contentful-paint')?.startTime ?? -1
  )
  await context.close()
  return { firstContentfulPaintMs: round(paint), requests, kB: round(bytes / 1000), files }
}
