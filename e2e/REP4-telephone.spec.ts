// REP4: a call at two in the morning, as an operator takes it: one key, a line that breaks, a desk that locks by itself, a code read
// aloud; then the call-back, the hand-over, the roster, and the public's page that says honestly whether somebody answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { fillAccount, keepKit, signIn, type Account } from './people.ts'

const said = 'MARKERPOZIV drže nas u kući, ne puštaju nas napolje'
const saidLater = 'MARKERDALJE ima dvoje dece'
const number = '044 123 987'
const safeWord = 'MARKERREC breza'
const handedOver = 'MARKERPREDAJA zvala je dvaput, javiti se posle pet'

let fener: Running
let browser: Browser
type Desk = Awaited<ReturnType<typeof personsBrowser>>
const desks: Record<string, Desk> = {}
const accounts: Record<string, Account> = {}
/** Everything that left any browser of the staff. */
const sent: string[] = []
let receipt = ''
let code = ''

beforeAll(async () => {
  fener = await startFener()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
})

const desk = async (who: string, options = {}): Promise<Page> => {
  if (!desks[who]) {
    desks[who] = await personsBrowser(browser, fener.origin, options)
    desks[who].context.on('request', request => {
      sent.push(request.url(), request.postData() ?? '')
    })
  }
  return desks[who].page
}
const invite = async (who: string, name: string) => {
  const boss = await desk('coordinator')
  await boss.goto('/desk/people')
  await boss.fill('#invite-email', `${who}@primer.example`)
  await boss.selectOption('#invite-role', 'operator')
  await boss.selectOption('#invite-organisation', { index: 1 })
  await boss.getByRole('button', { name: 'Pozovi', exact: true }).click()
  const link = await boss.locator('[data-invitation]').innerText()
  const page = await desk(who)
  await page.goto(link)
  accounts[who] = await fillAccount(page, { name, email: `${who}@primer.example` })
  await page.getByRole('button', { name: 'Napravi nalog' }).click()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
}
/** The public's page without scripts: what somebody with an old phone reads. */
const publicPage = async (address: string): Promise<string> => {
  const visitor = await personsBrowser(browser, fener.origin, { javaScriptEnabled: false })
  await visitor.page.goto(address)
  const text = (await visitor.page.locator('main').innerText()).replace(/\s+/g, ' ')
  await visitor.context.close()
  return text
}
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade' }).format(new Date())
const dayAfter = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

describe('the telephone line', () => {
  it('begins with a team that has its keys, and no line anywhere', async () => {
    const boss = await desk('coordinator')
    await boss.goto('/sr/start')
    await boss.getByRole('button', { name: 'Nastavi' }).click()
    await boss.fill('#email', 'jelena@primer.example')
    accounts.coordinator = await fillAccount(boss, {
      name: 'Jelena Marković',
      email: 'jelena@primer.example'
    })
    await boss.getByRole('button', { name: 'Napravi nalog' }).click()
    await keepKit(boss)
    await boss.waitForURL(/sign-in/)
    await signIn(boss, accounts.coordinator)
    await invite('mirjana', 'Mirjana Stojanović')
    await invite('dragan', 'Dragan Petković')
    await boss.reload()
    for (let i = 0; i < 2; i++) {
      const grant = boss.getByRole('button', { name: /Broj se slaže/ })
      await grant.first().click()
      await expect.poll(() => grant.count()).toBe(1 - i)
    }
    for (const address of ['/sr', '/sr/n']) expect(await publicPage(address)).not.toMatch(/Linija|linija/)
  })

  it('gets a number and hours; the public reads that it is closed while nobody stands in the roster', async () => {
    const boss = await desk('coordinator')
    await boss.goto('/desk/calls/line')
    await boss.getByText('Linije nema').waitFor()
    await boss.fill('#line-number', 'pozovite')
    await boss.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
    // each fault is said, and nothing typed is lost
    await boss.locator('.errors').waitFor()
    expect(await boss.locator('.errors li').count()).toBe(2)
    expect(await boss.inputValue('#line-number')).toBe('pozovite')
    await expectAccessible(boss, 'hours with faults')
    await boss.fill('#line-number', '0800 11 222')
    await boss.getByRole('button', { name: 'Dan i noć' }).click()
    await boss.fill('#line-words-sr', 'danju i noću')
    await boss.fill('#line-words-sq', 'ditë e natë')
    await boss.fill('#line-words-en', 'day and night')
    await boss.getByRole('button', { name: 'Sačuvaj', exact: true }).click()
    await boss.getByText('Linija sada ne radi').waitFor()
    await expectAccessible(boss, 'hours')
    await picture(boss, 'rep4-01-hours')
    for (const address of ['/sr', '/sr/n']) {
      const text = await publicPage(address)
      expect(text).toContain('0800 11 222')
      expect(text).toContain('Linija sada ne radi. Za opasnost: 192.')
    }
    expect(await publicPage('/sq/n')).toContain('Linja tani nuk punon. Për rrezik: 192.')
  })

  it('opens with the first shift; the roster says in words where nobody stands', async () => {
    const boss = await desk('coordinator')
    await boss.goto('/desk/calls/duty')
    await boss.getByText('Ceo dan niko').first().waitFor()
    await boss.selectOption('#plan-who', { label: 'Mirjana Stojanović' })
    await boss.fill('#plan-day', today)
    await boss.fill('#plan-from', '0')
    await boss.fill('#plan-to', '24')
    await boss.getByRole('button', { name: 'Upiši', exact: true }).click()
    await boss.getByText('Upisana je 1 smena').waitFor()
    await boss.getByRole('button', { name: 'Upiši', exact: true }).click()
    await boss.getByText('već dežura').waitFor()
    await boss.fill('#plan-day', dayAfter(1))
    await boss.fill('#plan-from', '22:00')
    await boss.fill('#plan-to', '06:00')
    await boss.fill('#plan-times', '2')
    await boss.getByRole('button', { name: 'Upiši', exact: true }).click()
    await boss.getByText('Upisane su 2 smene').waitFor()
    await expectAccessible(boss, 'roster')
    await picture(boss, 'rep4-02-roster')
    const text = await publicPage('/sr/n')
    expect(text).toContain('Linija sada radi')
    expect(text).not.toContain('Mirjana')
    expect(await publicPage('/en')).toContain('The line is open now')
  })

  it('takes a call with one key and keeps it through a broken line and a desk that locks by itself', async () => {
    const page = await desk('mirjana')
    await page.clock.install()
    await signIn(page, accounts.mirjana!)
    await page
      .getByText('Mirjana Stojanović, do 24:00')
      .or(page.getByText('Mirjana Stojanović, do 0:00'))
      .waitFor()
    await page.goto('/desk/calls/new')
    await page.getByRole('button', { name: 'Počni razgovor' }).waitFor()
    await page.keyboard.press('Enter')
    // the note has the focus: typing goes on without the mouse
    await page.locator('#words').waitFor()
    await page.keyboard.type(said)
    await page.getByText(/Sačuvano u/).waitFor()
    await page.locator('.script input[value=greeting]').check()
    await page.locator('input[name=danger][value=yes]').check({ force: true })
    await page.getByText('Zovite 192 sa druge linije').waitFor()
    await expectAccessible(page, 'call')
    await picture(page, 'rep4-03-call')

    await desks.mirjana!.context.setOffline(true)
    await page.locator('#words').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(` ${saidLater}`)
    await page.getByText('Nema veze. Zaključano je ovde').waitFor()
    // a quarter of an hour without a touch
    await page.clock.fastForward('16:00')
    await page.getByText('Beleška je zaključana i čeka vas').waitFor()
    expect(await page.locator('#words').count()).toBe(0)
    const left = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })
    )
    expect(left).not.toContain('MARKER')
    await picture(page, 'rep4-04-locked')
    await desks.mirjana!.context.setOffline(false)
    await page.fill('#unlock-password', accounts.mirjana!.password)
    await page.getByRole('button', { name: 'Otključaj' }).click()
    await page.locator('#words').waitFor()
    expect(await page.inputValue('#words')).toBe(`${said} ${saidLater}`)
    await page.getByText(/Sačuvano u/).waitFor()
    // and through a reload
    await page.reload()
    await page.locator('#words').waitFor()
    expect(await page.inputValue('#words')).toBe(`${said} ${saidLater}`)
    expect(await page.locator('.script input[value=greeting]').isChecked()).toBe(true)
    expect(await page.evaluate(() => sessionStorage.getItem('fener-note'))).toBeNull()
  })

  it('hands the code over by voice, agrees a call-back, saves with the keyboard and is ready for the next', async () => {
    const page = await desk('mirjana')
    await page.selectOption('#spoken-language', 'sq')
    await page.getByText('Mirë se na telefonuat').waitFor()
    await page.getByText('Dobar dan, ovde linija za pomoć').waitFor()
    await page.selectOption('#place', { label: 'Ranilug' })
    await page.getByText('Pozvati osobu').click()
    await page.fill('#phone', 'nema')
    await page.fill('#safe-hours', 'posle pet')
    await page.fill('#safe-word', safeWord)
    await page.locator('#words').focus()
    await page.keyboard.press('Control+Enter')
    await page.locator('.errors').waitFor()
    expect(await page.locator('.errors').innerText()).toContain('Izaberite: osoba želi kod ili ne želi')
    await page.fill('#phone', number)
    await page.getByText('Osoba želi kod', { exact: true }).click()
    const groups = await page.locator('.receipt-aloud b').allInnerTexts()
    receipt = groups.join(' ')
    expect(receipt.replace(/\s/g, '')).toHaveLength(24)
    await page.keyboard.press('Control+Enter')
    await page.getByText('Označite da je osoba ponovila').waitFor()
    await page.getByText(`Osoba je ponovila poslednju grupu: ${groups[5]}`).click()
    await expectAccessible(page, 'call with code')
    await picture(page, 'rep4-05-code')
    // the same code after a reload: it was read aloud already
    await page.getByText(/Sačuvano u/).waitFor()
    await page.evaluate(() => dispatchEvent(new Event('x')))
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('fener-note'))).toBeNull()
    await page.reload()
    await page.locator('.receipt-aloud b').first().waitFor()
    expect((await page.locator('.receipt-aloud b').allInnerTexts()).join(' ')).toBe(receipt)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sačuvano kao [a-z]+-\d+/).waitFor()
    code = /[a-z]+-\d+/.exec(await page.locator('.notice').first().innerText())![0]
    // one key for the next one, two presses for a call without words
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('Počni')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Bez reči' }).click()
    await page.getByRole('button', { name: 'Ćutanje' }).click()
    await page.getByText('Zabeleženo: poziv bez reči').waitFor()
  })

  it('lets nobody else see a draft', async () => {
    const page = await desk('mirjana')
    await page.keyboard.press('Enter')
    await page.locator('#words').fill('MARKERNACRT')
    await page.getByRole('button', { name: 'Ostavi za kasnije' }).click()
    await page.getByText('Nezavršene beleške').waitFor()
    const other = await desk('dragan')
    await signIn(other, accounts.dragan!)
    await other.goto('/desk/calls/new')
    await other.getByRole('button', { name: 'Počni razgovor' }).waitFor()
    expect(await other.getByText('Nezavršene beleške').count()).toBe(0)
    const boss = await desk('coordinator')
    expect((await boss.goto('/desk/calls/new'))?.status()).toBe(200)
    await boss.getByText('Ovde nema ničega za vas').waitFor()
    await page.getByRole('button', { name: 'Nastavi' }).click()
    await page.locator('#words').waitFor()
    expect(await page.inputValue('#words')).toBe('MARKERNACRT')
    await page.getByRole('button', { name: 'Baci belešku' }).click()
    await page.getByRole('button', { name: 'Da, baci' }).click()
    await page.getByRole('button', { name: 'Počni razgovor' }).waitFor()
    expect(await page.getByText('Nezavršene beleške').count()).toBe(0)
  })

  it('is a report like any other, and the caller comes back with the code', async () => {
    const other = await desk('dragan')
    await other.goto('/desk')
    await other.getByText(`Pozvati: Prijava ${code}`).waitFor()
    await expectAccessible(other, 'today')
    await picture(other, 'rep4-06-today')
    await other.goto(`/desk/inbox/${code}`)
    await other.getByText(said).waitFor()
    await other.getByText('Zapisao je tim za prijem: telefonom').waitFor()
    await other.getByText('Pitano je: Pozdrav').waitFor()
    expect(await other.locator('.inbox-row[aria-current]').innerText()).toContain('telefonom')
    await expectAccessible(other, 'report from a call')

    const caller = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 800 } })
    await caller.page.goto('/sq/r')
    await caller.page.fill('#code', receipt)
    await caller.page.keyboard.press('Enter')
    await caller.page.locator('#inside, #found, #say').first().waitFor()
    await caller.page.getByRole('button', { name: /Shfaq/ }).click()
    await caller.page.getByText(said).first().waitFor()
    expect(caller.complaints).toEqual([])
    await caller.context.close()
  })

  it('is called back by somebody who takes it, with the safe word first; then the number is gone', async () => {
    const other = await desk('dragan')
    await other.goto('/desk/calls')
    const row = other.locator('.call-backs li').first()
    expect(await row.innerText()).toContain('Zove: Mirjana Stojanović')
    await row.getByRole('button', { name: 'Preuzmi' }).click()
    await other.getByText('Zove: Dragan Petković').waitFor()
    await row.getByRole('button', { name: 'Prikaži broj' }).click()
    await other.getByText(`Prvo recite: ${safeWord}`).waitFor()
    await other.getByText(number).waitFor()
    await expectAccessible(other, 'call-back')
    await picture(other, 'rep4-07-call-back')
    await row.getByRole('button', { name: 'Niko se ne javlja' }).click()
    await other.getByText('1 pokušaj: Niko se ne javlja').waitFor()
    await row.getByRole('button', { name: 'Razgovarali smo, zapiši' }).click()
    await other.waitForURL(/calls\/new$/)
    await other.getByText(`Nastavak prijave ${code}`).waitFor()
    await other.goto('/desk/calls')
    await other.getByText('Nikoga ne treba pozvati').waitFor()
  })

  it('records a missed call that somebody must answer', async () => {
    const other = await desk('dragan')
    await other.getByText('Zabeleži propušten poziv').click()
    await other.fill('#missed-day', dayAfter(-1))
    await other.getByText('Da, ostavljen je broj').click()
    await other.getByRole('button', { name: 'Zabeleži', exact: true }).click()
    await other.getByText('Napišite broj').waitFor()
    await other.fill('#missed-phone', '044 555 111')
    await other.selectOption('#missed-owner', { label: 'Još niko' })
    await other.getByRole('button', { name: 'Zabeleži', exact: true }).click()
    await other.getByText('Niko nije preuzeo').waitFor()
    await expectAccessible(other, 'missed call')
    await picture(other, 'rep4-08-missed')
  })

  it('hands over at the end of a shift, and swaps one', async () => {
    const page = await desk('mirjana')
    await page.goto('/desk/calls/duty')
    await page.fill('#hand-over', handedOver)
    await page.getByRole('button', { name: 'Ostavi', exact: true }).click()
    await page.getByText(handedOver).waitFor()
    await page.getByText('Još niko nije pročitao').waitFor()
    await page.selectOption('#swap-shift', { index: 1 })
    await page.selectOption('#swap-of', { label: 'Dragan Petković' })
    await page.getByRole('button', { name: 'Zamoli', exact: true }).click()
    await page.getByText('Molba je poslata').waitFor()

    const other = await desk('dragan')
    await other.goto('/desk')
    await other.getByText('1 primopredaja nije pročitana').waitFor()
    await other.getByText('1 molba za zamenu čeka vas').waitFor()
    await other.goto('/desk/calls/duty')
    await other.getByText(handedOver).waitFor()
    await other.getByRole('button', { name: 'Označi kao pročitano' }).click()
    await other.getByText(/Čitali: Dragan Petković/).waitFor()
    await other.getByRole('button', { name: 'Prihvati' }).click()
    await other.getByText('Prihvaćeno').waitFor()
    await expectAccessible(other, 'duty')
    await picture(other, 'rep4-09-duty')
    const boss = await desk('coordinator')
    await boss.goto('/desk/calls/duty')
    await boss.getByText('Prihvaćeno').waitFor()
    // the coordinator makes the roster and reads no hand-over
    expect(await boss.getByText('Primopredaja').count()).toBe(0)
  })

  it('takes a paper with its scan', async () => {
    const page = await desk('mirjana')
    await page.goto('/desk/calls/paper')
    await page.getByRole('button', { name: 'Prepiši papir' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#words').fill('MARKERPAPIR pismo bez potpisa')
    await page.fill('#written-on', dayAfter(-3))
    await page.fill('#brought-by', 'MARKERSKOLA')
    await page
      .locator('#scans')
      .setInputFiles({ name: 'MARKERIME.png', mimeType: 'image/png', buffer: pixel })
    await page.getByText(/Fajl 1,/).waitFor()
    await page.getByText('Ne želi kod', { exact: true }).click()
    await expectAccessible(page, 'paper')
    await picture(page, 'rep4-10-paper')
    await page.getByRole('button', { name: 'Sačuvaj i sledeći' }).click()
    await page.getByRole('link', { name: 'Otvori prijavu' }).click()
    await page.getByText('MARKERPAPIR').waitFor()
    await page.getByText('Doneo ili donela: MARKERSKOLA').waitFor()
    await page.getByRole('button', { name: 'Prikaži', exact: true }).click()
    await page.locator('.photo img').waitFor()
  })

  it('looks right in Albanian, on a phone and at a desk, light and dark, without scrolling sideways', async () => {
    for (const [who, addresses] of [
      [
        'mirjana',
        [
          '/desk',
          '/desk/calls',
          '/desk/calls/new',
          '/desk/calls/paper',
          '/desk/calls/duty',
          '/desk/calls/line'
        ]
      ],
      ['coordinator', ['/desk', '/desk/calls', '/desk/calls/duty', '/desk/calls/line']]
    ] as const)
      for (const [width, colorScheme] of [
        [390, 'dark'],
        [1280, 'light']
      ] as const) {
        const phone = await personsBrowser(browser, fener.origin, {
          viewport: { width, height: 850 },
          colorScheme
        })
        const { page } = phone
        await signIn(page, accounts[who]!, 'sq')
        await page.selectOption('.language select', 'sq')
        await page.getByRole('link', { name: 'Thirrjet' }).first().waitFor()
        for (const address of addresses) {
          await page.goto(address)
          await page.locator('h1').first().waitFor()
          if (address.endsWith('new')) {
            await page.getByRole('button', { name: 'Fillo bisedën' }).click()
            await page.getByText('Dobar dan, ovde linija').waitFor()
          }
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth),
            `${address} scrolls sideways at ${width}`
          ).toBeLessThanOrEqual(width)
          await expectAccessible(page, `${who} ${address} ${width} ${colorScheme}`)
          await picture(page, `rep4-20-${who}-${width}${address.replaceAll('/', '-')}`)
          if (address.endsWith('new')) {
            await page.getByRole('button', { name: 'Hidhe shënimin' }).click()
            await page.getByRole('button', { name: 'Po, hidhe' }).click()
            await page.getByRole('button', { name: 'Fillo bisedën' }).waitFor()
          }
        }
        await page.selectOption('.language select', 'sr-Latn')
        expect(phone.complaints, who).toEqual([])
        expect(phone.strangers, who).toEqual([])
        await phone.context.close()
      }
  })

  it('left no readable word on the way, in the log, or beside the seal', async () => {
    for (const text of [...sent, fener.log()]) expect(text).not.toContain('MARKER')
    expect(sent.join(' ')).not.toContain(number)
    for (const [who, { complaints, strangers }] of Object.entries(desks)) {
      expect(
        complaints.filter(c => !/ERR_INTERNET_DISCONNECTED/.test(c)),
        who
      ).toEqual([])
      expect(strangers, who).toEqual([])
    }
  })
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)
