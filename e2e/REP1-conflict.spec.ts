// REP1: a witness keeps an organisation of the intake team from seeing the report, with script and without. The others read it;
// for those who were left out it does not exist.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepare, type Entry, type Prepared } from '../bench/prepare.ts'
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

const words = 'MARKERSUKOB načelnik prima novac'
const dataDir = mkdtempSync(join(tmpdir(), 'fener-conflict-'))
let prepared: Prepared
let fener: Running
let browser: Browser
beforeAll(async () => {
  prepared = await prepare(dataDir)
  fener = await startFener({ dataDir })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const phone = (options = {}) =>
  personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 }, ...options })
const press = (page: Page, text: string) => page.locator('button.btn:visible', { hasText: text }).click()
const signedIn = async (who: Entry) => {
  const desk = await personsBrowser(browser, fener.origin)
  await signIn(desk.page, who)
  return desk
}
let codes: string[] = []

it('the witness leaves the police out, on the phone, in Albanian too', async () => {
  const { page, context, complaints, strangers } = await phone()
  await page.goto('/sr/w/2')
  await page.locator('textarea:visible').fill(words)
  for (let i = 2; i < 6; i++) await press(page, 'Nastavi')
  await page.locator('summary:visible', { hasText: 'Neko ne sme ovo da pročita' }).click()
  await expectAccessible(page, 'question 6 opened')
  await page.locator('label:visible', { hasText: 'Opština Ranilug' }).click()
  await page.locator('label:visible', { hasText: 'Policija' }).click()
  await picture(page, '40-conflict-question')
  await press(page, 'Nastavi')
  await press(page, 'Nastavi')
  await press(page, 'Pošalji')
  await page.getByText('Ovako ne bi imao ko da pročita').waitFor()
  await picture(page, '41-conflict-nobody-left')
  await page.getByRole('button', { name: /Ovako ne bi imao ko/ }).click()
  await page.locator('label:visible', { hasText: 'Opština Ranilug' }).click()
  await press(page, 'Nastavi')
  expect(await page.locator('[data-review="6"]').innerText()).toContain('Ne sme da pročita: Policija')
  await expectAccessible(page, 'check with an organisation left out')
  await picture(page, '42-conflict-check')
  await press(page, 'Pošalji')
  await page.locator('#code:visible').waitFor()
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
  await context.close()

  const albanian = await phone({ colorScheme: 'dark' })
  await albanian.page.goto('/sq/w/6')
  await albanian.page.locator('summary:visible', { hasText: 'Dikush nuk duhet' }).click()
  await expectAccessible(albanian.page, 'question 6 in Albanian, dark')
  await picture(albanian.page, '43-conflict-question-sq')
  await albanian.context.close()

  const arabic = await phone({ colorScheme: 'dark' })
  await arabic.page.goto('/ar/w/6')
  await arabic.page.locator('summary:visible', { hasText: 'هناك من يجب' }).click()
  await expectAccessible(arabic.page, 'question 6 in Arabic, dark')
  await picture(arabic.page, '45-conflict-question-ar')
  await arabic.context.close()
})

it('and without script', async () => {
  const { page, context } = await phone({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } })
  await page.goto('/sr/w/2')
  await page.locator('textarea:visible').fill(words + ' bez skripte')
  for (let i = 2; i < 6; i++) await press(page, 'Nastavi')
  await page.locator('summary:visible', { hasText: 'Neko ne sme ovo da pročita' }).click()
  await page.locator('label:visible', { hasText: 'Opština Ranilug' }).click()
  await page.locator('label:visible', { hasText: 'Policija' }).click()
  await press(page, 'Nastavi')
  await press(page, 'Nastavi')
  await press(page, 'Pošalji')
  const main = page.locator('main')
  expect(await main.innerText()).toContain('Ovako ne bi imao ko da pročita')
  expect(await main.innerText()).toContain(words)
  await page.getByRole('button', { name: /Ovako ne bi imao ko/ }).click()
  await page.locator('label:visible', { hasText: 'Opština Ranilug' }).click()
  await press(page, 'Nastavi')
  expect(await main.innerText()).toContain('Ne sme da pročita: Policija')
  await press(page, 'Pošalji')
  expect((await main.innerText()).match(/\b\d{4}\b/g)?.length).toBeGreaterThanOrEqual(6)
  await context.close()
})

it('the others of the team read both', async () => {
  const { page, context, complaints } = await signedIn(prepared.operator)
  await page.goto('/desk/inbox')
  await page.locator('.inbox-row').first().waitFor()
  codes = await page.locator('.inbox-row b').allInnerTexts()
  expect(codes).toHaveLength(2)
  for (const code of codes) {
    await page.locator('.inbox-row', { hasText: code }).click()
    await page.getByText(words).first().waitFor()
    await page.getByText('Ne sme da čita: Policija').waitFor()
  }
  await expectAccessible(page, 'report with an organisation left out')
  await picture(page, '44-conflict-report')
  await page.fill('#answer-text', 'Hvala. Ovo čitamo samo mi.')
  await page.locator('.talk button', { hasText: 'Pošalji' }).click()
  await page.locator('.talk li.intake', { hasText: 'Ovo čitamo samo mi' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('for those who were left out neither exists', async () => {
  const { page, context } = await signedIn(prepared.other)
  expect(await page.locator('main').innerText()).not.toContain(codes[0])
  await page.goto('/desk/inbox')
  await page.getByText('Nijedna prijava ne čeka.').first().waitFor()
  expect(await page.locator('.inbox-row').count()).toBe(0)
  const texts = []
  for (const code of [...codes, 'nema-1']) {
    const response = await page.request.get(`/desk/inbox/${code}/__data.json`)
    texts.push((await response.text()).replaceAll(code, ''))
    await page.goto(`/desk/inbox/${code}`)
    await page.getByText('Ovde nema ničega za vas').waitFor()
  }
  expect(new Set(texts).size).toBe(1)
  await context.close()
})
