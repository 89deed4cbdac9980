// Mail from the running product: an invitation that is followed, a server that refuses first, word that something waits, the
// daily checkpoint. No mail says anything that may not be read over a shoulder.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  home,
  personsBrowser,
  picture,
  startBrowser,
  startFener,
  type Browser,
  type Page,
  type Running
} from './fener.ts'
import { freePort, startMailbox } from './mailbox.ts'
import { fillAccount, keepKit, signIn, type Account } from './people.ts'

let fener: Running
let browser: Browser
let mailbox: Awaited<ReturnType<typeof startMailbox>>
const folder = mkdtempSync(join(tmpdir(), 'fener-mail-'))
const accounts: Record<string, Account> = {}
let coordinator: Page

beforeAll(async () => {
  mailbox = await startMailbox()
  fener = await startFener({
    port: await freePort(),
    env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Fener <fener@primer.example>' }
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await fener?.stop()
  await mailbox?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Something the product does by itself, waited for and not slept for. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000, interval: 100 })
const address = (who: string) => `${who}@primer.example`
const owner = async (text: string) => {
  const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n'
  )
  const client = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
/** As the clock would. Resolves when it is done. */
const runJob = async (name: string) => {
  await owner(`select graphile_worker.add_job('${name}')`)
  await soon(() => owner('select 1 from graphile_worker.jobs')).toEqual([])
}
const invite = async (who: string, role: string, locale: string) => {
  await coordinator.goto('/desk/people')
  await coordinator.fill('#invite-email', address(who))
  await coordinator.selectOption('#invite-role', role)
  await coordinator.selectOption('#invite-organisation', { label: 'Opština Ranilug' })
  await coordinator.selectOption('#invite-locale', locale)
  await coordinator.getByRole('button', { name: 'Pozovi', exact: true }).click()
  await coordinator.locator('[data-invitation]').waitFor()
}
const linkIn = (text: string) => /http\S+/.exec(text)![0]
/** Follows the mail's own link in a browser of their own. */
const accept = async (who: string, name: string, button: string) => {
  const [mail] = mailbox.to(address(who))
  const { page, context, strangers } = await personsBrowser(browser, fener.origin)
  await page.goto(linkIn(mail!.text))
  accounts[who] = await fillAccount(page, { name, email: address(who) })
  await page.getByRole('button', { name: button }).click()
  await keepKit(page)
  await page.waitForURL(/sign-in/)
  expect(strangers).toEqual([])
  await context.close()
}

describe('mail', () => {
  it('begins with somebody who can invite', async () => {
    coordinator = (await personsBrowser(browser, fener.origin)).page
    await coordinator.goto('/sr/start')
    await coordinator.getByText('5 ciljeva').waitFor()
    await coordinator.getByRole('button', { name: 'Nastavi' }).click()
    await coordinator.fill('#email', address('jelena'))
    accounts.jelena = await fillAccount(coordinator, { name: 'Jelena Marković', email: address('jelena') })
    await coordinator.getByRole('button', { name: 'Napravi nalog' }).click()
    await keepKit(coordinator)
    await coordinator.waitForURL(/sign-in/)
    await signIn(coordinator, accounts.jelena)
  })

  it('invites in Serbian: the mail says where and until when, and no more; its link sets up an account', async () => {
    await invite('mirjana', 'operator', 'sr-Latn')
    await soon(() => mailbox.to(address('mirjana')).length).toBe(1)
    const [mail] = mailbox.to(address('mirjana'))
    expect(mail!.to).toEqual([address('mirjana')])
    expect(mail!.subject).toBe('Poziv')
    const link = linkIn(mail!.text)
    expect(link).toMatch(new RegExp(`^${fener.origin}/sr/invite/[\\w-]{27}$`))
    expect(mail!.text).toBe(
      `Pozvani ste u Fener. Otvorite ovu adresu u roku od 7 dana:\n\n${link}\n\nAko ne očekujete poziv, obrišite ovu poruku.`
    )
    for (const word of ['Jelena', 'operater', 'prijem', 'Ranilug', 'trgovin', 'html', 'nodemailer'])
      expect(mail!.raw.toLowerCase(), word).not.toContain(word.toLowerCase())
    await accept('mirjana', 'Mirjana Stojanović', 'Napravi nalog')
    const again = await personsBrowser(browser, fener.origin)
    await again.page.goto(link)
    await again.page.getByText('Ovde nema ničega za vas').waitFor()
    expect(await again.page.locator('input').count()).toBe(0)
    await again.context.close()
  })

  it('invites in Albanian, and arrives once though the server refuses it twice', async () => {
    mailbox.refuse(address('lule'), 2)
    await invite('lule', 'operator', 'sq')
    await soon(() => mailbox.to(address('lule')).length).toBe(1)
    expect(mailbox.refused).toEqual([address('lule'), address('lule')])
    const [mail] = mailbox.to(address('lule'))
    expect(mail!.subject).toBe('Ftesë')
    expect(mail!.text).toBe(
      `Jeni ftuar në Fener. Hapeni këtë adresë brenda 7 ditësh:\n\n${linkIn(mail!.text)}\n\nNëse nuk prisni ftesë, fshijeni këtë mesazh.`
    )
    expect(linkIn(mail!.text)).toContain(`${fener.origin}/sq/invite/`)
    await soon(() => owner('select 1 from graphile_worker.jobs')).toEqual([])
    expect(mailbox.to(address('lule'))).toHaveLength(1)
    expect(fener.log()).toContain('Job mail-invitation failed (attempt 1)')
    for (const secret of [address('lule'), address('mirjana'), 'try later'])
      expect(fener.log()).not.toContain(secret)
    await accept('lule', 'Lule Krasniqi', 'Krijo llogarinë')
    await coordinator.goto('/desk/people')
    for (let left = 2; left > 0; left--) {
      await coordinator
        .getByRole('button', { name: /Broj se slaže/ })
        .first()
        .click()
      await expect
        .poll(() => coordinator.getByRole('button', { name: /Broj se slaže/ }).count(), { timeout: 15_000 })
        .toBe(left - 1)
    }
  })

  const report = async (danger: string) => {
    const { page, context } = await personsBrowser(browser, fener.origin, {
      viewport: { width: 390, height: 800 }
    })
    await page.goto('/sr/w/1')
    const next = () => page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
    await next()
    await page.locator('textarea:visible').fill('MARKERPRIJAVA')
    await next()
    await page.locator('label:visible', { hasText: danger }).first().click()
    for (let i = 3; i < 8; i++) await next()
    await page.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
    await page.waitForURL(/\/sr\/w\/ok$/)
    await context.close()
  }
  const waiting = {
    mirjana: { subject: 'Nešto vas čeka', text: 'Nešto vas čeka u Feneru:' },
    lule: { subject: 'Diçka ju pret', text: 'Diçka ju pret në Fener:' }
  } as const
  const waitingMails = (who: keyof typeof waiting) =>
    mailbox.to(address(who)).filter(m => m.subject === waiting[who].subject)

  it('tells the intake team at once when someone is in danger: that something waits, and nothing else', async () => {
    await report('Da')
    for (const who of ['mirjana', 'lule'] as const) {
      await soon(() => waitingMails(who).length).toBe(1)
      expect(waitingMails(who)[0]!.text).toBe(`${waiting[who].text}\n\n${fener.origin}/desk`)
    }
  })

  it('tells once a day that something waits, and the link leads to it after signing in', async () => {
    await report('Ne')
    expect(waitingMails('mirjana')).toHaveLength(1)
    await runJob('tell-waiting')
    await runJob('tell-waiting')
    await soon(() => waitingMails('lule').length).toBe(2)
    expect(waitingMails('mirjana')).toHaveLength(2)
    expect(mailbox.to(address('jelena'))).toEqual([])
    const operator = (await personsBrowser(browser, fener.origin)).page
    await operator.goto(linkIn(waitingMails('mirjana')[1]!.text))
    await operator.waitForURL(/\/sr\/sign-in$/)
    await signIn(operator, accounts.mirjana!)
    await operator.locator('a[href^="/desk/inbox/"]').first().waitFor()
    await operator.context().close()
  })

  it('can be switched off by each person for themselves', async () => {
    const { page, context, complaints } = await personsBrowser(browser, fener.origin)
    await signIn(page, accounts.mirjana!)
    await page.goto('/desk/me')
    const daily = page.getByLabel('Jednom dnevno, kad nešto čeka')
    expect(await daily.isChecked()).toBe(true)
    await daily.uncheck()
    await page.getByText('Sačuvano').waitFor()
    await page.getByLabel('Odmah, kad je neko u opasnosti').uncheck()
    await page.getByText('Sačuvano').waitFor()
    await page.reload()
    expect(await daily.isChecked()).toBe(false)
    await expectAccessible(page, 'me')
    await picture(page, '40-me-sr-1280')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 800 })
    await page.selectOption('.language select', 'sq')
    await page.getByText('Mesazhet „diçka ju pret“').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await expectAccessible(page, 'me, dark, Albanian')
    await picture(page, '41-me-sq-390-dark')
    expect(complaints).toEqual([])
    await context.close()
    await owner('update identity.waiting_mails set digest_on = null, urgent_at = null')
    await report('Da')
    await soon(() => waitingMails('lule').length).toBe(3)
    await runJob('tell-waiting')
    await soon(() => waitingMails('lule').length).toBe(4)
    expect(waitingMails('mirjana')).toHaveLength(2)
  })

  it('brings the daily checkpoint to those who watch over the log, the same as everybody can read', async () => {
    await runJob('take-checkpoints')
    await soon(() => mailbox.to(address('jelena')).length).toBe(1)
    const [mail] = mailbox.to(address('jelena'))
    expect(mail!.subject).toBe('Beleška o dnevniku')
    const block = /fener-audit-v1\n[0-9a-f-]{36}\n\d+00\n[0-9a-f]{64}\n\S+Z\n/.exec(`${mail!.text}\n`)![0]
    const reader = await personsBrowser(browser, fener.origin, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 }
    })
    await reader.page.goto('/sr/about')
    await picture(reader.page, '42-about-sr-390')
    await reader.page.getByRole('link', { name: 'Beleške o dnevniku' }).click()
    expect((await reader.page.locator('body').innerText()).trim()).toBe(block.trim())
    await reader.context.close()
    await coordinator.goto('/sq/about')
    await expectAccessible(coordinator, 'about')
    await coordinator.goto('/desk/audit')
    await coordinator.getByRole('link', { name: 'Beleške o dnevniku' }).waitFor()
    await expectAccessible(coordinator, 'audit')
    await picture(coordinator, '43-audit-sr-1280')
    const kept = join(folder, 'mail.txt')
    writeFileSync(kept, mail!.raw.includes('base64') ? mail!.text : mail!.text.replace(/^/gm, '> '))
    const verify = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(home, 'bin/fener.ts'), 'verify-audit', ...args],
        {
          cwd: home,
          env: { ...process.env, DATA_DIR: fener.dataDir, FENER_HOME: home },
          encoding: 'utf8'
        }
      )
      return `${status} ${stdout}${stderr}`
    }
    const said = verify('--checkpoint', kept)
    expect(said).toMatch(/^0 /)
    expect(said).toContain('1 of 1 checkpoints from outside hold')
    expect(said).toContain('The chain is whole.')
    writeFileSync(kept, block.replace(/\n\d+00\n/, '\n900000\n'))
    expect(verify('--checkpoint', kept)).toMatch(/^1 [^]*entry 900000: cut/)
    writeFileSync(kept, 'nothing')
    expect(verify('--checkpoint', kept)).toMatch(/^1 [^]*holds no checkpoint/)
  })

  it('said nothing of what people wrote', () => {
    for (const { raw, text, subject } of mailbox.taken)
      for (const secret of ['MARKER', 'Jelena', 'Mirjana Stojanović', 'opasnost'])
        expect(`${raw} ${text} ${subject}`).not.toContain(secret)
  })
})
