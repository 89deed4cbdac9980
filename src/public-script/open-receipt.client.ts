// What the code opens, opened on the phone. Loaded when the code is being typed.
import {
  asSealed, base64url, fromBase64url, fromHex, hex, keysFrom, open, parseReceipt, receiptKeys, seal, type Keys
} from '#seal/index.ts' // prettier-ignore
import { newRow, randomHex } from './page-parts.client.ts'
import { messagePlace, reportPlace } from './places.ts'
import type { FileManifest, ReportContent } from './report-content.ts'
import { sendFiles, type Outgoing, type Place, type Told, type Uploads } from './send-files.client.ts'
import { postJson, postJsonPatiently, Refused, type Line } from './transport.client.ts'

export { codeOf } from './send-report.client.ts'

type SealedRow = { row: string; circle: string; epoch: number; sealed: string }
type Answer = {
  network: string
  report: SealedRow & { status: string; standing: { reason?: string } | null; eraseOn: string | null }
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
export type Inside = {
  status: string
  reason: string | undefined
  eraseOn: string | null
  messages: Message[]
  wrote(): Promise<ReportContent>
  /**
   * Sends what is not there yet: files first, then the words that name them. Called again after a broken line it goes on with the
   * very same message. Gives the day under which the server keeps it. Throws NoSignal, Refused, Stopped.
   */
  say(text: string, files: readonly Outgoing[], line: Line, tell: Told): Promise<{ day: string }>
  proof(): Promise<{ text: string }>
  erase(): Promise<void>
}
/** One message on its way, as a report's parcel: until its words have left, they may still change. */
type Draft = {
  place: Place
  uploads: Uploads
  letter: { of: string; body: Record<string, unknown> } | undefined
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
  const reporter = await keysFrom(keys.root, 'reporter')
  let draft: Draft | undefined
  const newDraft = (intake: Answer['intake']): Draft => {
    const circle = intake[0]
    if (!circle) throw new Refused('busy')
    const recipients = [...intake.map(({ recipient }) => recipient), reporter.recipient]
    return { place: { network, circle, recipients }, uploads: new WeakMap(), letter: undefined }
  }
  const sealed = async (
    { place, uploads }: Draft,
    text: string,
    files: readonly Outgoing[],
    line: Line,
    tell: Told
  ) => {
    const { circle, recipients } = place
    const sent = await sendFiles(base, files, place, uploads, line, tell)
    const row = newRow()
    const content: MessageContent = {
      text,
      ...(sent.length > 0 && { files: sent.map(({ manifest }) => manifest) })
    }
    const ctx = messagePlace(network, row, circle)
    return {
      ...proof,
      row,
      key: randomHex(16),
      circle: circle.id,
      epoch: circle.epoch,
      sealed: base64url(await seal(content, { kind: 'message', ctx, at: null, recipients })),
      files: sent.map(({ described }) => described)
    }
  }
  return {
    status: answer.report.status,
    reason: answer.report.standing?.reason,
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
    say: async (text, files, line, tell) => {
      const of = JSON.stringify([text, files.map(file => [file.name, file.blob.size])])
      const send = async () => {
        if (draft?.letter && draft.letter.of !== of) draft = undefined
        const made = (draft ??= newDraft(answer.intake))
        made.letter ??= { of, body: await sealed(made, text, files, line, tell) }
        tell(files.length + 1, 0, 0)
        return postJsonPatiently<{ day: string }>(`${base}/r/say`, made.letter.body, line)
      }
      const said = await send().catch(async refusal => {
        if (!(refusal instanceof Refused) || refusal.code !== 'report.circle') throw refusal
        // somebody left the team since this page was opened: its new key is asked for, and everything locked again
        draft = undefined
        answer.intake = (await ask()).intake
        return send()
      })
      draft = undefined
      return said
    },
    proof: () => postJson<{ text: string }>(`${base}/r/proof`, proof),
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
    const opened = await open(asSealed<MessageContent>(fromBase64url(sealed)), {
      kind: 'message',
      ctx: messagePlace(network, row, { id: circle, epoch }),
      identities: [reporter.identity],
      verifier: by => memberKey(verifiers, by),
      ...(from === 'reporter' ? { anonymous: 'allowed' as const } : {})
    })
    return { from, day, text: opened.value.text, files: opened.value.files ?? [] }
  } catch {
    return { from, day, text: null, files: [] }
  }
}
