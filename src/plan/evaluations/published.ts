// What the public reads of an evaluation: an edition, made once from what holds at that moment. Numbers are protected before they come here,
// and nobody's name is in it.

import type { Day, Period } from '#kernel/period.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { Strategy } from '../strategy.ts'
import { taskRows } from '../rows.ts'
import type { Answer, Evaluation, EvaluationType, WordPart } from './evaluation.ts'

export type SaidNumber = { label: Trilingual; shown: Trilingual }
export type PublishedEvaluation = {
  type: EvaluationType
  words: Record<WordPart, Trilingual>
  period: Period
  looksAt: readonly Trilingual[]
  evidence: readonly (
    { words: Trilingual; address: string | null } | (SaidNumber & { asOf: Day; period: Period })
  )[]
  recommendations: readonly {
    words: Trilingual
    answer: { answer: Answer; why: Trilingual; body: Trilingual } | null
    followUps: readonly { task: string; words: Trilingual; deadline: Day }[]
  }[]
}
/** A number cited as evidence, as the public may see it; undefined when it is not there any more. */
export type SayNumber = (value: string) => (SaidNumber & { period: Period }) | undefined

const pick = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })

export const publishedEvaluation = (
  type: EvaluationType,
  e: Evaluation,
  strategy: Strategy,
  sayNumber: SayNumber
): PublishedEvaluation => {
  const activities = strategy.results_framework.flatMap(t => t.activities)
  const tasks = new Map(taskRows(strategy).map(({ task }) => [task.id, pick(task)]))
  const bodies = new Map(strategy.institutions.items.map(i => [i.id, pick(i)]))
  return {
    type,
    words: e.words,
    period: e.period,
    looksAt: [
      ...activities.filter(a => e.scope.activities.includes(a.id)).map(a => a.title),
      ...activities
        .flatMap(a => a.indicators)
        .filter(i => e.scope.indicators.includes(i.id))
        .map(pick),
      ...strategy.situation_analysis.gaps.filter(g => e.scope.gaps.includes(g.id)).map(pick)
    ],
    evidence: e.evidence.flatMap<PublishedEvaluation['evidence'][number]>(one => {
      if (one.kind === 'words') return [{ words: one.words, address: one.address }]
      const said = sayNumber(one.value)
      return said ? [{ ...said, asOf: one.asOf }] : []
    }),
    recommendations: e.recommendations.map(({ words, answer, followUps }) => ({
      words,
      answer: answer && {
        answer: answer.answer,
        why: answer.why,
        body: bodies.get(answer.body) ?? { sr: answer.body, sq: answer.body, en: answer.body }
      },
      followUps: followUps.flatMap(({ task, deadline }) => {
        const of = tasks.get(task)
        return of ? [{ task, words: of, deadline }] : []
      })
    }))
  }
}
