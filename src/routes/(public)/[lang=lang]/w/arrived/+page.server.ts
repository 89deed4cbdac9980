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
import { submitOpenReport } from '../../../intake.server.ts'
import { localNetwork } from '../../../network.ts'
import { problemCode } from '../../../problem-code.ts'
import { reportPage } from '../report-page.server.ts'

export const load = async ({ params, locals, request, parent }) => {
  if (request.method === 'GET') redirect(303, `/${params.lang}/w/ok`)
  return { report: await reportPage(locals, (await parent()).locale) }
}

type Answer = {
  answers: Answers | undefined
  key: string
  errors: AnswerError[]
  problem: string | undefined
}

export const actions = {
  default: ({ request, locals }) => withForm(request, read => arrive(read, locals))
}

const arrive = async ({ form, refused }: ReadForm, locals: App.Locals) => {
  const answers = readAnswers(form)
  const key = String(form.get('key') ?? '')
  const back = (status: number, said: Partial<Answer>) =>
    fail(status, { answers, key, errors: [], problem: undefined, receipt: undefined, ...said })
  if (refused === 'file.too-big-here')
    return back(413, { errors: [{ question: 2, field: 'upload', code: refused }] })
  if (refused) return back(503, { problem: problemCode({ code: refused }) })
  const files = form
    .getAll('files')
    .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
  const language = locals.pageLocale
  const errors: AnswerError[] = [...answerErrors(answers, files.length), ...fileErrors(files)]
  if (errors.length) return back(422, { errors })
  const { settlements } = localNetwork(locals.network, language)
  const content = reportFrom(answers, language, [], id => settlements.find(place => place.id === id)?.name)
  try {
    const { receipt, deadlineDay } = await submitOpenReport(locals, { content, files, language, key })
    return {
      receipt,
      deadlineDay,
      answers: undefined,
      key,
      errors: [] as AnswerError[],
      problem: undefined
    }
  } catch (trouble) {
    return back(503, { problem: problemCode(trouble) })
  }
}
