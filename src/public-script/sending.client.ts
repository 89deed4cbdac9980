// What the page shows while a report leaves it: what is locked and sent, how much is left, what to do when it does not go.
import { going } from './going.client.ts'
import { byId, fill, say, whileSlow } from './page-parts.client.ts'
import { writtenDay } from '#locales/written-day.ts'
import { showReceipt } from './receipt.client.ts'
import type { Chosen } from './files.client.ts'
import type { Parcel } from './send-report.client.ts'
import type { ReportContent } from './report-content.ts'
import { NoSignal, Refused, Stopped, tryAgain } from './transport.client.ts'

export const sealing = () => import('./send-report.client.ts')

let parcel: Parcel | undefined
/** Refused because the team's key had changed: what follows is the same report. */
let former: Parcel | undefined
/** Who was to be kept away when the parcel was begun. */
let keptFrom = ''
let sending: AbortController | undefined

/** Nothing of what was sealed stays, and what is on its way ends. */
export const dropParcel = () => {
  sending?.abort()
  parcel = former = undefined
}

/** What the script of the page knows; read anew at each press, for the language may have changed. */
export type Page = {
  form: HTMLFormElement
  words: Record<string, string>
  trouble(text: string): void
  /** The keys of the team may change while someone writes: fetched anew. */
  newKeys(): Promise<void>
  forget(): void
  show(step: 'ok' | 'done'): void
}

type Report = { content: ReportContent; files: readonly Chosen[]; keepFrom: string[] }

export const sendReport = async (
  page: Page,
  { content, files, keepFrom }: Report,
  again = false
): Promise<void> => {
  const { form, words, trouble } = page
  // While it waits for signal, a press means: now.
  if (sending) return void document.dispatchEvent(new Event(tryAgain))
  const mine = (sending = new AbortController())
  const progress = byId('progress')
  const { line, tell, end } = going(byId('send'), progress, words, files.length + 1, mine.signal)
  // Same words, same files: the same report goes again. Changed after it was on its way: a new one.
  const of = JSON.stringify([content, keepFrom, files.map(file => [file.name, file.blob.size])])
  if (parcel?.envelope && parcel.envelope.of !== of) parcel = undefined
  if (former?.envelope?.of !== of) former = undefined
  // What was locked for somebody who shall not read it is locked anew, files too.
  if (keptFrom !== String(keepFrom)) parcel = undefined
  let codeOf: (trouble: unknown) => string | undefined = () => undefined
  try {
    say(progress, words['send.locking'] ?? '')
    const library = await whileSlow(progress, words['send.slow'], sealing())
    codeOf = library.codeOf
    if (!parcel) {
      const known = JSON.parse(form.dataset.intake ?? '{}')
      const keys = await library.keysFor(known, `${form.dataset.base}/w/keys`, keepFrom)
      parcel = await library.newParcel(keys, former)
      former = undefined
      keptFrom = String(keepFrom)
    }
    const made = parcel
    const { deadlineDay, held } = await library.send(
      form.dataset.base ?? '',
      made,
      { content, files, of },
      line,
      tell,
      (done, all) => say(progress, fill(words['send.work'], { n: Math.round((done / all) * 100) })),
      { to: form.dataset.send }
    )
    say(progress, words['send.arrived'] ?? '')
    const day = writtenDay(deadlineDay, words)
    page.forget()
    showReceipt(made.receipt, day, () => page.show('done'))
    byId('held').hidden = !held
    byId('deadline-note').hidden = held
    page.show('ok')
  } catch (refusal) {
    if (refusal instanceof Stopped || mine.signal.aborted) return
    say(progress, '')
    if (refusal instanceof Refused && refusal.code === 'report.circle') {
      // somebody left the team since this page was opened: the same report is locked for the new key and sent, once by itself
      former = parcel
      parcel = undefined
      const fresh = await page.newKeys().then(
        () => true,
        () => false
      )
      if (fresh && !again) {
        sending = undefined
        return sendReport(page, { content, files, keepFrom }, true)
      }
    }
    const code = codeOf(refusal)
    const unreachable = refusal instanceof NoSignal || !navigator.onLine
    trouble((unreachable ? words['send.offline'] : code && words[code]) || words['send.failed'] || '')
  } finally {
    if (sending === mine) sending = undefined
    if (!mine.signal.aborted) end()
  }
}
