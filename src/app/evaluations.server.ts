// An evaluation as a reader at the desk may see it, and the numbers it cites as the public may: always through the rule for small ones.
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import { languages, type Language, type Locale, type Trilingual } from '#kernel/locale.ts'
import { protectionOver, type Audience, type Sensitive } from '#kernel/small-numbers.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { publishEvaluation, type PublishEvaluation, type SayCited } from '#plan/evaluations/publish.server.ts'
import { readEvaluation } from '#plan/evaluations/read.server.ts'
import type { CitedValue } from '#plan/evaluations/store.server.ts'
import { evaluationVerbs } from '#plan/evaluations/verbs.ts'
import { missingWords } from '#plan/evaluations/evaluation.ts'
import { distinctIndicators, indicatorCodes, indicatorRows, isIndicatorCode, isSet, latestValue, whichIndicator, type Strategy } from '#plan/index.ts' // prettier-ignore
import { codeLabels } from '#publication/annual-report/words.ts'
import { protectValue, sayValue } from '#publication/annual-report/shown-value.ts'

const localeOf = { sr: 'sr-Latn', sq: 'sq', en: 'en' } as const satisfies Record<Language, Locale>

/** `key` of a stored value: a code, or the id of a row. */
const labelOf = (strategy: Strategy, key: string): Trilingual => {
  if (isIndicatorCode(key)) return codeLabels[key]
  const row = indicatorRows(strategy).find(r => r.indicator.id === key)?.indicator
  return row ? { sr: row.sr, sq: row.sq, en: row.en } : { sr: key, sq: key, en: key }
}
/** What is not in the strategy any more is protected as reports are. */
const sensitivity = (strategy: Strategy, key: string): Sensitive =>
  whichIndicator(strategy, key)?.of ?? 'reports'

const sayFor = ({ indicator, period, value }: CitedValue, strategy: Strategy, audience: Audience) => {
  const to = protectionOver(period, { audience, of: sensitivity(strategy, indicator) })
  const shown = protectValue(value, to)
  const said = Object.fromEntries(
    languages.map(l => [l, sayValue(shown, localeOf[l], toCyrillic).text])
  ) as Trilingual
  return { label: labelOf(strategy, indicator), shown: said, period }
}
const sayToPublic: SayCited = (value, strategy) => sayFor(value, strategy, 'public')

export const publishShown = (actor: Actor, id: string, input: PublishEvaluation, timezone: string) =>
  publishEvaluation(actor, id, input, timezone, sayToPublic)

export const shownEvaluation = async (actor: Actor, id: string, timezone: string) => {
  const { names, cited, stored, strategy, tasks, facts, times, evaluation, type, today } =
    await readEvaluation(actor, id, timezone)
  const person = (account: string) => names.get(account) ?? ''
  const lastWords = new Map<string, { who: string; at: string }>()
  for (const [i, fact] of facts.entries())
    if (fact.kind === 'words-written' || fact.kind === 'recommendation-written')
      lastWords.set(`${fact.kind === 'words-written' ? fact.part : fact.recommendation} ${fact.language}`, {
        who: person(fact.by),
        at: times[i]!.toISOString()
      })
  return {
    id,
    type,
    today,
    evaluation: {
      ...evaluation,
      ready: evaluation.ready && { on: evaluation.ready.on, who: person(evaluation.ready.by) },
      evidence: evaluation.evidence.map(one => {
        const found = one.kind === 'value' ? cited.find(c => c.id === one.value) : undefined
        return { ...one, said: found ? sayFor(found, strategy, 'staff') : null }
      }),
      recommendations: evaluation.recommendations.map(r => ({
        ...r,
        answer: r.answer && { ...r.answer, by: person(r.answer.by) },
        followUps: r.followUps.map(({ task, deadline }) => {
          const of = tasks.find(one => one.id === task)
          return { task, deadline, words: of?.words ?? null, status: of?.state.status ?? null }
        })
      }))
    },
    missing: missingWords(evaluation),
    lastWords: Object.fromEntries(lastWords),
    history: facts
      .map((fact, i) => ({
        kind: fact.kind,
        who: person(fact.by),
        at: times[i]!.toISOString(),
        ...why(fact)
      }))
      .reverse(),
    /** The rule asks for another person than the one who called the findings ready. */
    mine: 'account' in actor && evaluation.ready?.by === actor.account,
    mayWrite: may(actor, evaluationVerbs['evaluation.write']),
    mayAnswer: may(actor, evaluationVerbs['evaluation.answer']),
    mayPublish: may(actor, evaluationVerbs['evaluation.publish']),
    choices: {
      activities: strategy.results_framework.flatMap(t =>
        t.activities.map(a => ({
          id: a.id,
          title: a.title,
          indicators: a.indicators.map(({ id: of, sr, sq, en }) => ({ id: of, words: { sr, sq, en } }))
        }))
      ),
      gaps: strategy.situation_analysis.gaps.map(({ id: of, sr, sq, en }) => ({
        id: of,
        words: { sr, sq, en }
      })),
      institutions: strategy.institutions.items.map(({ id: of, sr, sq, en }) => ({
        id: of,
        words: { sr, sq, en }
      })),
      tasks: tasks.map(({ id: of, words, activity, state }) => ({
        id: of,
        words,
        activity,
        deadline: state.deadline ?? null
      })),
      values: citable(strategy, stored, today)
    }
  }
}

const why = (fact: object): { reason?: string } =>
  'reason' in fact && typeof fact.reason === 'string' ? { reason: fact.reason } : {}

/** Every number that has a value of this year or the last: what may be cited, with its label and its years. */
const citable = (strategy: Strategy, stored: Parameters<typeof latestValue>[0], today: string) => {
  const years = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) - 1]
  const keys = [
    ...distinctIndicators(strategy).map(r => whichIndicator(strategy, r.indicator.id)!.key),
    ...indicatorCodes
  ]
  return [...new Set(keys)].flatMap(key =>
    years.flatMap(year => {
      const period = { from: `${year}-01-01`, to: `${year + 1}-01-01` }
      const found = latestValue(stored, key, period)
      return found && isSet(found.value) ? [{ key, label: labelOf(strategy, key), year, period }] : []
    })
  )
}
