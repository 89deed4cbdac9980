// The words the script says by itself. Placeholders stay: it fills in numbers only.
import { monthNames, weekdayNames } from '#locales/format.ts'
import { wordsOf } from '#locales/words.server.ts'
import type { Locale } from '#kernel/locale.ts'
import { intakeKeys } from '../../intake.server.ts'
import type { ReportPage } from './report-page.ts'

const said = [
  'check.left-out', 'send.locking', 'send.sending', 'send.arrived', 'send.offline', 'send.failed', 'send.slow', 'send.left', 'send.work', 'send.wait',
  'file.photo', 'file.other', 'file.cleaning', 'file.clean', 'file.as-is', 'file.remove', 'file.cannot-clean',
  'file.send-as-is', 'file.leave-out'
] as const // prettier-ignore

/** One report, however often its form is posted: 16 random bytes. */
export const randomKey = () => crypto.randomUUID().replaceAll('-', '')

export const reportPage = async (locals: App.Locals, locale: Locale): Promise<ReportPage> => {
  const words = wordsOf('public', locale)
  const problems = wordsOf('problems', locale)
  return {
    key: randomKey(),
    intake: await intakeKeys(locals),
    words: {
      ...Object.fromEntries(said.map(key => [key, words[key]])),
      ...Object.fromEntries(
        Object.entries(problems).filter(([code]) => /^(?:report|file|flood|busy|gone|input)\b/.test(code))
      ),
      'errors.title': wordsOf('ui', locale)['errors.title'],
      weekdays: weekdayNames(locale).join('|'),
      months: monthNames(locale).join('|')
    }
  }
}
