// RSK2: questionnaires for days without signal. The network is really cut (browser and server), the phone is killed, and nothing is lost,
// readable, or there twice.
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesks, ownersQuery, type Desks } from './desk.ts'
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
import { signIn, type Account } from './people.ts'
import { die, filesWith, switchOn, type Phone } from './phone.ts'
import { profileTies, putInUse } from './RSK2-forms.ts'
import { inviteTo } from './team.ts'
import { startFrom } from './prepared.ts'

const pin = 'kiša pada po krovu'
const marker = 'skrovište kod mlina'
const agreedMarker = 'zovu iz doma uveče'
const profileTitle = { 'sr-Latn': 'Profil', sq: 'Profili', en: 'Profile' }
const many = Number(process.env.FIELD_FORMS ?? 20)

let fener: Running
let browser: Browser
let desks: Desks
let account: Account
let phone: Phone
const dataDir = mkdtempSync(join(tmpdir(), 'fener-field-'))
const profile = join(dataDir, 'phone')
mkdirSync(profile)

const port = 20_000 + Math.floor(Math.random() * 20_000)
const start = async () => {
  fener = await startFener({ dataDir, port })
}
const cut = async () => {
  await phone.context.setOffline(true)
  await fener.stop()
}
const lineIsBack = async () => {
  await start()
  await phone.context.setOffline(false)
}

const unlock = async (page: Page) => {
  await page.fill('#pin', pin)
  await page.getByRole('button', { name: 'Otvori' }).click()
  await page.getByRole('heading', { name: 'Zaključano' }).waitFor({ state: 'detached' })
}
const states = async (page: Page, ...wanted: string[]) => {
  for (const text of wanted) await page.locator('.states').getByText(text, { exact: true }).waitFor()
}
const killed = async () => {
  await die(phone)
  expect(
    filesWith(profile, [marker, agreedMarker, 'e2e-profile', 'papers-taken']),
    'readable on the dead phone'
  ).toEqual([])
  phone = await switchOn(profile, fener.origin)
  await phone.context.setOffline(true)
  await phone.page.goto('/field')
  await unlock(phone.page)
}

beforeAll(async () => {
  fener = await startFrom('report-team', { dataDir, port })
  browser = await startBrowser()
  desks = await openDesks(browser, fener, ['coordinator', 'mirjana'])
  await putInUse(fener, {
    name: 'RSK2-profile',
    formId: 'e2e-profile',
    version: '1',
    scored: true,
    title: profileTitle,
    ties: profileTies
  })
  await putInUse(fener, {
    name: 'RSK2-short',
    formId: 'e2e-short',
    version: '1',
    scored: false,
    title: { 'sr-Latn': 'Kratko' }
  })
  const invited = await personsBrowser(browser, fener.origin)
  account = (
    await inviteTo(desks.coordinator!.page, invited.page, 'field-worker', {
      name: 'Sadije Bytyqi',
      email: 'sadije@primer.example'
    })
  ).account
  await invited.context.close()
  phone = await switchOn(profile, fener.origin)
}, 400_000)
afterAll(async () => {
  if (phone) await die(phone)
  await browser?.close()
  await fener?.stop()
})

it('is prepared once with a line, and a weak PIN is refused', async () => {
  const { page } = phone
  await signIn(page, account)
  await page.getByRole('heading', { name: 'Pripremite ovaj telefon' }).waitFor()
  await expectAccessible(page, 'field set-up')
  await picture(page, 'field-set-up')
  await page.fill('#pin', '12345678')
  await page.fill('#again', '12345678')
  await page.getByRole('button', { name: 'Pripremi telefon' }).click()
  await page.getByText('To se lako pogodi').waitFor()
  await page.fill('#pin', pin)
  await page.fill('#again', pin)
  await page.getByRole('button', { name: 'Pripremi telefon' }).click()
  await page.getByRole('button', { name: 'Profil', exact: true }).waitFor()
  await states(page, 'Nezavršeno 0', 'Čeka signal 0', 'Danas poslato 0')
  await page.evaluate(async () => {
    // this document was made at the sign-in page, so the worker is not its own yet: what counts is what it has kept
    while (!(await caches.match('/field'))) await new Promise(resolve => setTimeout(resolve, 100))
  })
  await expectAccessible(page, 'field home')
  // Chromium writes cookies down within half a minute; killed before that, the phone asks its person to sign in once more
  while (filesWith(profile, ['fener-phone']).length === 0) await page.waitForTimeout(1000)
})

it('opens without a line, and asks one question at a time in the person’s language', async () => {
  await cut()
  const { page } = phone
  await page.goto('/field')
  await unlock(page)
  await page.getByRole('button', { name: 'Profil', exact: true }).click()
  await page.getByRole('heading', { name: 'Pre pitanja' }).waitFor()
  await page.getByRole('button', { name: 'Prvo pitanje' }).click()
  await page.getByText('Izaberite jezik i ko prevodi.').waitFor()
  await page.getByLabel('العربية').check()
  await page.getByLabel('Neko ko je došao sa osobom').check()
  await page.getByText('Budite oprezni').waitFor()
  await expectAccessible(page, 'field begin')
  await picture(page, 'field-begin')
  await page.getByLabel('Prevodilac, telefonom').check()
  await page.getByRole('button', { name: 'Prvo pitanje' }).click()
  await page.getByRole('heading', { name: 'هل أخذ أحد أوراقكم؟' }).waitFor()
  expect(await page.locator('.asked').getAttribute('dir')).toBe('rtl')
  expect((await page.locator('label.answer').first().boundingBox())!.height).toBeGreaterThanOrEqual(56)
  await expectAccessible(page, 'field question, Arabic')
  await picture(page, 'field-question-ar')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'field question, Arabic, dark')
  await picture(page, 'field-question-ar-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'التالي' }).click()
  await page.getByText('نحتاج إلى جواب').waitFor()
  await page.getByLabel('نعم').check()
  await page.getByRole('button', { name: 'التالي' }).click()
  await page.getByRole('heading', { name: 'هل هدّدكم أحد؟' }).waitFor()
  await page.locator('.ask-top select').selectOption('srpski (sr-Latn)')
  await page.getByRole('heading', { name: 'Da li vam je neko pretio?' }).waitFor()
  await page.getByLabel('Da', { exact: true }).check()
  await page.getByRole('button', { name: 'Dalje' }).click()
  await page.getByRole('heading', { name: 'Gde spavate?' }).waitFor()
  await page.locator('textarea').pressSequentially(`${marker}, pored puta`)
})

it('is killed while somebody types, shows nothing readable, and goes on where it stopped', async () => {
  await phone.page.waitForTimeout(300)
  await killed()
  const { page } = phone
  await states(page, 'Nezavršeno 1')
  await picture(page, 'field-home')
  await page.getByRole('link', { name: /Upitnik 1, \d\d:\d\d/ }).click()
  expect(await page.locator('textarea').inputValue()).toBe(`${marker}, pored puta`)
  await page.getByRole('button', { name: 'Dalje' }).click()
  await page.getByRole('heading', { name: 'S kim putujete?' }).waitFor()
  await picture(page, 'field-question-sr')
  await page.getByRole('button', { name: 'Ne želim da kažem' }).click()
  await page.getByRole('button', { name: 'Dodaj još jedno' }).click()
  await page.getByRole('heading', { name: 'Koliko godina ima dete?' }).waitFor()
  await page.locator('input[type=number]').fill('40')
  await page.getByRole('button', { name: 'Dalje' }).click()
  await page.getByText('Između 0 i 17.').waitFor()
  await page.locator('input[type=number]').fill('7')
  await page.getByRole('button', { name: 'Dalje' }).click()
  await page.getByRole('button', { name: 'Nema više' }).click()
})

let word = ''
it('says the score as a word and what to do, hands over by telephone, informs, and locks what is finished', async () => {
  const { page } = phone
  await page.getByRole('heading', { name: 'Hitno' }).waitFor()
  await page.getByText('Pozovite odmah.').waitFor()
  word = await page.locator('.spoken').innerText()
  expect(word).toMatch(/^[a-z]+-\d+$/)
  expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
  await page.selectOption('#called', { index: 1 })
  await page.fill('#agreed', '20:30')
  await page.fill('#note', agreedMarker)
  await page.getByLabel('Jezik').last().selectOption('ar')
  await page.getByRole('button', { name: 'Prava', exact: true }).click()
  await page.locator('.leaflet[lang=ar] .qr').waitFor()
  await expectAccessible(page, 'field end')
  await picture(page, 'field-end')
  await page.getByRole('button', { name: 'Uručeno i objašnjeno' }).click()
  await page.getByText('Zabeleženo: Prava, العربية').waitFor()
  await page.getByRole('button', { name: 'Završi' }).click()
  await states(page, 'Nezavršeno 0', 'Čeka signal 1')
  await page.getByText('Nema signala. Ništa se ne gubi').waitFor()
})

/** Fills in short forms through the page itself, as fast as it goes. */
const fillMany = (page: Page, times: number) =>
  page.evaluate(async n => {
    const until = async <T>(find: () => T | null | undefined | false): Promise<T> => {
      for (let tries = 0; tries < 2000; tries++) {
        const found = find()
        if (found) return found
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      throw new Error(
        `did not come: ${find} on ${document.querySelector('main')?.textContent?.slice(0, 300)}`
      )
    }
    const button = (text: string) => () =>
      [...document.querySelectorAll<HTMLButtonElement>('main button:not(:disabled)')].find(
        b => b.textContent?.trim() === text
      )
    for (let i = 0; i < n; i++) {
      ;(await until(() => document.querySelector('.states') && button('Kratko')())).click()
      ;(await until(() => document.querySelector<HTMLInputElement>('input[name=interpreter]'))).click()
      ;(await until(button('Prvo pitanje'))).click()
      const field = await until(() => document.querySelector<HTMLTextAreaElement>('textarea'))
      field.value = `broj ${i}`
      field.dispatchEvent(new Event('input', { bubbles: true }))
      ;(await until(button('Dalje'))).click()
      ;(await until(button('Završi'))).click()
      await until(() => document.querySelector('.states'))
    }
  }, times)

it('keeps many through a second death', async () => {
  const half = Math.floor(many / 2)
  await fillMany(phone.page, half)
  await states(phone.page, `Čeka signal ${half + 1}`)
  await killed()
  await fillMany(phone.page, many - half)
  await states(phone.page, `Čeka signal ${many + 1}`)
  expect(phone.complaints).toEqual([])
}, 300_000)

it('sends itself when the line is back, each once, and keeps only the count', async () => {
  await lineIsBack()
  // a browser that was started without a line is told of none: the page looks by itself, once a minute
  await phone.page.locator('.states').getByText('Čeka signal 0').waitFor({ timeout: 90_000 })
  await states(phone.page, 'Čeka signal 0', `Danas poslato ${many + 1}`)
  const [count] = await ownersQuery(
    fener,
    'select count(*)::int as n, count(distinct id)::int as ids from risk.submissions'
  )
  expect(count).toEqual({ n: many + 1, ids: many + 1 })
  const [first] = await ownersQuery(fener, `select * from risk.submissions where level is not null`)
  expect(first).toMatchObject({
    level: 'urgent',
    category: 'rk-trazioci-azila',
    informed: 'rights-ar',
    form_version: '1',
    said_on: null
  })
  expect(first.sealed.toString('latin1')).not.toContain('mlina')
  const left = await phone.page.evaluate(
    () =>
      new Promise(resolve => {
        const request = indexedDB.open('fener-field')
        request.onsuccess = () => {
          const tx = request.result.transaction(['out', 'drafts'])
          const [out, drafts] = [tx.objectStore('out').count(), tx.objectStore('drafts').count()]
          tx.oncomplete = () => resolve([out.result, drafts.result])
        }
      })
  )
  expect(left).toEqual([0, 0])
}, 120_000)

it('is read at the desk by the early-warning team as questions in its own language', async () => {
  const { page } = desks.mirjana!
  await signIn(page, desks.mirjana!.account)
  await page.goto('/desk/risk/submissions')
  await page.getByText(`${many + 1} upitnik`).waitFor()
  await expectAccessible(page, 'submissions')
  await picture(page, 'submissions')
  // a page holds a hundred
  while ((await page.getByRole('link', { name: word, exact: true }).count()) === 0)
    await Promise.all([page.waitForURL(/after=/), page.getByRole('link', { name: 'Stariji' }).click()])
  await page.getByRole('link', { name: word, exact: true }).click()
  await page.getByText(`${marker}, pored puta`).waitFor()
  await page.getByText('Da li vam je neko pretio?').waitFor()
  await page.getByText('Ne želi da kaže').waitFor()
  await page.getByText(agreedMarker).waitFor()
  await expectAccessible(page, 'submission')
  await picture(page, 'submission')
  const [seen] = await ownersQuery(
    fener,
    `select count(*)::int as n from audit.entries where verb = 'submission.open'`
  )
  expect(seen.n).toBeGreaterThan(0)
})

it('is what a matrix is tried on at the desk: every one of them opens, as the phone wrote it', async () => {
  const { page } = desks.coordinator!
  await signIn(page, desks.coordinator!.account)
  await page.goto('/desk/risk/matrices/rk-trazioci-azila/try')
  await page.getByRole('button', { name: 'Otvori odgovore i probaj' }).click()
  await page.locator('table.year').waitFor()
  const [{ levels }] = await ownersQuery(
    fener,
    `select array_agg((select count(*)::int from risk.submissions where form_id = 'e2e-profile' and level = l) order by n) as levels
     from unnest(array['urgent', 'risk', 'watch', 'none']) with ordinality as t (l, n)`
  )
  expect((await page.locator('table.year td').allInnerTexts()).map(Number)).toEqual(levels)
  expect(await page.getByText('nije mog').count()).toBe(0)
})

it('takes an old version, and a clock that is wrong by a year', async () => {
  const { page } = phone
  await page.getByRole('button', { name: 'Profil', exact: true }).click()
  await page.getByRole('radio', { name: 'shqip' }).check()
  await page.getByRole('radio', { name: 'Nije potrebno' }).check()
  await page.getByRole('button', { name: 'Prvo pitanje' }).click()
  await page.getByRole('heading', { name: 'A ju ka marrë dikush letrat?' }).waitFor()
  await picture(page, 'field-question-sq')
  await putInUse(fener, {
    name: 'RSK2-profile',
    formId: 'e2e-profile',
    version: '2',
    scored: false,
    title: profileTitle
  })
  await phone.context.addInitScript(`{
    const back = 365 * 86400000, Now = Date
    globalThis.Date = class extends Now {
      constructor(...given) { given.length ? super(...given) : super(Now.now() - back) }
      static now() { return Now.now() - back }
    }
  }`)
  await page.reload()
  await unlock(page)
  await page.getByRole('link', { name: 'Svi upitnici' }).click()
  await page.getByText(/Sat ovog telefona kasni 365 dana/).waitFor()
  await page.getByRole('link', { name: /Upitnik/ }).click()
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Nuk e di' }).click()
  await page.getByRole('button', { name: 'Nuk ka më' }).click()
  await page.getByText('Malo je odgovora').waitFor()
  await page.getByRole('button', { name: 'Završi' }).click()
  await states(page, 'Čeka signal 0', 'Danas poslato 1')
  const [late] = await ownersQuery(
    fener,
    `select form_version, said_on::text as said, filled_on = arrived_on as today from risk.submissions where said_on is not null`
  )
  expect(late.form_version).toBe('1')
  expect(late.today).toBe(true)
  expect(Number(late.said.slice(0, 4))).toBeLessThan(new Date().getFullYear())
})

it('leaves the public pages as they promise to be', async () => {
  const page = await phone.context.newPage()
  await page.goto('/sr')
  expect(
    await page.evaluate(async () => [
      navigator.serviceWorker.controller,
      (await navigator.serviceWorker.getRegistration('/sr')) ?? null
    ])
  ).toEqual([null, null])
  await page.close()
})

it('forgets everything at the next contact when its access has ended, and says so', async () => {
  const { page: desk } = desks.mirjana!
  await desk.goto('/desk/risk/submissions')
  await desk.getByRole('button', { name: 'Neka zaboravi sve' }).click()
  await desk.getByText('Sigurno?').waitFor()
  await desk.getByRole('button', { name: 'Neka zaboravi sve' }).click()
  await desk.getByText('Završen', { exact: true }).waitFor()
  const { page } = phone
  await page.evaluate(() => void dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: 'Na ovom telefonu više nema ničega' }).waitFor()
  await picture(page, 'field-erased')
  expect(
    await page.evaluate(async () => [
      (await indexedDB.databases()).map(one => one.name).filter(name => name?.startsWith('fener-field')),
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length,
      localStorage.length
    ])
  ).toEqual([[], [], 0, 0])
})
