// The form of an organisation's link. Without script it is posted here, and the receipt stands in the answer itself.
import { fail } from '@sveltejs/kit'
import { withForm, type ReadForm } from '#app/form.server.ts'
import { Problem } from '#kernel/problem.ts'
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
import { randomKey, reportPage } from '../../w/report-page.server.ts'

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
  // the key stays the same however often the form comes back: a ticket is good for it alone
  const key = /^[0-9a-f]{32}$/.exec(String(form.get('key')))?.[0] ?? randomKey()
  const proof = String(form.get('ticket') ?? '')
  const nothing = {
    receipt: undefined,
    deadlineDay: undefined,
    held: false,
    ticket: undefined,
    wait: undefined
  }
  type Late = { key?: string; ticket?: string | undefined; wait?: number | undefined }
  const back = (
    status: number,
    errors: { field: string; code: string }[],
    problem?: string,
    late: Late = {}
  ) => fail(status, { ...nothing, answers, key, errors, problem, ...late })
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
    const { receipt, deadlineDay, held } = await submitOpenReport(
      locals.actor,
      intake,
      { content, files, language, key, keepFrom: [] },
      { client: locals.client, proof },
      (input, held) => referByLink(locals.actor, input, intake.circles, opened, { mode: 'server', held })
    )
    return { ...nothing, receipt, deadlineDay, held, answers: undefined, key, errors: [], problem: undefined }
  } catch (trouble) {
    // pressed once more it goes as a report of its own, with a code of its own: the page says so
    if (problemCode(trouble) === 'report.sent-before')
      return back(409, [], 'report.sent-before', { key: randomKey() })
    if (!(trouble instanceof Problem) || !trouble.code.startsWith('flood.'))
      return back(503, [], problemCode(trouble))
    const { ticket, n } = trouble.params as { ticket?: string; n?: number }
    return back(429, [], trouble.code, { ticket: ticket ?? proof, wait: n })
  }
}
