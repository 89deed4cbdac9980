// REP3: the whole report, the receipt and the return without script, at 320 pixels; nothing stays in the browser.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  type Browser,
  type Running
} from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

it('sends a report, keeps what was typed, comes back with the receipt and erases', async () => {
  const { page, context, strangers } = await personsBrowser(browser, fener.origin, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 }
  })
  for (const address of [
    '/sr',
    '/sq',
    '/en',
    '/sr-cyrl',
    '/sr/n',
    '/sr/k',
    '/sr/h',
    '/sr/s',
    '/sr/p',
    '/sr/q',
    '/sr/z',
    '/sr/about',
    '/sr/privacy',
    '/sr/plan',
    '/sr/plan/c1',
    '/sr/reports'
  ]) {
    const response = await page.goto(address)
    expect(response?.status(), address).toBe(200)
    expect(await page.title(), address).toBe('Fener')
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth).catch(() => true),
      address
    ).toBe(true)
  }
  await page.goto('/sr/w/1')
  const next = () => page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
  await next()
  await page.locator('textarea:visible').fill('MARKERBEZ skripte: vidi se svetlo noću')
  for (let i = 2; i < 8; i++) await next()
  expect(await page.locator('main').innerText()).toContain('MARKERBEZ')
  await picture(page, '20-no-script-check')
  await page
    .locator('input[type=file]:visible')
    .setInputFiles({ name: 'prazno.png', mimeType: 'image/png', buffer: Buffer.alloc(0) })
  await page.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
  const key = await page.locator('[name=key]').inputValue()
  expect(await page.locator('main').innerText()).toMatch(/prazan/)
  expect(await page.locator('main').innerText()).toContain('MARKERBEZ')
  await page.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
  const text = await page.locator('main').innerText()
  const receipt = (text.match(/\b\d{4}\b/g) ?? []).slice(0, 6).join(' ')
  expect(receipt.replace(/\s/g, '')).toHaveLength(24)
  expect(page.url()).not.toContain(receipt.slice(0, 4))
  expect(await context.cookies()).toEqual([])

  // sent again, for the answer seemed lost: the code that is shown is the one that opens it
  await page.reload()
  expect(
    (await page.locator('main').innerText())
      .match(/\b\d{4}\b/g)
      ?.slice(0, 6)
      .join(' ')
  ).toBe(receipt)
  // the same form, changed: it says that this has come already, keeps the words, and the next press is a report of its own
  await page.goto('/sr/w/2')
  await page.locator('textarea:visible').fill('MARKERBEZ skripte: i ujutru')
  for (let i = 2; i < 8; i++) await next()
  await page.locator('[name=key]').evaluate((field, value) => {
    ;(field as HTMLInputElement).value = value
  }, key)
  const again = page.locator('button.btn:visible', { hasText: 'Pošalji' })
  await again.click()
  expect(await page.locator('main').innerText()).toContain('Ovo je već stiglo')
  expect(await page.locator('main').innerText()).toContain('i ujutru')
  await picture(page, '20-no-script-sent-before')
  await again.click()
  const second = ((await page.locator('main').innerText()).match(/\b\d{4}\b/g) ?? []).slice(0, 6).join(' ')
  expect(second.replace(/\s/g, '')).toHaveLength(24)
  expect(second).not.toBe(receipt)

  await page.goto('/sr/r')
  await page.fill('#code', '1234 5678 9012 3456 7890 1239')
  await page.locator('form button.btn:visible').first().click()
  expect(await page.locator('main').innerText()).toContain('Ovaj kod ništa ne otvara')
  await page.fill('#code', receipt)
  await page.locator('form button.btn:visible').first().click()
  expect(await page.locator('main').innerText()).not.toContain('Ovaj kod ništa ne otvara')
  expect(strangers).toEqual([])
  expect(fener.log()).not.toContain('MARKERBEZ')
  await context.close()
})

it('is read by axe without complaint, in light and dark, on the phone', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, context, complaints } = await personsBrowser(browser, fener.origin, {
      colorScheme,
      viewport: { width: 390, height: 800 }
    })
    for (const address of [
      '/sr',
      '/sq/n',
      '/sr/k',
      '/sq/w/1',
      '/sr/w/all',
      '/sr/r',
      '/sq/s',
      '/sr/p',
      '/sr/z',
      '/sq/plan',
      '/sr/reports'
    ]) {
      await page.goto(address)
      await expectAccessible(page, `${colorScheme} ${address}`)
      await picture(page, `21-${colorScheme}${address.replaceAll('/', '-')}`)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})
