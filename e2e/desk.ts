// A network with its people, made as people make it, each in a browser of their own; and witnesses who write without one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import {
  base64url,
  formatReceipt,
  fromBase64url,
  hex,
  keysFrom,
  newReceipt,
  receiptKeys,
  seal
} from '#seal/index.ts'
import type { Browser, Page, Running } from './fener.ts'
import { personsBrowser } from './fener.ts'
import { signIn, type Account } from './people.ts'
import { grantAll, inviteTo, setUpNetwork } from './team.ts'

export type Desk = Awaited<ReturnType<typeof personsBrowser>>
export type Person = { who: string; role: string; name: string; lang?: 'sr' | 'sq' }
export type Desks = Record<string, Desk & { account: Account }>

/** The coordinator sets Fener up and invites everybody; all are signed in afterwards, with their keys. */
export const setUpDesks = async (
  browser: Browser,
  fener: Running,
  people: readonly Person[]
): Promise<Desks> => {
  const coordinator = await personsBrowser(browser, fener.origin)
  const page = coordinator.page
  const { account } = await setUpNetwork(page, { name: 'Jelena Marković', email: 'jelena@primer.example' })
  await signIn(page, account)
  const desks: Desks = { coordinator: { ...coordinator, account } }
  for (const { who, role, name, lang = 'sr' } of people) {
    const desk = await personsBrowser(browser, fener.origin)
    const made = await inviteTo(page, desk.page, role, { name, email: `${who}@primer.example` })
    desks[who] = { ...desk, account: made.account }
    if (lang === 'sq')
      await ownersQuery(fener, `update identity.people set locale = 'sq' where name = $1`, [name])
  }
  if (people.some(({ role }) => role === 'operator' || role === 'case-manager')) await grantAll(page)
  await page.getByText('Čekaju ključeve').waitFor({ state: 'detached' })
  for (const { who, lang = 'sr' } of people) await signIn(desks[who]!.page, desks[who]!.account, lang)
  return desks
}

/** As the administrator of the database may: to put something into the past, or to look. */
export const ownersQuery = async (fener: Running, text: string, values: unknown[] = []) => {
  const [, , , port, host] = readFileSync(join(fener.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n'
  )
  const owner = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await owner.connect()
  try {
    return (await owner.query(text, values)).rows
  } finally {
    await owner.end()
  }
}

/** A report as a phone seals it, sent without the pages. Gives the code word of the desk and the receipt. */
export const sendReport = async (fener: Running, content: Record<string, unknown>) => {
  const [place] = (await ownersQuery(
    fener,
    `select c.network_id as network, c.id as circle, e.recipient, n.receipt_salt as salt
     from access.circles c join access.circle_epochs e on e.circle_id = c.id and e.epoch = 1
     join identity.networks n on n.network_id = c.network_id where c.kind = 'intake'`
  )) as { network: string; circle: string; recipient: string; salt: Buffer }[]
  const { network, circle, recipient, salt } = place!
  const receipt = newReceipt()
  const keys = await receiptKeys(receipt, fromBase64url(base64url(salt)))
  const reporter = await keysFrom(keys.root, 'reporter')
  const row = crypto.randomUUID()
  const ctx = { network, table: 'reports.envelopes', row, circle, epoch: 1, purpose: 'report', rev: 1 }
  const whole = { language: 'sr-Latn', signs: [], answerWay: { kind: 'code' }, files: [], ...content }
  const sealed = await seal(whole, {
    kind: 'report',
    ctx,
    at: null,
    recipients: [recipient, reporter.recipient]
  })
  const response = await fetch(`${fener.origin}/sr/w/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      key: row.replaceAll('-', ''),
      row,
      circle,
      epoch: 1,
      sealed: base64url(sealed),
      receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
      reporter: reporter.recipient,
      language: 'sr-Latn',
      urgent: content.danger === 'yes',
      files: []
    })
  })
  if (!response.ok) throw new Error(`the report was answered with ${response.status}`)
  const [kept] = await ownersQuery(fener, 'select code from reports.envelopes where id = $1', [row])
  return { row, code: kept.code as string, receipt: formatReceipt(receipt) }
}

/** Chooses words in the marking dialog, as Shift and an arrow do. */
export const chooseWords = async (page: Page, words: string) => {
  const field = page.locator('#mark-text')
  await field.waitFor()
  await field.evaluate((element, chosen) => {
    const text = element as HTMLTextAreaElement
    const from = text.value.indexOf(chosen)
    text.focus()
    text.setSelectionRange(from, from + chosen.length)
    text.dispatchEvent(new Event('select'))
  }, words)
  await page.locator('.marking .chosen').getByText(words).waitFor()
}
