// The made-up year with its people, each in a browser of their own, signed in when first needed: for journeys through what the network shares.
import { afterAll, beforeAll, expect } from 'vitest'
import { accounts, password } from '#app/demo/accounts.ts'
import { personsBrowser, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { signIn } from './people.ts'
import { startFrom } from './prepared.ts'

export let fener: Running
export let browser: Browser
export const desks: Record<string, Awaited<ReturnType<typeof personsBrowser>>> = {}

export const inTheMadeUpYear = () => {
  beforeAll(async () => {
    ;[fener, browser] = await Promise.all([startFrom('made-up-year'), startBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await fener?.stop()
  })
}

/** `who`: a name, or a role when it does not matter whose. */
export const desk = async (who: string, options = {}): Promise<Page> => {
  if (!desks[who]) {
    desks[who] = await personsBrowser(browser, fener.origin, options)
    await signIn(desks[who].page, { ...accounts.find(a => a.name === who || a.role === who)!, password })
  }
  return desks[who].page
}
export const marko = () => desk('Marko Ilić')
export const jelena = () => desk('Jelena Marković')
/** On a phone, in the dark. */
export const teuta = () =>
  desk('Teuta Berisha', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' })

export const fits = async (page: Page, width: number) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
