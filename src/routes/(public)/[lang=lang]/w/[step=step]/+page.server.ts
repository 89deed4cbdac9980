import { withForm } from '#app/form.server.ts'
import { noAnswers, questionOf, readAnswers, withoutQuestion } from '#public-script/answers.ts'
import { reportPage } from '../report-page.server.ts'

export const load = async ({ params, locals, parent }) => ({
  title: params.step === 'all' ? 'Fener' : `Fener ${params.step}/7`,
  report: await reportPage(locals, (await parent()).locale),
  answers: noAnswers
})

export const actions = {
  // Without script every button comes here with the whole form and gets it back as typed. Nothing is kept.
  default: ({ request, params }) =>
    withForm(request, ({ form }) => {
      const skipped = questionOf(String(form.get('skip') ?? ''))
      const answers = readAnswers(form)
      return {
        answers: skipped ? withoutQuestion(answers, skipped) : answers,
        key: String(form.get('key') ?? ''),
        ticket: String(form.get('ticket') ?? ''),
        changing: params.step !== 'all' && (form.has('change') || form.has('changing'))
      }
    })
}
