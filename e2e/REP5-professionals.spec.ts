// REP5: professionals refer. A health centre gets a link; a nurse refers from a phone, a teacher without script, a colleague signed in.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let browser: Browser
let coordinator: Page
let operator: Page
let link = ''
const complaints: string[][] = []

const desk = async () => {
  const made = await personsBrowser(browser, fener.origin)
  complaints.push(made.complaints)
  return made.page
}

beforeAll(async () => {
  ;[fener, browser] = await Promise.all([startFrom('report-team'), startBrowser()])
  coordinator = await desk()
  operator = await desk()
  await signIn(coordinator, fener.accounts.coordinator!)
  await signIn(operator, fener.accounts.mirjana!)
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const read = async (code?: string) => {
  await operator.goto(`/desk/inbox${code ? `/${code}` : ''}`)
  if (!code) await operator.locator('a[href^="/desk/inbox/"]').first().click()
  await operator.getByRole('heading', { name: 'Od stručnjaka' }).waitFor()
  return operator.locator('.inbox-report').innerText()
}

it('gives an organisation a link, shown once', async () => {
  await coordinator.goto('/desk/people')
  await coordinator.locator('.pro-link summary').first().click()
  await coordinator.getByRole('button', { name: 'Napravi link' }).first().click()
  link = await coordinator.locator('.pro-link code').innerText()
  expect(link).toMatch(/\/sr\/f\/[A-Za-z0-9_-]{22}$/)
  await coordinator.getByText(/Link važi od/).waitFor()
  await expectAccessible(coordinator, 'people with a link')
  await picture(coordinator, '60-link')
})

it('takes a nurse’s referral from a phone: nothing readable leaves it, the operator sees whose eyes these were', async () => {
  const nurse = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 844 } })
  const { page } = nurse
  const bodies: string[] = []
  page.on('request', request => bodies.push(request.url(), request.postData() ?? ''))
  await page.goto(link)
  await expectAccessible(page, 'referral by link')
  await picture(page, '61-by-link')
  await page.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await page.locator('#errors .errors').waitFor()
  expect(await page.locator('#errors').innerText()).toMatch(/Izaberite kojim poslom/)
  await picture(page, '62-what-is-missing')
  await page.selectOption('#profession', 'health')
  await page.fill('#pro-contact', 'LOKALMARKER 214')
  await page.getByLabel('Manje od 18').check()
  await page.getByLabel('Deluje uplašeno').check()
  await page.locator('.pro-set summary').nth(1).click()
  await page.getByLabel('Ne ide u školu').check()
  await page.fill('#pro-what', 'OPISMARKER: došla je sa čovekom koji govori umesto nje')
  await page.getByLabel('Lekar').check()
  // another language keeps what was written, and sends none of it
  await page.locator('.lang summary').click()
  expect(await page.locator('.lang li').allInnerTexts(), 'those that the form speaks').toEqual([
    'српски (ћирилица)',
    'shqip',
    'English'
  ])
  await page.getByRole('link', { name: 'Shqip' }).click()
  await page.getByText('Çfarë vutë re').waitFor()
  expect(await page.inputValue('#pro-what')).toContain('OPISMARKER')
  expect(await page.getByLabel('Nuk shkon në shkollë').isChecked()).toBe(true)
  await picture(page, '63-albanian')
  await page.getByRole('button', { name: 'Mbylle me çelës dhe dërgo' }).click()
  await page.locator('#receipt').waitFor()
  expect((await page.locator('#code').innerText()).match(/\d{4}/g)).toHaveLength(6)
  expect(page.url()).toMatch(/\/sq\/w\/ok$/)
  await picture(page, '64-receipt')
  expect(bodies.join('\n')).not.toMatch(/OPISMARKER|LOKALMARKER/)
  expect(nurse.complaints).toEqual([])
  await nurse.context.close()
  const words = await read()
  for (const said of [/Uputila ustanova: Opština Ranilug/, /Zdravstvo/, /LOKALMARKER 214/, /Manje od 18/, /Ne ide u školu/, /Lekar/, /OPISMARKER/]) expect(words).toMatch(said) // prettier-ignore
  await expectAccessible(operator, 'a professional’s report')
  await picture(operator, '65-read')
})

it('takes a referral without script, keeps what was typed when something is missing', async () => {
  const { page, context } = await personsBrowser(browser, fener.origin, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
    colorScheme: 'dark'
  })
  await page.goto(link.replace('/sr/', '/en/'))
  await page.fill('#pro-what', 'BEZSKRIPTE a boy begs at night')
  await page.locator('#send').click()
  expect(await page.locator('.errors').innerText()).toMatch(/Choose what work you do/)
  expect(await page.inputValue('#pro-what')).toBe('BEZSKRIPTE a boy begs at night')
  await picture(page, '66-without-script')
  expect(
    await page
      .locator('html')
      .evaluate(html => html.scrollWidth <= 320)
      .catch(() => true)
  ).toBe(true)
  await page.selectOption('#profession', 'education')
  await page.locator('#send').click()
  expect((await page.locator('#code').innerText()).match(/\d{4}/g)).toHaveLength(6)
  await context.close()
  const response = await fetch(`${fener.origin}/sr/f/${'x'.repeat(22)}`)
  expect(response.status).toBe(404)
})

it('takes a referral of somebody signed in, who finds the code again', async () => {
  const page = coordinator
  await page.goto('/desk/refer')
  await expectAccessible(page, 'refer')
  await picture(page, '67-desk')
  await page.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await page.getByText('Izaberite kojim poslom se bavite.').waitFor()
  await page.selectOption('#profession', 'social-work')
  await page.getByLabel('Ne može slobodno da ode').check()
  await page.setInputFiles('#files', {
    name: 'beleška.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('beleška')
  })
  await page.getByRole('button', { name: 'Zaključaj i pošalji' }).click()
  await page.getByRole('heading', { name: 'Upućeno' }).waitFor()
  const code = (await page.locator('.groups').innerText()).match(/\d{4}/g)!
  expect(code).toHaveLength(6)
  await picture(page, '68-sent')
  await page.goto('/desk/refer')
  const report = await page.locator('.rows b').first().innerText()
  await page.getByRole('button', { name: 'Pokaži kod' }).click()
  await page.getByText(code.join(' ')).waitFor()
  await picture(page, '69-mine')
  const reporter = await personsBrowser(browser, fener.origin)
  await reporter.page.goto('/sr/r')
  await reporter.page.locator('input:visible').first().fill(code.join(' '))
  await reporter.page.locator('main button.btn:visible').first().click()
  await reporter.page.locator('#inside').waitFor()
  await reporter.context.close()
  expect(await read(report)).toMatch(
    /Uputila osoba: Jelena Marković, Opština Ranilug[^]*Ne može slobodno da ode/
  )
})

it('ends the link at once', async () => {
  await coordinator.goto('/desk/people')
  await coordinator.locator('.pro-link summary').first().click()
  await coordinator.getByRole('button', { name: 'Isključi' }).click()
  await coordinator.getByText('Nema linka.').first().waitFor()
  expect((await fetch(link)).status).toBe(404)
  expect(complaints.flat()).toEqual([])
})
