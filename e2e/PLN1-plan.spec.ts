// PLN1, PLN2: the plan in the made-up year. Tasks are found, taken on and done with a proof; one is added; the text is changed by two
// people who lose nothing and decided by a third hand; a file with faults says where; and all of it fits a phone.
import { describe, expect, it } from 'vitest'
import { expectAccessible, picture, type Page } from './fener.ts'
import { desk, desks, inTheMadeUpYear } from './made-up-year.ts'

inTheMadeUpYear()

const coordinator = () => desk('coordinator')
const monitor = () => desk('monitoring-officer')
const saved = (page: Page, path: string) =>
  page.waitForResponse(r => r.url().includes(path) && r.request().method() === 'POST' && r.status() === 200)

describe('tasks', () => {
  it('are found by owner and deadline, and the choice is kept with the person and not in the address', async () => {
    const page = await coordinator()
    await page.goto('/desk/plan')
    await page.locator('.activity').first().waitFor()
    const all = await page.locator('.tasks tbody tr').count()
    expect(all).toBeGreaterThan(24)
    await page.locator('.board-filters select').nth(1).selectOption('late')
    await expect.poll(() => page.locator('.tasks tbody tr').count()).toBeLessThan(all)
    expect(await page.locator('.tasks tbody tr').count()).toBe(
      await page.locator('.tasks .chip.late').count()
    )
    await page.reload()
    await page.locator('.tasks').first().waitFor()
    expect(await page.locator('.board-filters select').nth(1).inputValue()).toBe('late')
    expect(new URL(page.url()).search).toBe('')
    await page.locator('.board-filters select').nth(1).selectOption('any')
    await page.locator('.board-filters .tri label').nth(1).click()
    await expect.poll(() => page.locator('.page h2').first().innerText()).not.toBe('')
    await page.locator('.board-filters .tri label').nth(2).click()
    await page.locator('.plan-line .today').waitFor({ state: 'attached' })
    expect(await page.locator('.plan-line .link').count()).toBeGreaterThan(0)
    await expectAccessible(page, 'timeline')
    await picture(page, '40-plan-timeline')
    await page.locator('.board-filters .tri label').first().click()
    await page.locator('.activity').first().waitFor()
  })

  it('a refused record keeps what was typed; a proof and then done', async () => {
    const page = await coordinator()
    await page.goto('/desk/plan/tasks/b3-z1')
    await page.selectOption('#step', 'evidence-added')
    await page.fill('#evidence', 'Zapisnik, odluka 4')
    await page.fill('#address', 'https://ja:tajna@primer.example/zapisnik')
    await page.locator('form .btn').last().click()
    await page.locator('.problem').waitFor()
    expect(await page.inputValue('#evidence')).toBe('Zapisnik, odluka 4')
    await page.fill('#address', 'https://primer.example/zapisnik')
    await Promise.all([saved(page, '/record'), page.locator('form .btn').last().click()])
    await page.getByRole('link', { name: 'Zapisnik, odluka 4' }).waitFor()
    await page.selectOption('#step', 'task-done')
    await Promise.all([saved(page, '/record'), page.locator('form .btn').last().click()])
    await page.locator('.head .chip.done').waitFor()
    await expectAccessible(page, 'a task')
    await picture(page, '41-plan-task')
  })

  it('one of our own stands beside the printed ones', async () => {
    const page = await coordinator()
    await page.goto('/desk/plan/tasks/new')
    await page.selectOption('#activity', 'b3')
    for (const [lang, words] of [
      ['sr', 'Obučiti prevodioce'],
      ['sq', 'Të trajnohen përkthyesit'],
      ['en', 'Train the interpreters']
    ])
      await page.fill(`#words-${lang}`, words!)
    await page.selectOption('#from', 'gap')
    await page.selectOption('#gap', { index: 5 })
    await page.locator('form .btn').last().click()
    await page.waitForURL(/\/tasks\/added-/)
    await page.goto('/desk/plan')
    await page.getByRole('link', { name: 'Obučiti prevodioce' }).waitFor()
    await page.goto('/desk/plan/text')
    expect(await page.getByText('Obučiti prevodioce').count()).toBe(0)
  })
})

describe('the text', () => {
  const words = 'Sprečiti trgovinu ljudima pre nego što počne.'
  it('is changed by two at once without loss, and decided by another person', async () => {
    const page = await monitor()
    await page.goto('/desk/plan/versions/proposals/new')
    await page.fill('#title', 'Jasniji prvi cilj')
    await page.fill('#reason', 'Ljudi ga ne razumeju.')
    await page.locator('form .btn').last().click()
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
    const other = await coordinator()
    for (const each of [page, other]) {
      await each.goto(page.url())
      await each.selectOption('#item', 'cilj-1')
    }
    await other.fill('[id="f-sr"]', 'Reči koleginice.')
    await Promise.all([saved(other, '/edit'), other.locator('form .btn').first().click()])
    await page.fill('[id="f-sr"]', words)
    await page.locator('form .btn').first().click()
    await page.locator('.theirs').waitFor()
    expect(await page.locator('.theirs').innerText()).toContain('Reči koleginice.')
    expect(await page.inputValue('[id="f-sr"]')).toBe(words)
    await page.locator('.theirs .btn').nth(1).click()
    await Promise.all([saved(page, '/edit'), page.locator('form .btn').first().click()])
    await expect.poll(() => page.locator('.change ins').allInnerTexts()).toContain(words)
    await expectAccessible(page, 'a proposal')
    await picture(page, '42-plan-proposal')
    // the coordinator wrote in it too, so neither of them decides
    await Promise.all([
      saved(page, '/advance'),
      page.getByRole('button', { name: 'Pošalji na odluku' }).click()
    ])
    await other.reload()
    await other.getByText('neko drugi').waitFor()
  })

  it('changes to its last field: a kind, a link, a day, an order, a law, a twin, and a whole new table', async () => {
    const page = await monitor()
    const form = page.locator('.edit-text form')
    const field = (path: string) => page.locator(`[id="f-${path}"]`)
    const open = (id: string) => page.selectOption('#item', id)
    const three = async (stem: string, words: string) => {
      for (const lang of ['sr', 'sq', 'en']) await field(stem + lang).fill(`${words} ${lang}`)
    }
    const save = async () => {
      await Promise.all([saved(page, '/edit'), form.locator('.acts-row .btn').first().click()])
      await page.getByText('Sačuvano.').waitFor()
    }
    const addTo = async (list: string) => {
      await page.getByRole('button', { name: `Dodaj u: ${list}`, exact: true }).click()
      await page.getByRole('heading', { name: `Novo u: ${list}` }).waitFor()
    }
    await page.goto('/desk/plan/versions/proposals/new')
    await page.fill('#title', 'Sve do poslednjeg polja')
    await page.fill('#reason', 'Nova tabela i ispravke.')
    await page.locator('form .btn').last().click()
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)

    // a day alone is half a time: refused beside its field, and what was typed stays
    await field('meta.validity_period.from').fill('2027-01-01')
    await field('meta.signatory.name').fill('Nova predsednica')
    await form.locator('.acts-row .btn').first().click()
    await page.locator('[id="fault-meta.validity_period.to"]').waitFor()
    expect(await field('meta.signatory.name').inputValue()).toBe('Nova predsednica')
    await field('meta.validity_period.to').fill('2030-12-31')
    await save()
    // a kind from its list, a twin by name; both twins are to be of one kind, or the fault stands beside the field
    await open('b3-p1')
    await field('kind').selectOption('qualitative')
    await save()
    await page.locator('[id="fault-kind"]').waitFor()
    await field('kind').selectOption('count')
    await save()
    await page.locator('[id="fault-kind"]').waitFor({ state: 'detached' })
    await open('c1-p6')
    await field('tasks').selectOption({ index: 1 })
    await field('measures').fill('profilisani\nobavešteni\nupućeni')
    await save()
    await open('zakon-samouprava')
    await field('number').fill('03/L-040')
    await field('where').selectOption('goals')
    await save()
    await open('inst-nvo')
    await field('parent').selectOption({ index: 2 })
    await save()

    // another order
    await open('@')
    await page.locator('.edit-text summary', { hasText: /^Ciljevi/ }).click()
    const goals = page
      .locator('.edit-text details')
      .filter({ has: page.locator('summary', { hasText: /^Ciljevi/ }) })
      .locator('li')
    const second = await goals.nth(1).locator('.linky').innerText()
    await Promise.all([saved(page, '/edit'), goals.nth(1).locator('.moves button').first().click()])
    await expect.poll(() => goals.first().locator('.linky').innerText()).toBe(second)

    // a table, an activity in it, its task, who answers for it, its indicator
    await page.locator('.edit-text summary', { hasText: /^Tabele/ }).click()
    await addTo('Tabele')
    await three('title.', 'Nova tabela')
    await save()
    await page.locator('.faults').getByText('Nova tabela sr').waitFor()
    expect(await page.getByRole('button', { name: 'Pošalji na odluku' }).isDisabled()).toBe(true)
    await addTo('Aktivnosti')
    await three('title.', 'Nova aktivnost')
    await save()
    await addTo('Zadaci')
    await three('', 'Nov zadatak')
    await save()
    const activity = page.locator('.way .linky').last()
    await activity.click()
    await addTo('Odgovorni')
    await three('', 'Opština')
    await field('institutions').selectOption('inst-policija')
    await field('institutions').selectOption('inst-nvo')
    await field('link').selectOption('stated')
    await field('tasks').selectOption({ index: 1 })
    await save()
    await activity.click()
    await addTo('Pokazatelji')
    await three('', 'Nov pokazatelj')
    await field('link').selectOption('whole_activity')
    await field('kind').selectOption('count')
    await save()
    expect(await page.locator('.faults').count()).toBe(0)

    // the difference is in words: names of institutions and kinds, no ids
    const said = await page.locator('.change-list').innerText()
    for (const words of [
      '1. januar 2027.',
      'Nova predsednica',
      '03/L-040',
      'profilisani, obavešteni, upućeni'
    ])
      expect(said.replaceAll('\u00a0', ' ')).toContain(words)
    await page.locator('.change-list summary', { hasText: 'Nova aktivnost' }).click()
    const added = page.locator('.change-list .item-said')
    await page.locator('.change-list summary', { hasText: 'Opština' }).click()
    await expect.poll(async () => (await added.allInnerTexts()).join()).toContain('piše u izvoru')
    expect((await added.allInnerTexts()).join()).not.toContain('inst-policija')
    await expectAccessible(page, 'the form of the text')
    await picture(page, '42-plan-proposal-fields')

    // sent away by another while something is typed: it stays on the page
    await open('cilj-2')
    await field('en').fill('Typed while it was sent.')
    const other = await coordinator()
    await other.goto(page.url())
    await Promise.all([
      saved(other, '/advance'),
      other.getByRole('button', { name: 'Pošalji na odluku' }).click()
    ])
    await form.locator('.acts-row .btn').first().click()
    await form.locator('.problem').waitFor()
    await page.getByText('Predlog se sada ne piše').waitFor()
    expect(await field('en').inputValue()).toBe('Typed while it was sent.')
    page.once('dialog', dialog => void dialog.accept())
    await page.getByRole('link', { name: 'Verzije' }).first().click()
    await page.waitForURL(/\/versions$/)
  })

  it('a decided change is in force, and the version before stays', async () => {
    const page = await coordinator()
    await page.goto('/desk/plan/versions')
    await page.getByRole('link', { name: 'Saradnja sa bolnicama' }).click()
    await page.locator('#met-on').waitFor()
    await page.fill('#met-on', new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
    await page.fill('#place', 'Ranilug')
    await page.fill('#decision', '21/11')
    await Promise.all([saved(page, '/advance'), page.getByRole('button', { name: 'Upiši odluku' }).click()])
    await page.getByText('odluka broj 21/11').waitFor()
    await page.goto('/desk/plan/text')
    await page.getByRole('heading', { name: /Saradnja sa bolnicama/ }).waitFor()
    await page.goto('/desk/plan/versions/1')
    await page.locator('#editor_notes').waitFor()
    expect(await page.getByText('Saradnja sa bolnicama').count()).toBe(0)
    // the open proposal stands on the version before, and says so
    const writer = await monitor()
    await writer.goto('/desk/plan/versions')
    await writer.getByRole('link', { name: 'Jasniji prvi cilj' }).waitFor()
  })

  it('a file that is taken out comes in again; one with faults says where they are', async () => {
    const page = await monitor()
    const response = await page.request.get('/desk/plan/versions/2/file')
    expect(response.headers()['content-disposition']).toContain('xk-ranilug-2024-2.yaml')
    const yaml = await response.text()
    const bring = async (text: string) => {
      await page.goto('/desk/plan/versions/proposals/new')
      await page.fill('#title', 'Ceo tekst')
      await page.fill('#reason', 'Nova strategija.')
      await page.locator('input[name=how]').nth(1).check()
      await page.setInputFiles('#file', {
        name: 'plan.yaml',
        mimeType: 'application/yaml',
        buffer: Buffer.from(text)
      })
      await page.locator('form .btn').last().click()
    }
    await bring(yaml.replace('2024-04-25', 'uskoro').replace('cilj-2', 'cilj-1'))
    await page.locator('.faults li').first().waitFor()
    expect(await page.locator('.faults li').first().innerText()).toMatch(/Red \d+/)
    expect(await page.inputValue('#reason')).toBe('Nova strategija.')
    await bring(yaml.replace('2024-04-25', '2024-04-26'))
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
    await expect.poll(() => page.locator('.change ins').allInnerTexts()).toContain('26. april 2024.')
  })
})

it('everybody at the desk reads it, on a phone, in Albanian, in the dark', async () => {
  const page = await desk('provider', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  await page.selectOption('.language select', 'sq')
  await page.getByText('Gjithçka këtu është e trilluar').waitFor()
  for (const path of ['', '/tasks/a1-z1', '/tasks/b1-z1', '/text', '/versions', '/versions/2']) {
    await page.goto(`/desk/plan${path}`)
    await page.locator('h1').first().waitFor()
    await page.waitForTimeout(500)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
      `${path} scrolls sideways`
    ).toBeLessThanOrEqual(390)
    await expectAccessible(page, path)
    await picture(page, `43-plan-phone${path.replaceAll('/', '-')}`)
    expect(await page.locator('.page form').count(), path).toBe(0)
  }
  for (const path of ['tasks/new', 'versions/proposals/new']) {
    await page.goto(`/desk/plan/${path}`)
    await page.locator('h1').waitFor()
    expect(await page.locator('form.card').count(), path).toBe(0)
  }
  for (const [role, { complaints, strangers }] of Object.entries(desks)) {
    expect(
      complaints.filter(c => !/\b(404|409|422)\b/.test(c)),
      role
    ).toEqual([])
    expect(strangers, role).toEqual([])
  }
})
