// A network with its team, made by hand on the screens, for the journeys about people and keys.
import { fillAccount, keepKit, type Account } from './people.ts'
import type { Page } from './fener.ts'

/** The first visit: the coordinator's account; gives the kit's code too. */
export const setUpNetwork = async (page: Page, person: { name: string; email: string }) => {
  await page.goto('/sr/start')
  await page.getByText('5 ciljeva').waitFor()
  await page.getByRole('button', { name: 'Nastavi' }).click()
  await page.fill('#email', person.email)
  const account = await fillAccount(page, person)
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  const kit = await page.locator('.kit-code').innerText()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
  return { account, kit }
}

/** The coordinator invites, the person accepts in their own browser; gives the account and the kit's code. */
export const inviteTo = async (
  coordinator: Page,
  page: Page,
  role: string,
  person: { name: string; email: string }
): Promise<{ account: Account; kit: string }> => {
  await coordinator.goto('/desk/people')
  await coordinator.locator('#invite-email').waitFor()
  await coordinator.fill('#invite-email', person.email)
  await coordinator.selectOption('#invite-role', role)
  await coordinator.selectOption('#invite-organisation', { index: 1 })
  await coordinator.getByRole('button', { name: 'Pozovi', exact: true }).click()
  const link = await coordinator.locator('[data-invitation]').innerText()
  await page.goto(link)
  const account = await fillAccount(page, person)
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  const kit = await page.locator('.kit-code').innerText()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
  return { account, kit }
}

/** Hands the team's key to everybody who waits for it, after the call that is not made here. */
export const grantAll = async (page: Page) => {
  await page.goto('/desk/people')
  const waiting = page.getByRole('button', { name: /Broj se slaže/ })
  await waiting.first().waitFor()
  for (let left = await waiting.count(); left > 0; left--) {
    await waiting.first().click()
    await page.waitForFunction(
      n =>
        [...document.querySelectorAll('button')].filter(b => b.textContent?.includes('Broj se slaže'))
          .length < n,
      left
    )
  }
}

/** The sign of a tab that is looked at again: the desk then asks whether one of its teams needs a new key. */
export const lookAgain = (page: Page) =>
  page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))
