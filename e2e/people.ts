// The acts every journey begins with: setting up, inviting, signing in. Codes come from the secret on the screen, as from a phone's app.
import { Secret, TOTP } from 'otpauth'
import type { Page } from './fener.ts'

/** `usedUntil`: until then every code has been used. */
export type Account = {
  email: string
  password: string
  secret: string
  name: string
  lang?: 'sq'
  usedUntil?: number
}
export type Accounts = Record<string, Account>

export const codeOf = (secret: string, at = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at })

/** A code that has not been used yet: a code works once, so the next one is waited for. */
export const freshCode = async (account: Account) => {
  for (;;) {
    // the server takes the next step's code too, so that a test does not wait half a minute
    for (const at of [Date.now(), Date.now() + 30_000]) {
      if (at < (account.usedUntil ?? 0)) continue
      account.usedUntil = at - (at % 30_000) + 30_000
      return codeOf(account.secret, at)
    }
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

/** Fills the form of a new account and keeps what is needed to sign in later. */
export const fillAccount = async (page: Page, person: { name: string; email: string }): Promise<Account> => {
  const password = `lozinka ${person.email} duga`
  await page.fill('#name', person.name)
  await page.fill('#password', password)
  await page.fill('#again', password)
  const secret = (await page.getAttribute('code[data-secret]', 'data-secret'))!
  const account: Account = { email: person.email, password, secret, name: person.name }
  await page.fill('#code', await freshCode(account))
  return account
}

export const keepKit = async (page: Page) => {
  await page.locator('.kit-code').waitFor()
  await page.locator('.kit input[type=checkbox]').check()
  await page.locator('.kit button.btn').last().click()
}

export const signIn = async (page: Page, account: Account, lang = 'sr') => {
  await page.goto(`/${lang}/sign-in`)
  await page.fill('#email', account.email)
  await page.fill('#password', account.password)
  await page.fill('#code', await freshCode(account))
  await page.locator('form button.btn').click()
  // a field team has its own page
  await page.waitForURL(/\/(?:desk|field)$/)
  await page.locator('h1').waitFor()
}
