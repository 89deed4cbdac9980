// Where the form goes without script. The receipt stands in the answer itself, so no address and no cookie carries it.
import { fail, redirect } from '@sveltejs/kit'
import { withForm, type ReadForm } from '#app/form.server.ts'
import {
  answerErrors,
  readAnswers,
  reportFrom,
  type AnswerError,
  type Answers
} from '#public-script/answers.ts'
import { fileErrors } from '#public-script/file-limits.ts'
import { Problem } from '#kernel/problem.ts'
import { submitOpenReport } from '../../../intake.server.ts'
import { localNetwork } from '../../../network.ts'
import { problemCode } from '../../../problem-code.ts'
import { randomKey, reportPage } from '../report-page.server.ts'

export const load = async ({ params, locals, request, parent }) => {
  if (request.method === 'GET') redirect(303, `/${params.lang}/w/ok`)
  return { report: await reportPage(locals, (await parent()).locale) }
}

type Answer = {
  answers: Answers | undefined
  key: string
  errors: AnswerError[]
  problem: string | undefined
  /** Where many reports come from one connection: good for this form when the seconds have passed. */
  ticket: string | undefined
  wait: number | undefined
}

const nothing = {
  errors: [] as AnswerError[],
  problem: undefined,
  ticket: undefined,
  wait: undefined,
  receipt: undefined
}

export const actions = {
  default: ({ request, locals }) => withForm(request, read => arrive(read, locals))
}

const arrive = async ({ form, refused }: ReadForm, locals: App.Locals) => {
  const answers = readAnswers(form)
  // the key stays the same however often the form comes back: a ticket is good for it alone
  const key = /^[0-9a-f]{32}$/.exec(String(form.get('key')))?.[0] ?? randomKey()
  const proof = String(form.get('ticket') ?? '')
  const back = (status: number, said: Partial<Answer>) => fail(status, { ...nothing, answers, key, ...said })
  if (refused === 'file.too-big-here')
    return back(413, { errors: [{ question: 2, field: 'upload', code: refused }] })
  if (refused) return back(503, { problem: problemCode({ code: refused }) })
  const files = form
    .getAll('files')
    .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
  const language = locals.pageLocale
  const organisations = locals.network?.intakeOrganisations.length ?? 0
  const errors: AnswerError[] = [...answerErrors(answers, files.length, organisations), ...fileErrors(files)]
  if (errors.length) return back(422, { errors })
  const { settlements } = localNetwork(locals.network, language)
  const content = reportFrom(answers, language, [], id => settlements.find(place => place.id === id)?.name)
  try {
    const { keepFrom } = answers
    const report = { content, files, language, key, keepFrom, proof }
    const { receipt, deadlineDay, held } = await submitOpenReport(locals, report)
    return { ...nothing, receipt, deadlineDay, held, answers: undefined, key }
  } catch (trouble) {
    // pressed once more it goes as a report of its own, with a code of its own: the page says so
    if (problemCode(trouble) === 'report.sent-before')
      return back(409, { problem: 'report.sent-before', key: randomKey() })
    if (!(trouble instanceof Problem) || !trouble.code.startsWith('flood.'))
      return back(503, { problem: problemCode(trouble) })
    const { ticket, n } = trouble.params as { ticket?: string; n?: number }
    return back(429, { problem: trouble.code, ticket: ticket ?? proof, wait: n })
  }
}
