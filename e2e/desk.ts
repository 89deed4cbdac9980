// People at their desks, each in a browser of their own; and witnesses who write without one.
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
import { ownersQuery } from './database.ts'
import type { Browser, Page, Running } from './fener.ts'
import { personsBrowser } from './fener.ts'
import { signIn, type Account } from './people.ts'

export { ownersQuery }
export type Desk = Awaited<ReturnType<typeof personsBrowser>>
export type Desks = Record<string, Desk & { account: Account }>

/** Those of the team who are named sign in, each in a browser of their own; whose language is Albanian, in Albanian, unless `langs` says otherwise. */
export const openDesks = async (
  browser: Browser,
  fener: Running,
  people: readonly string[],
  langs: Record<string, 'sr' | 'sq'> = {}
): Promise<Desks> => {
  const desks: Desks = {}
  await Promise.all(
    people.map(async who => {
      const account = fener.accounts[who]
      if (!account) throw new Error(`nobody called ${who} is in this team`)
      const desk = await personsBrowser(browser, fener.origin)
      await signIn(desk.page, account, langs[who] ?? account.lang)
      desks[who] = { ...desk, account }
    })
  )
  return desks
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
