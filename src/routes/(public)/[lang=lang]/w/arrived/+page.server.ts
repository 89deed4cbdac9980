// Where the form goes without script. The receipt stands in the answer itself, so no address and no cookie carries it.
import { fail, redirect } from '@sveltejs/kit'
import { answerErrors, readAnswers, reportFrom, type AnswerError } from '#public-script/answers.ts'
import { fileErrors } from '#public-script/file-limits.ts'
import { Problem } from '#kernel/problem.ts'
import { localeOfPath } from '#kernel/locale.ts'
import { submitOpenReport } from '../../../intake.server.ts'
import { localNetwork } from '../../../network.ts'
import { problemCode } from '../../../problem-code.ts'
import { randomKey, reportPage } from '../report-page.server.ts'

export const load = async ({ params, locals, request, parent }) => {
  if (request.method === 'GET') redirect(303, `/${params.lang}/w/ok`)
  return { report: await reportPage(locals, (await parent()).locale) }
}

export const actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData()
    const answers = readAnswers(form)
    // the key stays the same however often the form comes back: a ticket is good for it alone
    const key = /^[0-9a-f]{32}$/.exec(String(form.get('key')))?.[0] ?? randomKey()
    const proof = String(form.get('ticket') ?? '')
    const files = form
      .getAll('files')
      .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
    const language = localeOfPath(params.lang) ?? 'sr-Latn'
    const errors: AnswerError[] = [
      ...answerErrors(answers, files.length, locals.network?.intakeOrganisations.length ?? 0),
      ...fileErrors(files)
    ]
    if (errors.length) return fail(422, { answers, key, errors, problem: undefined, receipt: undefined })
    const { settlements } = localNetwork(locals.network, language)
    const content = reportFrom(answers, language, [], id => settlements.find(place => place.id === id)?.name)
    try {
      const { receipt, deadlineDay, held } = await submitOpenReport(locals, {
        content,
        files,
        language,
        key,
        keepFrom: answers.keepFrom,
        proof
      })
      return {
        receipt,
        deadlineDay,
        held,
        answers: undefined,
        key,
        errors: [] as AnswerError[],
        problem: undefined
      }
    } catch (trouble) {
      const wait =
        trouble instanceof Problem && trouble.code.startsWith('flood.') ? trouble.params : undefined
      return fail(wait ? 429 : 503, {
        answers,
        key,
        ticket: wait?.ticket as string | undefined,
        wait: wait?.n as number | undefined,
        errors: [] as AnswerError[],
        problem: problemCode(trouble),
        receipt: undefined
      })
    }
  }
}
