// SRV1: an organisation enters what help it gives and how many places are free; the case manager sees it; the public finds it without
// script, by need and language, in an address that tells nothing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { expectAccessible, personsBrowser, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts' // prettier-ignore
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let lule: Page
let ana: Page
const complaints: string[][] = []

const at = async (who: string, lang: 'sr' | 'sq' = 'sr') => {
  const { email, name, secret } = accounts.find(a => a.name.startsWith(who))!
  const desk = await personsBrowser(browser, fener.origin)
  complaints.push(desk.complaints, desk.strangers)
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

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  lule = await at('Lule', 'sq')
  ana = await at('Ana')
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

it('takes a service of one’s own organisation, and says beside each field what is missing', async () => {
  await lule.goto('/desk/services')
  await lule.getByText('Strehim në shtëpi të sigurt').waitFor()
  await expectAccessible(lule, 'services')
  await picture(lule, 's1-services-sq')
  await narrow(lule, 's1-services-sq-390-dark')
  // of another organisation nothing can be changed
  expect(await lule.getByRole('button', { name: 'Ndrysho shërbimin' }).count()).toBe(1)
  await lule.getByRole('button', { name: 'Shto shërbim' }).click()
  await lule.getByLabel('Shfaqe në faqen publike').check()
  await lule.getByRole('button', { name: 'Ruaj shërbimin' }).click()
  for (const wrong of ['Shkruani emrin', 'Shkruani çfarë bëni', 'kush lexon duhet të mund të telefonojë'])
    await lule.locator('.problem', { hasText: wrong }).waitFor()
  await expectAccessible(lule, 'service form')
  await picture(lule, 's2-service-form-sq')
  const form = lule.locator('.service-form')
  await form.locator('select').first().selectOption('psychological')
  await form.locator('input[lang=sr]').fill('Razgovor za žene')
  await form.locator('textarea[lang=sr]').fill('Dođite da popričamo, ništa ne morate.')
  await form.locator('input[value=ar]').check()
  await form.locator('input[type=tel]').last().fill('038 000 144')
  await form.locator('input[type=number]').fill('5')
  await lule.getByRole('button', { name: 'Ruaj shërbimin' }).click()
  const line = lule.locator('.offer', { hasText: 'Razgovor za žene' })
  await line.waitFor()
  await line.getByLabel('Të lira tani, nga 5').fill('3')
  await line.getByRole('button', { name: 'Thuaje' }).click()
  await line.getByText('3 vende të lira').waitFor()
})

it('shows the case manager the free places and who said so, never the total', async () => {
  await ana.goto('/desk/services')
  const line = ana.locator('.offer', { hasText: 'Razgovor za žene' })
  await line.getByText('3 slobodna mesta').waitFor()
  expect(await line.innerText()).toContain('Lule Krasniqi')
  expect(await line.innerText()).not.toMatch(/Mesta ukupno|od 5/)
  expect(await ana.getByRole('button', { name: 'Dodaj uslugu' }).count()).toBe(0)
  await ana.selectOption('#services-language', 'tr')
  await expect.poll(() => ana.locator('.offer').count()).toBe(1)
  await picture(ana, 's3-services-sr')
})

it('is found by anybody without script, by need and language, in an address that tells nothing', async () => {
  const phone = await personsBrowser(browser, fener.origin, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 }
  })
  const { page } = phone
  const response = await page.goto('/sr/h')
  expect(Buffer.byteLength(await response!.text())).toBeLessThan(30_000)
  expect(await page.locator('section.card').count()).toBe(4)
  expect(await page.content()).not.toContain('038 000 100')
  await picture(page, 's4-help-sr-390')
  await page.selectOption('#kind', 'psychological')
  await page.selectOption('#language', 'ar')
  await page.locator('.find button').click()
  await page.getByText('Razgovor za žene').waitFor()
  expect(await page.locator('section.card').count()).toBe(1)
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sr/h')
  expect(await page.title()).toBe('Fener')
  expect(await page.locator('#language').inputValue()).toBe('ar')
  await page.selectOption('#kind', 'medical')
  await page.locator('.find button').click()
  await page.getByText('Za oba zajedno ništa nije na spisku').waitFor()
  await picture(page, 's5-help-none-sr-390')
  await phone.context.close()
  for (const [lang, scheme] of [
    ['sq', 'dark'],
    ['ar', 'light'],
    ['sr-cyrl', 'dark'],
    ['rom', 'light']
  ] as const) {
    // prettier-ignore
    const seen = await personsBrowser(browser, fener.origin, {
      viewport: { width: 390, height: 844 },
      colorScheme: scheme
    })
    await seen.page.goto(`/${lang}/h`)
    await seen.page.locator('section.card').nth(3).waitFor()
    expect(await seen.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await expectAccessible(seen.page, `help ${lang}`)
    await picture(seen.page, `s6-help-${lang}-${scheme}`)
    expect(seen.complaints).toEqual([])
    await seen.context.close()
  }
})

it('keeps programmes with numbers that point at nobody', async () => {
  await lule.goto('/desk/programmes')
  await lule.getByText('Rrobaqepësi').waitFor()
  await expectAccessible(lule, 'programmes')
  await lule.getByRole('button', { name: 'Shto program' }).click()
  await lule.getByRole('button', { name: 'Ruaj programin' }).click()
  await lule.locator('.problem', { hasText: 'Shkruani numrin e vendeve' }).waitFor()
  const form = lule.locator('.service-form')
  await form.locator('textarea[lang=sr]').first().fill('Kuvanje')
  await form.locator('textarea[lang=sr]').last().fill('Učite uz kuvara, dva meseca.')
  await form.locator('input[type=number]').fill('4')
  await form.locator('input[type=date]').first().fill('2027-02-01')
  await form.locator('input[type=date]').last().fill('2027-04-01')
  await form.locator('input[inputmode=decimal]').fill('1500,50')
  await picture(lule, 's7-programme-form-sq')
  await lule.getByRole('button', { name: 'Ruaj programin' }).click()
  await lule.locator('.offer', { hasText: 'Kuvanje' }).getByText('1.500,50 EUR').waitFor()
  await narrow(lule, 's7-programmes-sq-390-dark')
  await ana.goto('/desk/programmes')
  await ana.locator('.offer', { hasText: 'Kuvanje' }).waitFor()
  await picture(ana, 's8-programmes-sr')
})

it('complained in no browser', () => {
  expect(complaints.flat()).toEqual([])
})
