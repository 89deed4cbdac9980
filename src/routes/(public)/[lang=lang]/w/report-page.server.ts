// The words the script says by itself. Placeholders stay: it fills in numbers only.
import { dayWords } from '#locales/day-words.ts'
import { publicWordsOf } from '#locales/words.server.ts'
import type { PublicLocale } from '#kernel/locale.ts'
import { intakeKeys } from '../../intake.server.ts'
import type { ReportPage } from './report-page.ts'

const said = [
  'check.left-out', 'send.locking', 'send.sending', 'send.arrived', 'send.offline', 'send.failed', 'send.slow', 'send.left', 'send.waiting', 'send.work', 'send.wait',
  'file.photo', 'file.other', 'file.cleaning', 'file.clean', 'file.as-is', 'file.remove', 'file.cannot-clean',
  'file.send-as-is', 'file.leave-out', 'voice.label', 'voice.is.own', 'voice.is.changed', 'voice.on', 'voice.stopped',
  'voice.denied'
] as const // prettier-ignore

/** One report, however often its form is posted: 16 random bytes. */
export const randomKey = () => crypto.randomUUID().replaceAll('-', '')

export const reportPage = async (locals: App.Locals, locale: PublicLocale): Promise<ReportPage> => {
  const words = publicWordsOf('public', locale)
  const problems = publicWordsOf('problems', locale)
  return {
    key: randomKey(),
    intake: await intakeKeys(locals),
    words: {
      ...Object.fromEntries(said.map(key => [key, words[key]])),
      ...Object.fromEntries(
        Object.entries(problems).filter(([code]) => /^(?:report|file|flood|busy|gone|input)\b/.test(code))
      ),
      'errors.title': publicWordsOf('ui', locale)['errors.title'],
      ...dayWords(locale)
    }
  }
}
