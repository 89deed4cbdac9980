// The form of an organisation's link. Without script it is posted here, and the receipt stands in the answer itself.
import { fail } from '@sveltejs/kit'
import { withForm, type ReadForm } from '#app/form.server.ts'
import { nearestLocale } from '#kernel/locale.ts'
import { wordsOf } from '#locales/words.server.ts'
import { fileErrors } from '#public-script/file-limits.ts'
import { readReferral, referralErrors, referralReport } from '#reports/professionals/answers.ts'
import { linkOf } from '#reports/professionals/links.server.ts'
import { referByLink } from '#reports/professionals/refer.server.ts'
import { submitOpenReport } from '#reports/server-mode.server.ts'
import { intakeNow } from '../../../intake.server.ts'
import { localNetwork, shown } from '../../../network.ts'
import { problemCode } from '../../../problem-code.ts'
import { reportPage } from '../../w/report-page.server.ts'

export const load = async ({ params, locals }) => {
  const { name } = await linkOf(intakeNow(locals).network, params.link)
  const locale = locals.pageLocale
  const report = await reportPage(locals, locale)
  const words = {
    ...wordsOf('domain', nearestLocale(locale)),
    ...wordsOf('professionals', nearestLocale(locale))
  }
  return {
    organisation: shown(name, locale).text,
    report: {
      ...report,
      words: {
        ...report.words,
        ...Object.fromEntries(Object.entries(words).filter(([key]) => /^report\./.test(key)))
      }
    },
    proWords: words
  }
}

export const actions = {
  default: ({ request, locals, params }) => withForm(request, read => arrive(read, locals, params.link))
}

const arrive = async ({ form, refused }: ReadForm, locals: App.Locals, link: string) => {
  const answers = readReferral(form)
  const key = String(form.get('key') ?? '')
  const back = (status: number, errors: { field: string; code: string }[], problem?: string) =>
    fail(status, { answers, key, errors, problem, receipt: undefined, deadlineDay: undefined })
  if (refused === 'file.too-big-here') return back(413, [{ field: 'files', code: refused }])
  if (refused) return back(503, [], problemCode({ code: refused }))
  const files = form
    .getAll('files')
    .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
  const errors = [
    ...referralErrors(answers, files.length),
    ...fileErrors(files).map(({ code }) => ({ field: 'files', code }))
  ]
  if (errors.length) return back(422, errors)
  const opened = await linkOf(intakeNow(locals).network, link)
  const language = locals.pageLocale
  const { settlements } = localNetwork(locals.network, language)
  const content = referralReport(answers, language, id => settlements.find(place => place.id === id)?.name)
  const intake = intakeNow(locals)
  try {
    const { receipt, deadlineDay } = await submitOpenReport(
      locals.actor,
      intake,
      { content, files, language, key },
      input => referByLink(locals.actor, input, intake.circles, opened, 'server')
    )
    return { receipt, deadlineDay, answers: undefined, key, errors: [], problem: undefined }
  } catch (trouble) {
    return back(503, [], problemCode(trouble))
  }
}
