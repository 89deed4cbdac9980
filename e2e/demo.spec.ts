// What a curious person runs first: the made-up year, looked at in Albanian, on a phone, in the dark.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import {
  expectAccessible,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Running
} from './fener.ts'
import { signIn } from './people.ts'

let fener: Running
let browser: Browser
beforeAll(async () => {
  fener = await startFener({ args: ['--demo'] })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})
const account = (role: string) => {
  const { email, name, secret } = accounts.find(a => a.role === role)!
  return { email, name, secret, password }
}

it('prints the accounts, and each finds their work', async () => {
  expect(fener.log()).toContain('Made-up year')
  const places: [role: string, addresses: string[]][] = [
    ['operator', ['/desk', '/desk/inbox']],
    ['case-manager', ['/desk', '/desk/cases', '/desk/referrals']],
    ['provider', ['/desk', '/desk/referrals']],
    ['monitoring-officer', ['/desk', '/desk/plan', '/desk/report']],
    ['coordinator', ['/desk', '/desk/people', '/desk/audit']]
  ]
  const visitor = await personsBrowser(browser, fener.origin, { javaScriptEnabled: false })
  await visitor.page.goto('/sq')
  expect(await visitor.page.locator('.made-up').innerText()).toContain('e trilluar')
  await visitor.context.close()
  for (const [role, addresses] of places) {
    const phone = await personsBrowser(browser, fener.origin, {
      viewport: { width: 390, height: 800 },
      colorScheme: 'dark'
    })
    await signIn(phone.page, account(role), 'sq')
    await phone.page.selectOption('.language select', 'sq')
    await phone.page.getByText('Gjithçka këtu është e trilluar').waitFor()
    for (const address of addresses) {
      await phone.page.goto(address)
      await phone.page.locator('h1').first().waitFor()
      await phone.page.waitForTimeout(700)
      expect(
        await phone.page.evaluate(() => document.documentElement.scrollWidth),
        `${role} ${address} scrolls sideways`
      ).toBeLessThanOrEqual(390)
      await expectAccessible(phone.page, `${role} ${address}`)
      await picture(phone.page, `30-${role}${address.replaceAll('/', '-')}`)
    }
    if (role === 'case-manager') {
      await phone.page.goto('/desk/cases')
      await phone.page.locator('.rows a').first().click()
      await phone.page.locator('.stages').waitFor()
      expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await expectAccessible(phone.page, 'case on a phone')
      await picture(phone.page, '31-case-phone')
    }
    if (role === 'operator') {
      await phone.page.goto('/desk/inbox')
      await phone.page.locator('.inbox-row').first().click()
      await phone.page.locator('.told').first().waitFor()
      expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await expectAccessible(phone.page, 'report on a phone')
      await picture(phone.page, '32-report-phone')
    }
    expect(phone.complaints, role).toEqual([])
    expect(phone.strangers, role).toEqual([])
    await phone.context.close()
  }
})
