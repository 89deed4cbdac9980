// Where the form goes without script. The receipt stands in the answer itself, so no address and no cookie carries it.
import { fail, redirect } from '@sveltejs/kit'
import { answerErrors, readAnswers, reportFrom, type AnswerError } from '#public-script/answers.ts'
import { fileErrors } from '#public-script/file-limits.ts'
import { localeOfPath } from '#kernel/locale.ts'
import { submitOpenReport } from '../../../intake.server.ts'
import { now } from '#platform/clock.server.ts'
import { localNetwork } from '../../../network.ts'
import { problemCode } from '../../../problem-code.ts'
import { reportPage } from '../report-page.server.ts'

export const load = async ({ params, locals, request, parent }) => {
  if (request.method === 'GET') redirect(303, `/${params.lang}/w/ok`)
  return { report: await reportPage(locals, (await parent()).locale) }
}

export const actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData()
    const answers = readAnswers(form)
    const key = String(form.get('key') ?? '')
    const files = form
      .getAll('files')
      .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
    const language = localeOfPath(params.lang) ?? 'sr-Latn'
    const errors: AnswerError[] = [...answerErrors(answers, files.length), ...fileErrors(files)]
    if (errors.length) return fail(422, { answers, key, errors, problem: undefined, receipt: undefined })
    const { settlements } = localNetwork(locals.network, language, now())
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
      return fail(503, {
        answers,
        key,
        errors: [] as AnswerError[],
        problem: problemCode(trouble),
        receipt: undefined
      })
    }
  }
}
