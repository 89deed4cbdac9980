import { progressNow, sayings } from '#app/public-progress.server.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { addDays } from '#kernel/period.ts'
import { notFound } from '#kernel/problem.ts'
import { answerWords, typeWords } from '#plan/evaluations/evaluation.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { t, say, day, base } = sayings(locals.locale)
  const found = (await progressNow(locals)).evaluations.find(one => one.id === params.id)
  if (!found) throw notFound()
  const { type, words, period, looksAt, evidence, recommendations } = found.document
  const fromTo = (p: typeof period) =>
    t('evaluation.public.from-to', { from: day(p.from), to: day(addDays(p.to, -1)) })
  return {
    back: { href: base, text: t('progress.back') },
    kind: say(typeWords[type]),
    heading: say(words.title),
    published: t('evaluation.public.published', { day: day(dayIn(found.at, zone(locals))) }),
    parts: [
      { title: t('evaluation.public.question'), text: say(words.question) },
      { title: t('evaluation.public.method'), text: say(words.method) },
      { title: t('evaluation.public.period'), text: fromTo(period) },
      { title: t('evaluation.public.findings'), text: say(words.findings) }
    ].filter(part => part.text),
    looksAtTitle: t('evaluation.public.looks-at'),
    looksAt: looksAt.map(say),
    evidenceTitle: t('evaluation.public.evidence'),
    evidence: evidence.map(one =>
      'words' in one
        ? { text: say(one.words), address: one.address }
        : {
            text: `${say(one.label)} (${fromTo(one.period)}): ${say(one.shown)}; ${t('evaluation.public.as-of', { day: day(one.asOf) })}`,
            address: null
          }
    ),
    recommendationsTitle: t('evaluation.public.recommendations'),
    recommendations: recommendations.map(r => ({
      text: say(r.words),
      answer: r.answer
        ? `${say(answerWords[r.answer.answer])} (${say(r.answer.body)}): ${say(r.answer.why)}`
        : t('evaluation.public.no-answer'),
      tasks: r.followUps.map(f => ({
        when: t('evaluation.public.follow-up', { day: day(f.deadline) }),
        text: say(f.words)
      }))
    }))
  }
}
