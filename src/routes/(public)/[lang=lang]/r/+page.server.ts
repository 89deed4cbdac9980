// Coming back. With script this page only hands over words and the salt; without, the code is opened in the server's memory and
// travels on as a hidden field of the answer, never in an address or a cookie.
import { fail } from '@sveltejs/kit'
import type { RequestEvent } from './$types'
import { withForm, type ReadForm } from '#app/form.server.ts'
import { mostFiles } from '#kernel/file-limits.ts'
import type { PublicLocale } from '#kernel/locale.ts'
import { dayWords } from '#locales/day-words.ts'
import { publicWordsOf } from '#locales/words.server.ts'
import { fileErrors } from '#public-script/file-limits.ts'
import { reportClosingReasons } from '#reports/index.ts'
import * as code from '#reports/with-code.server.ts'
import { intakeKeys, intakeNow, standingWord, type Standing } from '../../intake.server.ts'
import { problemCode } from '../../problem-code.ts'
import { proofDocument } from '../../proof-document.server.ts'
import { throughReceiptDoor } from '../../receipt-door.server.ts'

const said = [
  'return.opening', 'return.from-team', 'return.from-you', 'return.locked', 'return.sent', 'return.first', 'return.erase-on',
  'return.no-text', 'state.received', 'state.read', 'state.checking', 'state.handed', 'state.closed', 'state.closed.reason',
  'send.locking', 'send.sending', 'send.left', 'send.slow', 'send.waiting', 'proof.making', 'proof.ready',
  'file.photo', 'file.other', 'file.cleaning', 'file.clean', 'file.as-is', 'file.remove', 'file.cannot-clean',
  'file.send-as-is', 'file.leave-out', 'file.kind.image', 'file.kind.audio', 'file.kind.video', 'file.kind.other'
] as const // prettier-ignore

/** Why a report was closed, in the words of the domain; the same that the team was told the reporter would see. */
const reasons = (locale: PublicLocale) => {
  const domain = publicWordsOf('domain', locale)
  return Object.fromEntries(reportClosingReasons.map(reason => [reason, domain[`report-closing.${reason}`]]))
}

export const load = async ({ locals, parent }) => {
  const { locale } = await parent()
  const words = publicWordsOf('public', locale)
  const problems = publicWordsOf('problems', locale)
  const ui = publicWordsOf('ui', locale)
  const { network, receiptSalt } = await intakeKeys(locals)
  return {
    code: { network, salt: receiptSalt },
    reasons: reasons(locale),
    words: {
      ...(await parent()).words,
      said: {
        ...Object.fromEntries(said.map(key => [key, words[key]])),
        ...Object.fromEntries(
          Object.entries(problems).filter(([key]) =>
            /^(?:receipt\.|proof\.|file\.|busy$|no-signal$|report\.(?:too|circle)|input\.)/.test(key)
          )
        ),
        ...Object.fromEntries(
          Object.entries(reasons(locale)).map(([reason, text]) => [`reason.${reason}`, text])
        ),
        slow: ui.slow,
        'went-wrong': ui['went-wrong'],
        ...dayWords(locale)
      } as Record<string, string>
    }
  }
}

const nothing = {
  erased: false,
  sent: false,
  code: '',
  text: '',
  key: '',
  proof: undefined as string | undefined,
  problem: undefined as string | undefined,
  filesAgain: false,
  /** How many seconds, where a refusal asks to wait. */
  wait: undefined as number | undefined,
  found: undefined as (Awaited<ReturnType<typeof code.openWithKeys>> & { status: Standing }) | undefined
}

export const actions = {
  default: event => withForm(event.request, read => comeIn(event, read))
}

const comeIn = async (event: RequestEvent, { form, refused }: ReadForm) => {
  const { locals, url } = event
  const typed = String(form.get('code') ?? '').slice(0, 400)
  const doing = String(form.get('do') ?? 'open')
  const text = String(form.get('text') ?? '').replaceAll('\r\n', '\n')
  const key = String(form.get('key') ?? '')
  const files = form
    .getAll('files')
    .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
  const intake = intakeNow(locals)
  /** What a refusal gives back: everything that was typed, so that nothing is written twice. */
  const typedSoFar = { ...nothing, code: typed, text, key, filesAgain: Boolean(refused) || files.length > 0 }
  let sent = false
  try {
    // a slip is seen by its check digit and counts for no try
    if (!code.isCode(typed)) return fail(404, { ...typedSoFar, problem: 'receipt.unknown' })
    return await throughReceiptDoor(event, async () => {
      const keys = await code.keysOfCode(intake, typed)
      if (doing === 'erase') {
        await code.eraseWithKeys(intake, keys)
        return { ...nothing, erased: true }
      }
      let proof: string | undefined
      let wait: number | undefined
      let problem: string | undefined = refused && problemCode({ code: refused })
      if (!problem && doing === 'say')
        problem = files.length > mostFiles ? 'report.too-many-files' : fileErrors(files)[0]?.code
      try {
        if (doing === 'proof')
          proof = proofDocument(locals, url.origin, await code.proveWithKeys(intake, keys))
        if (doing === 'say' && !problem && (text.trim() !== '' || files.length > 0)) {
          await code.sayWithKeys(locals.actor, intake, keys, { text, files, key }, locals.client)
          sent = true
        }
      } catch (trouble) {
        // what lies behind the code is shown all the same, with the words still in their field
        problem = problemCode(trouble)
        wait = (trouble as { params?: { n?: number } }).params?.n
        if (problem === 'receipt.unknown') throw trouble
      }
      const opened = await code.openWithKeys(intake, keys)
      const found = { ...opened, status: standingWord(opened.standing) }
      if (problem) return fail(wait ? 429 : 422, { ...typedSoFar, found, problem, wait })
      return { ...nothing, code: typed, found, sent, proof }
    })
  } catch (trouble) {
    // sent is sent: only looking again went wrong, and the words must not be sent twice
    const kept = sent ? { ...typedSoFar, text: '', key: '', filesAgain: false } : typedSoFar
    const status = (trouble as { status?: number }).status ?? 503
    return fail(status >= 400 && status < 600 ? status : 503, {
      ...kept,
      sent,
      problem: problemCode(trouble)
    })
  }
}
