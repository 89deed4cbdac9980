// What the code opens, opened on the phone. Loaded when the code is being typed.
import {
  asSealed, base64url, fromBase64url, fromHex, hex, keysFrom, open, parseReceipt, receiptKeys, seal, type Keys
} from '#seal/index.ts' // prettier-ignore
import type { Chosen } from './files.client.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { messagePlace, reportPlace } from './places.ts'
import type { FileManifest, ReportContent } from './report-content.ts'
import { sealFiles, sendFiles, type Parcel, type Told } from './send-report.client.ts'
import { postJson, Refused } from './transport.client.ts'

export { codeOf } from './send-report.client.ts'

type SealedRow = { row: string; circle: string; epoch: number; sealed: string }
type Answer = {
  network: string
  report: SealedRow & { status: string; standing: { reason?: string } | null }
  messages: (SealedRow & { from: 'intake' | 'reporter'; day: string })[]
  intake: { id: string; epoch: number; recipient: string }[]
  verifiers: Record<string, string>
}
type MessageContent = { text: string; files?: FileManifest[] }
export type Message = {
  from: 'intake' | 'reporter'
  day: string
  text: string | null
  files: FileManifest[]
}
/** A message sealed and ready to go: same row and key however often it is sent. */
export type Reply = { files: Parcel['files']; message: Record<string, unknown> }
export type Inside = {
  status: string
  reason: string | undefined
  messages: Message[]
  wrote(): Promise<ReportContent>
  seal(text: string, files: readonly Chosen[]): Promise<Reply>
  /** The day under which the server keeps it. */
  send(reply: Reply, tell: Told['sending']): Promise<{ day: string }>
  /** The intake team's key may have changed since: asks for it anew. */
  renewKeys(): Promise<void>
  proof(): Promise<{ text: string }>
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
  const ask = async (): Promise<Answer> => (await postJson(`${base}/r/open`, proof)).json()
  const answer = await ask()
  let { intake } = answer
  const reporter = await keysFrom(keys.root, 'reporter')
  return {
    status: answer.report.status,
    reason: answer.report.standing?.reason,
    messages: await Promise.all(
      answer.messages.map(message => read(message, network, reporter, answer.verifiers))
    ),
    wrote: async () => {
      const { row, circle, epoch, sealed } = answer.report
      const ctx = reportPlace(network, row, { id: circle, epoch })
      const file = asSealed<ReportContent>(fromBase64url(sealed))
      const identities = [reporter.identity]
      return (
        await open(file, { kind: 'report', ctx, identities, verifier: () => null, anonymous: 'allowed' })
      ).value
    },
    seal: async (text, files) => {
      const circle = intake[0]
      if (!circle) throw new Refused('busy')
      const row = newRow()
      const ctx = messagePlace(network, row, circle)
      const recipients = [...intake.map(({ recipient }) => recipient), reporter.recipient]
      const { sealedFiles, manifests, described } = await sealFiles(files, network, circle, recipients)
      const content: MessageContent = { text, ...(manifests.length > 0 && { files: manifests }) }
      const sealed = base64url(await seal(content, { kind: 'message', ctx, at: null, recipients }))
      return {
        files: sealedFiles,
        message: {
          ...proof,
          row,
          key: randomHex(16),
          circle: circle.id,
          epoch: circle.epoch,
          sealed,
          files: described
        }
      }
    },
    send: async (reply, tell) => {
      await sendFiles(base, reply.files, tell)
      return (await postJson(`${base}/r/say`, reply.message)).json()
    },
    renewKeys: async () => {
      intake = (await ask()).intake
    },
    proof: async () => (await postJson(`${base}/r/proof`, proof)).json(),
    erase: async () => {
      try {
        await postJson(`${base}/r/erase`, proof)
      } catch (trouble) {
        // the answer to an earlier press was lost: the code that opened this page opens nothing now, so it is erased
        if (!(trouble instanceof Refused && trouble.code === 'receipt.unknown')) throw trouble
      }
    }
  }
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
    const opened = await open(asSealed<MessageContent>(fromBase64url(sealed)), {
      kind: 'message',
      ctx: messagePlace(network, row, { id: circle, epoch }),
      identities: [reporter.identity],
      verifier: by => {
        const key = verifiers[by]
        return key ? fromHex(key) : null
      },
      ...(from === 'reporter' ? { anonymous: 'allowed' as const } : {})
    })
    return { from, day, text: opened.value.text, files: opened.value.files ?? [] }
  } catch {
    return { from, day, text: null, files: [] }
  }
}
