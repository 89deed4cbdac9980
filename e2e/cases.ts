// What the journeys about cases begin with and do all the time: two case managers, a case, the form, the line that says what is next.
import { expect } from 'vitest'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
import { expectAccessible, picture, startBrowser, type Browser, type Page, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

export type Team = {
  fener: Running
  browser: Browser
  desks: Desks
  /** Case managers: Ana in Serbian, Lule in Albanian. */
  ana: Page
  lule: Page
  stop(): Promise<void>
}

/** Ana, Lule and whoever else of the case team is needed. Those in `elsewhere` belong to an organisation of their own, which gives every help. */
export const caseTeam = async (
  more: readonly string[] = [],
  elsewhere: readonly string[] = []
): Promise<Team> => {
  const [fener, browser] = await Promise.all([startFrom('case-team'), startBrowser()])
  const desks = await openDesks(browser, fener, ['ana', 'lule', ...more])
  for (const who of elsewhere)
    await ownersQuery(
      fener,
      `with made as (
         insert into identity.organisations (network_id, id, name, kind, kinds_of_help)
         select network_id, gen_random_uuid(), '{"sr":"Žene za žene","sq":"Gratë për gratë","en":"Women for women"}', 'ngo',
                '{physical,psychological,legal,medical,shelter,immigration,job-training,education}'
         from identity.networks returning id)
       update identity.people set organisation_id = (select id from made) where name = $1`,
      [desks[who]!.account.name]
    )
  return {
    fener,
    browser,
    desks,
    ana: desks.ana!.page,
    lule: desks.lule!.page,
    stop: async () => {
      await browser.close()
      await fener.stop()
    }
  }
}

type Opening = { origin: string; name: string; under18: 'yes' | 'no' | 'not-known'; with?: string }

/** A case without a report, opened as people open it; gives its code word. */
export const openCase = async (page: Page, { origin, name, under18, with: colleague }: Opening) => {
  await page.goto('/desk/cases/new')
  await page.locator(`input[value="${origin}"]`).check()
  await page.locator('.new-case section .btn').last().click()
  await page.fill('#who-name', name)
  await page.selectOption('#new-under18', under18)
  await page.locator('.new-case section .acts-row .btn').first().click()
  if (colleague) await page.getByText(colleague).click()
  await page.locator('.new-case form .acts-row .btn').first().click()
  await page.waitForURL(/\/desk\/cases\/[a-z]+-\d+$/)
  return page.url().split('/').at(-1)!
}

export const save = async (page: Page) => {
  await page.locator('#case-form button.btn:not(.quiet)').last().click()
  // a refusal says why in the test too
  const form = page.locator('#case-form')
  const refused = form
    .locator('.problem-place .problem')
    .waitFor()
    .then(
      () => form.locator('.problem-place').innerText(),
      () => undefined
    )
  const said = await Promise.race([form.waitFor({ state: 'detached' }), refused])
  if (said) throw new Error(`not recorded: ${said}`)
}

/** As somebody who follows what the page says is next, and nothing else. */
export const next = async (page: Page, words: string | RegExp) => {
  await page.locator('.next').getByRole('button', { name: words }).first().click()
  await page.locator('#case-form').waitFor()
}

type Answers = Record<string, string | readonly string[]>

/** One step from "what is next": answered field by field (lists are ticked), and recorded. */
export const step = async (page: Page, words: string | RegExp, answers: Answers = {}) => {
  await next(page, words)
  for (const [field, value] of Object.entries(answers)) {
    if (typeof value !== 'string')
      for (const one of value) await page.locator(`#case-form input[value="${one}"]`).check()
    else if (await page.locator(`select#fact-${field}`).count())
      await page.selectOption(`#fact-${field}`, value)
    else await page.fill(`#fact-${field}`, value)
  }
  await save(page)
}

/** What the case is told to be by the line "what is next". */
export const whatIsNext = (page: Page) => page.locator('.next').innerText()

/** On a desk in the light and on a phone in the dark: for everybody, inside the frame, and to be looked at. */
export const both = async (page: Page, name: string) => {
  await expectAccessible(page, name)
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} scrolls`).toBe(390)
  await expectAccessible(page, `${name} on a phone, dark`)
  await picture(page, `${name}-390-dark`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Days go by: everything the case knows of moves into the past. */
export const daysGoBy = async (fener: Running, days: number) => {
  await ownersQuery(
    fener,
    `update cases.facts set happened_on = happened_on - $1::int, at = at - make_interval(days => $1::int),
       detail = coalesce((
         select jsonb_object_agg(key, case when value #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}$'
                                           then to_jsonb(((value #>> '{}')::date - $1::int)::text) else value end)
         from jsonb_each(detail)), '{}')`,
    [days]
  )
}

/** Nothing was asked of anybody outside, and no browser complained. */
export const expectQuiet = (desks: Desks) => {
  for (const [who, { strangers, complaints }] of Object.entries(desks))
    expect({ who, strangers, complaints }).toEqual({ who, strangers: [], complaints: [] })
}
