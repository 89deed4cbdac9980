// What the code opens, opened on the phone. Loaded when the code is being typed.
import {
  asSealed, base64url, fromBase64url, fromHex, hex, keysFrom, open, parseReceipt, receiptKeys, seal, type Keys
} from '#seal/index.ts' // prettier-ignore
import { newRow, randomHex } from './page-parts.client.ts'
import { messagePlace, reportPlace } from './places.ts'
import type { ReportContent } from './report-content.ts'
import { postJson, Refused } from './transport.client.ts'

type SealedRow = { row: string; circle: string; epoch: number; sealed: string }
type Answer = {
  network: string
  report: SealedRow & { status: string; eraseOn: string | null }
  messages: (SealedRow & { from: 'intake' | 'reporter'; day: string })[]
  intake: { id: string; epoch: number; recipient: string }[]
  verifiers: Record<string, string>
}
export type Message = { from: 'intake' | 'reporter'; day: string; text: string | null }
export type Inside = {
  status: string
  eraseOn: string | null
  messages: Message[]
  wrote(): Promise<ReportContent>
  say(text: string): Promise<void>
  erase(): Promise<void>
}

/** Throws Refused 'receipt.unknown' for a slip (found here, costs no attempt) and for a code nobody gave: both read alike. */
export const openReceipt = async (
  base: string,
  typed: string,
  network: string,
  salt: string
): Promise<Inside> => {
  const digits = parseReceipt(typed)
  if (!digits) throw new Refused('receipt.unknown')
  const keys = await receiptKeys(digits, fromBase64url(salt))
  const proof = { lookup: hex(keys.lookup), login: hex(keys.login) }
  const ask = () => postJson<Answer>(`${base}/r/open`, proof)
  const answer = await ask()
  // one row and key for one message: pressed again after a broken line it is the same message
  let draft = { text: '', row: '', key: '' }
  const reporter = await keysFrom(keys.root, 'reporter')
  return {
    status: answer.report.status,
    eraseOn: answer.report.eraseOn,
    messages: await Promise.all(
      answer.messages.map(message => read(message, network, reporter, answer.verifiers))
    ),
    wrote: async () => {
      const { row, circle, epoch, sealed } = answer.report
      const ctx = reportPlace(network, row, { id: circle, epoch })
      const file = asSealed<ReportContent>(fromBase64url(sealed))
      const identities = [reporter.identity]
      return (
        await open(file, {
          kind: 'report',
          ctx,
          identities,
          // what was said on the telephone was written down, and signed, by one of the team
          verifier: by => memberKey(answer.verifiers, by),
          anonymous: 'allowed'
        })
      ).value
    },
    say: async text => {
      if (draft.text !== text) draft = { text, row: newRow(), key: randomHex(16) }
      const { row, key } = draft
      const sayTo = async (intake: Answer['intake']) => {
        const circle = intake[0]
        if (!circle) throw new Refused('busy')
        const ctx = messagePlace(network, row, circle)
        const recipients = [...intake.map(({ recipient }) => recipient), reporter.recipient]
        const sealed = base64url(await seal({ text }, { kind: 'message', ctx, at: null, recipients }))
        await postJson(`${base}/r/say`, {
          ...proof,
          row,
          key,
          circle: circle.id,
          epoch: circle.epoch,
          sealed
        })
      }
      await sayTo(answer.intake).catch(async refusal => {
        if (!(refusal instanceof Refused) || refusal.code !== 'report.circle') throw refusal
        // somebody left the team since this page was opened: its new key is asked for, and the message locked again
        answer.intake = (await ask()).intake
        await sayTo(answer.intake)
      })
      draft = { text: '', row: '', key: '' }
    },
    erase: async () => {
      await postJson(`${base}/r/erase`, proof)
    }
  }
}

const memberKey = (verifiers: Record<string, string>, by: string) =>
  verifiers[by] ? fromHex(verifiers[by]) : null

/** A message of the team must be signed by one of it; the reporter's own is not signed. What does not open is said, not hidden. */
const read = async (
  message: Answer['messages'][number],
  network: string,
  reporter: Keys,
  verifiers: Record<string, string>
): Promise<Message> => {
  const { row, circle, epoch, sealed, from, day } = message
  try {
    const opened = await open(asSealed<{ text: string }>(fromBase64url(sealed)), {
      kind: 'message',
      ctx: messagePlace(network, row, { id: circle, epoch }),
      identities: [reporter.identity],
      verifier: by => memberKey(verifiers, by),
      ...(from === 'reporter' ? { anonymous: 'allowed' as const } : {})
    })
    return { from, day, text: opened.value.text }
  } catch {
    return { from, day, text: null }
  }
}
