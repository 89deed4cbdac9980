// PLN4, PLN6, FUN3: an evaluation is written by two, answered by a second person, followed by a task and published; the public reads what was
// promised without script, in a frame and by program; the desk sees where the next euro helps.
import { describe, expect, it } from 'vitest'
import { accounts } from '#app/demo/accounts.ts'
import { expectAccessible, personsBrowser, picture, type Page } from './fener.ts'
import { browser, desks, fener, fits, inTheMadeUpYear, jelena, marko, teuta } from './made-up-year.ts'

inTheMadeUpYear()

const fillAll = async (page: Page, id: string, text: string) => {
  for (const l of ['sr', 'sq', 'en']) await page.fill(`#${id}-${l}`, `${text} (${l})`)
}
let address = ''

describe('an evaluation', () => {
  it('is planned, written by two at once, and nobody’s words are lost', async () => {
    const one = await marko()
    await one.goto('/desk/plan/evaluations')
    await one.getByText('Uticaj ranog upozorenja na prijave iz sela').waitFor()
    await expectAccessible(one, 'evaluations')
    await picture(one, '70-evaluations-sr-1280')
    await one.locator('summary', { hasText: 'Planiraj evaluaciju' }).click()
    await fillAll(one, 'title', 'Obuka policije')
    await fillAll(one, 'question', 'Šta se promenilo?')
    await one.getByRole('button', { name: 'Planiraj evaluaciju' }).click()
    await one.getByRole('button', { name: 'Počni rad' }).click()
    await one.getByRole('button', { name: 'Nalazi su gotovi' }).waitFor()
    address = new URL(one.url()).pathname

    const two = await teuta()
    await two.selectOption('.language select', 'sq')
    await two.getByText('Gjithçka këtu është e trilluar').waitFor()
    await two.goto(address)
    const open = (page: Page) =>
      page.locator('.words-part', { has: page.locator('#method-sr') }).locator('summary')
    await open(one).click()
    await open(two).click()
    await two.fill('#method-sr', 'Teutine reči.')
    await one.fill('#method-sr', 'Markove reči.')
    await one.locator('#method-sr + button').click()
    await one.locator('.as-written', { hasText: 'Markove reči.' }).waitFor()
    await two.locator('#method-sr + button').click()
    await two.locator('.theirs', { hasText: 'Markove reči.' }).waitFor()
    expect(await two.inputValue('#method-sr')).toBe('Teutine reči.')
    await expectAccessible(two, 'two evaluators')
    await fits(two, 390)
    await picture(two, '71-evaluation-conflict-sq-390-dark')
    await two.getByRole('button', { name: 'Të dyja në fushë' }).click()
    expect(await two.inputValue('#method-sr')).toBe('Markove reči.\n\nTeutine reči.')
    await two.locator('#method-sr + button').click()
    await two.locator('#method-sr + button:disabled').waitFor()
    // the period too: the second sees what the first chose, and keeps what they chose themselves
    for (const page of [one, two])
      await page.locator('summary', { hasText: /Promeni period|Ndrysho periudhën/ }).click()
    const save = (page: Page) => page.locator('form:has(#period-to) .btn').click()
    await one.fill('#period-to', '2025-06-30')
    await save(one)
    await one.getByText('30. jun 2025.').first().waitFor()
    await two.fill('#period-from', '2025-02-01')
    await save(two)
    await two.getByText('Dikush zgjodhi ndërkohë një periudhë tjetër').waitFor()
    expect(await two.inputValue('#period-from')).toBe('2025-02-01')
    await save(two)
    await two.locator('#period-to').waitFor({ state: 'hidden' })
    await one.reload()
    await one.getByText(/1\. februar 2025\. – 30\. jun 2025\./).waitFor()
  })

  it('is ready only when it is whole', async () => {
    const one = await marko()
    await one.goto(address)
    const ready = () => one.getByRole('button', { name: 'Nalazi su gotovi' }).click()
    await ready()
    await one.getByText('Prvo dodajte preporuku.').waitFor()
    await one.locator('summary', { hasText: 'Dodaj preporuku' }).click()
    await fillAll(one, 'recommendation', 'Ponoviti obuku')
    await one.getByRole('button', { name: 'Dodaj preporuku' }).click()
    await one.locator('.recommendation').waitFor()
    await ready()
    await one.getByText('Prvo dodajte dokaz.').waitFor()
    await one.locator('summary', { hasText: 'Dodaj dokaz rečima' }).click()
    await fillAll(one, 'evidence', 'Spisak polaznika')
    await one.fill('#address', 'http://primer.example')
    const add = one.locator('form', { has: one.locator('#address') }).getByRole('button')
    await add.click()
    await one.getByText('Adresa mora početi sa https://').waitFor()
    expect(await one.inputValue('#evidence-sr')).toBe('Spisak polaznika (sr)')
    await one.fill('#address', 'https://primer.example/spisak')
    await add.click()
    await one.getByRole('link', { name: 'https://primer.example/spisak' }).waitFor()
    await ready()
    await one.getByText('Nedostaju reči na nekom jeziku.').waitFor()
    for (const part of ['method', 'findings'])
      for (const l of ['sr', 'sq', 'en']) {
        const area = one.locator(`#${part}-${l}`)
        if (!(await area.isVisible()))
          await one.locator('.words-part', { has: area }).locator('summary').click()
        await area.fill(`${part} ${l}`)
        await one.locator(`#${part}-${l} + button`).click()
        await one.locator(`#${part}-${l} + button:disabled`).waitFor()
      }
    await expectAccessible(one, 'an evaluation under way')
    await picture(one, '72-evaluation-under-way-sr-1280')
    await ready()
    await one.getByText('Na preporuke odgovara').waitFor()
    expect(await one.getByRole('button', { name: 'Objavi' }).count()).toBe(0)
  })

  it('is answered and published by another person, and followed by a task', async () => {
    const page = await jelena()
    await page.goto(address)
    await page.getByRole('button', { name: 'Odgovor nadležnog' }).click()
    await page.locator('[id^="body-"]').selectOption('inst-mp')
    for (const l of ['sr', 'sq', 'en']) await page.locator(`[id^="why-"][id$="-${l}"]`).fill(`Zato (${l})`)
    await expectAccessible(page, 'answering')
    await page.getByRole('button', { name: 'Zabeleži odgovor' }).click()
    await page.getByRole('button', { name: 'Zadatak koji sledi' }).click()
    await page.locator('[id^="measure-"]').selectOption('b1')
    const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
    await page.locator('[id^="deadline-"]').fill(soon)
    await picture(page, '73-follow-up-sr-1280')
    await page.getByRole('button', { name: 'Odredi zadatak' }).click()
    await page.locator('.follow-up').waitFor()
    await page.getByRole('button', { name: 'Objavi', exact: true }).click()
    await page.getByRole('link', { name: 'Pogledaj kao javnost' }).waitFor()
    await expectAccessible(page, 'published evaluation')
    await picture(page, '74-evaluation-published-sr-1280')
  })
})

describe('what was promised and what is done', () => {
  it('is read without script, in four languages, with the honest line of what is late', async () => {
    const { page, context, strangers } = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 }
    })
    for (const [lang, words, late] of [
      ['sr', 'Šta je obećano, a šta urađeno', 'Razlog još nije naveden.'],
      ['sr-cyrl', 'Шта је обећано, а шта урађено', 'Разлог још није наведен.'],
      ['sq', 'Çfarë u premtua dhe çfarë u bë', 'Arsyeja nuk është dhënë ende.'],
      ['en', 'What was promised, what is done', 'No reason given yet.']
    ] as const) {
      await page.goto(`/${lang}/plan`)
      expect(await page.locator('h1').innerText()).toBe(words)
      await fits(page, 390)
      await picture(page, `75-progress-${lang}-390`)
      await page.locator(`a[href="/${lang}/plan/c1"]`).click()
      const main = await page.locator('main').innerText()
      expect(main).toContain(late)
      for (const { name } of accounts) expect(main).not.toContain(name)
      await fits(page, 390)
      await picture(page, `76-measure-${lang}-390`)
    }
    await page.goto('/en/plan')
    await page.getByRole('link', { name: 'Obuka policije (en)' }).click()
    const main = await page.locator('main').innerText()
    expect(main).toContain('Ponoviti obuku (en)')
    expect(main).toContain('Accepted (Ministry of Justice): Zato (en)')
    for (const { name } of accounts) expect(main).not.toContain(name)
    await picture(page, '77-evaluation-en-390')
    for (const nothing of [
      '/sr/plan/zz',
      '/sr/plan/evaluation/zz',
      `/sr/plan/evaluation/${crypto.randomUUID()}`
    ])
      expect((await page.request.get(nothing)).status(), nothing).toBe(404)
    expect(strangers).toEqual([])
    await context.close()
    for (const [colorScheme, width, lang] of [
      ['dark', 1280, 'sr'],
      ['light', 390, 'sq']
    ] as const) {
      const seen = await personsBrowser(browser, fener.origin, {
        colorScheme,
        viewport: { width, height: 900 }
      })
      for (const path of ['', '/c1']) {
        await seen.page.goto(`/${lang}/plan${path}`)
        await expectAccessible(seen.page, `plan${path} ${lang} ${colorScheme}`)
        await picture(seen.page, `78-plan${path.replace('/', '-')}-${lang}-${width}-${colorScheme}`)
      }
      await seen.context.close()
    }
  })

  it('may be shown in a frame, that page only; programs are told when nothing changed', async () => {
    const get = (path: string, headers = {}) => fetch(fener.origin + path, { headers })
    const embed = await get('/sr/plan/embed')
    expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(embed.headers.get('x-frame-options')).toBeNull()
    expect(embed.headers.get('set-cookie')).toBeNull()
    for (const path of ['/sr/plan', '/sr/plan/c1', '/sr', '/sr/reports']) {
      const page = await get(path)
      expect(page.headers.get('x-frame-options'), path).toBe('DENY')
      expect(page.headers.get('content-security-policy') ?? '', path).not.toContain('frame-ancestors *')
      expect(page.headers.get('cache-control'), path).toBe('no-store')
    }
    for (const [path, type] of [
      ['/sr/plan/embed', 'text/html'],
      ['/sr/plan/feed.xml', 'application/rss+xml'],
      ['/sr/plan/progress.json', 'application/json']
    ] as const) {
      const first = await get(path)
      expect([first.status, first.headers.get('content-type')], path).toEqual([200, `${type}; charset=utf-8`])
      const again = await get(path, { 'if-none-match': first.headers.get('etag')! })
      expect(again.status, path).toBe(304)
      const text = await first.text()
      for (const { name } of accounts) expect(text).not.toContain(name)
    }
    const json = (await (await get('/sq/plan/progress.json')).json()) as { schema: string; progress: { total: number }; tables: { activities: { tasks: { id: string }[] }[] }[] } // prettier-ignore
    expect(json.schema).toBe('fener-progress/1')
    const ids = json.tables.flatMap(t => t.activities.flatMap(a => a.tasks.map(task => task.id)))
    expect(ids).toHaveLength(json.progress.total)
    expect(new Set(ids).size).toBe(ids.length)
    const feed = await (await get('/en/plan/feed.xml')).text()
    expect(feed).toContain('<title>Evaluation published: Obuka policije (en)</title>')
    expect(feed).toContain('<title>Late: ')
    const framed = await personsBrowser(browser, fener.origin, { viewport: { width: 390, height: 500 } })
    await framed.page.goto('/sr/plan/embed')
    await expectAccessible(framed.page, 'the page for a frame')
    await picture(framed.page, '79-embed-sr')
    expect(framed.complaints).toEqual([])
    await framed.context.close()
  })
})

describe('where the next euro helps', () => {
  it('orders by a rule that is written out, and says that money is not set', async () => {
    const page = await jelena()
    await page.goto('/desk/plan/next')
    await page.locator('.measures-next').getByText('Kasni').first().waitFor()
    expect(await page.locator('.money').first().innerText()).toMatch(/Novac nije određen|Određeno/)
    await expectAccessible(page, 'next')
    await picture(page, '80-next-sr-1280')
    const two = await teuta()
    await two.goto('/desk/plan/next')
    await two.locator('.measures-next').waitFor()
    await fits(two, 390)
    await expectAccessible(two, 'next, dark')
    await picture(two, '81-next-sq-390-dark')
  })

  it('complained in nobody’s browser and asked nothing of strangers', () => {
    for (const [name, { strangers, complaints }] of Object.entries(desks)) {
      expect(strangers, name).toEqual([])
      expect(complaints, name).toEqual([])
    }
  })
})
