// Coming back. With script this page only hands over words and the salt; without, the code is opened in the server's memory and
// travels on as a hidden field of the answer, never in an address or a cookie.
import { fail } from '@sveltejs/kit'
import { withForm } from '#app/form.server.ts'
import { dayWords } from '#locales/day-words.ts'
import { publicWordsOf } from '#locales/words.server.ts'
import { eraseWithCode, intakeKeys, openWithCode, sayWithCode } from '../../intake.server.ts'
import { problemCode } from '../../problem-code.ts'

const said = [
  'return.opening', 'return.erase-on', 'return.from-team', 'return.from-you', 'return.locked', 'return.sent',
  'state.received', 'state.read', 'state.checking', 'state.handed', 'state.closed'
] as const // prettier-ignore

export const load = async ({ locals, parent }) => {
  const { locale } = await parent()
  const words = publicWordsOf('public', locale)
  const problems = publicWordsOf('problems', locale)
  const ui = publicWordsOf('ui', locale)
  const { network, receiptSalt } = await intakeKeys(locals)
  return {
    code: { network, salt: receiptSalt },
    words: {
      ...(await parent()).words,
      said: {
        ...Object.fromEntries(said.map(key => [key, words[key]])),
        'receipt.unknown': problems['receipt.unknown'],
        'report.circle': problems['report.circle'],
        'no-signal': ui['slow'],
        busy: problems.busy,
        slow: ui.slow,
        'went-wrong': ui['went-wrong'],
        ...dayWords(locale)
      } as Record<string, string>
    }
  }
}

export const actions = {
  default: ({ request, locals }) => withForm(request, ({ form }) => comeIn(form, locals))
}

const comeIn = async (form: FormData, locals: App.Locals) => {
  const code = String(form.get('code') ?? '').slice(0, 400)
  const doing = String(form.get('do') ?? 'open')
  try {
    if (doing === 'erase') {
      await eraseWithCode(locals, code)
      return { erased: true, code: '', found: undefined, sent: false, problem: undefined }
    }
    const text = String(form.get('text') ?? '')
    const sent = doing === 'say' && text.trim() !== ''
    if (sent) await sayWithCode(locals, code, text, String(form.get('key') ?? ''))
    const found = await openWithCode(locals, code)
    if (!found) return fail(404, { erased: false, code, found, sent: false, problem: 'receipt.unknown' })
    return { erased: false, code, found, sent, problem: undefined }
  } catch (trouble) {
    return fail(503, { erased: false, code, found: undefined, sent: false, problem: problemCode(trouble) })
  }
}
