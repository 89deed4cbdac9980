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
  report: SealedRow & { status: string }
  messages: (SealedRow & { from: 'intake' | 'reporter'; day: string })[]
  intake: { id: string; epoch: number; recipient: string }[]
  verifiers: Record<string, string>
}
export type Message = { from: 'intake' | 'reporter'; day: string; text: string | null }
export type Inside = {
  status: string
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
  const answer = (await (await postJson(`${base}/r/open`, proof)).json()) as Answer
  const reporter = await keysFrom(keys.root, 'reporter')
  return {
    status: answer.report.status,
    messages: await Promise.all(
      answer.messages.map(message => read(message, network, reporter, answer.verifiers))
    ),
    wrote: async () => {
      const { row, circle, epoch, sealed } = answer.report
      const ctx = reportPlace(network, row, { id: circle, epoch })
      const file = asSealed<ReportContent>(fromBase64url(sealed))
      const identities = [reporter.identity]
      // what an operator took down is signed by that operator; what a phone sent is signed by nobody
      const verifier = signedBy(answer.verifiers)
      return (await open(file, { kind: 'report', ctx, identities, verifier, anonymous: 'allowed' })).value
    },
    say: async text => {
      const circle = answer.intake[0]
      if (!circle) throw new Refused('busy')
      const row = newRow()
      const ctx = messagePlace(network, row, circle)
      const recipients = [...answer.intake.map(({ recipient }) => recipient), reporter.recipient]
      const sealed = base64url(await seal({ text }, { kind: 'message', ctx, at: null, recipients }))
      await postJson(`${base}/r/say`, {
        ...proof,
        row,
        key: randomHex(16),
        circle: circle.id,
        epoch: circle.epoch,
        sealed
      })
    },
    erase: async () => {
      await postJson(`${base}/r/erase`, proof)
    }
  }
}

const signedBy = (verifiers: Record<string, string>) => (by: string) => {
  const key = verifiers[by]
  return key ? fromHex(key) : null
}

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
      verifier: signedBy(verifiers),
      ...(from === 'reporter' ? { anonymous: 'allowed' as const } : {})
    })
    return { from, day, text: opened.value.text }
  } catch {
    return { from, day, text: null }
  }
}
