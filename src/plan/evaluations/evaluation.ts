// An impact analysis or an evaluation: what was asked, how it was looked at, what was found, what is recommended, and what became of each
// recommendation. Dated facts and a fold. Where it stands is read from the facts, never set by hand.

import { isDay, type Day, type Period } from '#kernel/period.ts'
import { languages, type Language, type Trilingual } from '#kernel/locale.ts'

export const evaluationTypes = ['impact-analysis', 'evaluation'] as const
export type EvaluationType = (typeof evaluationTypes)[number]
export const answers = ['accepted', 'partly', 'not'] as const
export type Answer = (typeof answers)[number]
/** As the public, the report and the desk say it. */
export const answerWords: Record<Answer, Trilingual> = {
  accepted: { sr: 'Prihvaćeno', sq: 'U pranua', en: 'Accepted' },
  partly: { sr: 'Delimično prihvaćeno', sq: 'U pranua pjesërisht', en: 'Partly accepted' },
  not: { sr: 'Nije prihvaćeno', sq: 'Nuk u pranua', en: 'Not accepted' }
}
export const typeWords: Record<EvaluationType, Trilingual> = {
  'impact-analysis': { sr: 'Analiza uticaja', sq: 'Analizë e ndikimit', en: 'Impact analysis' },
  evaluation: { sr: 'Evaluacija', sq: 'Vlerësim', en: 'Evaluation' }
}
export const wordParts = ['title', 'question', 'method', 'findings'] as const
export type WordPart = (typeof wordParts)[number]

/** What it looks at: ids of the strategy. */
export type Scope = { activities: readonly string[]; indicators: readonly string[]; gaps: readonly string[] }
/** Words with an address, or a number of the plan as it stood on a day: the id of a stored value, which is never edited. */
export type Evidence = { id: string } & (
  | { kind: 'words'; words: Trilingual; address: string | null }
  | { kind: 'value'; indicator: string; value: string; asOf: Day }
)

type Dated = { on: Day; by: string }
export type EvaluationFact = Dated &
  (
    | { kind: 'evaluation-planned'; title: Trilingual; question: Trilingual; period: Period }
    | { kind: 'scope-set'; scope: Scope }
    | { kind: 'period-set'; period: Period }
    | { kind: 'words-written'; part: WordPart; language: Language; text: string }
    | { kind: 'evaluation-begun' }
    | { kind: 'evidence-added'; evidence: Evidence }
    | { kind: 'evidence-removed'; evidence: string; reason: string }
    | { kind: 'recommendation-added'; recommendation: string; words: Trilingual }
    | { kind: 'recommendation-written'; recommendation: string; language: Language; text: string }
    | { kind: 'recommendation-removed'; recommendation: string; reason: string }
    | { kind: 'findings-ready' }
    | { kind: 'findings-reopened'; reason: string }
    /** `body`: an institution of the strategy. */
    | {
        kind: 'recommendation-answered'
        recommendation: string
        answer: Answer
        why: Trilingual
        body: string
      }
    | { kind: 'recommendation-followed'; recommendation: string; task: string; deadline: Day }
    | { kind: 'evaluation-published'; edition: number }
    | { kind: 'evaluation-withdrawn'; reason: string }
  )
export type EvaluationFactKind = EvaluationFact['kind']
export type EvaluationStatus = 'planned' | 'under-way' | 'ready' | 'answered' | 'followed-up'

export type Recommendation = {
  id: string
  words: Trilingual
  answer: { answer: Answer; why: Trilingual; body: string; on: Day; by: string } | null
  followUps: readonly { task: string; deadline: Day; on: Day; by: string }[]
}
export type Evaluation = {
  status: EvaluationStatus
  words: Record<WordPart, Trilingual>
  period: Period
  scope: Scope
  begun: boolean
  evidence: readonly Evidence[]
  recommendations: readonly Recommendation[]
  /** When the findings were said to be ready, and by whom; null again when they are reopened. */
  ready: { on: Day; by: string } | null
  reopenedBecause: string | null
  /** The newest edition the public reads; null while it is kept inside. */
  published: { edition: number; on: Day } | null
  /** Publications and withdrawals so far: the number of the next one is one more. */
  editions: number
  /** Something of what an edition says was written after it. */
  changedSincePublished: boolean
}

export const noWords: Trilingual = { sr: '', sq: '', en: '' }
const untouched: Evaluation = {
  status: 'planned',
  words: { title: noWords, question: noWords, method: noWords, findings: noWords },
  period: { from: '', to: '' },
  scope: { activities: [], indicators: [], gaps: [] },
  begun: false,
  evidence: [],
  recommendations: [],
  ready: null,
  reopenedBecause: null,
  published: null,
  editions: 0,
  changedSincePublished: false
}

const writing = [
  'scope-set',
  'period-set',
  'words-written',
  'evidence-added',
  'evidence-removed',
  'recommendation-added',
  'recommendation-written',
  'recommendation-removed'
] as const
const afterwards = [
  'findings-reopened',
  'recommendation-answered',
  'recommendation-followed',
  'evaluation-published',
  'evaluation-withdrawn'
] as const
/** What may come next. A forgotten status does not compile. */
export const nextEvaluationFacts = {
  planned: [...writing, 'evaluation-begun'],
  // what was published stays within reach of a withdrawal while its findings are worked on again
  'under-way': [...writing, 'findings-ready', 'evaluation-withdrawn'],
  ready: afterwards,
  answered: afterwards,
  'followed-up': afterwards
} as const satisfies Record<EvaluationStatus, readonly EvaluationFactKind[]>

/** Facts in the order they were written; the first is `evaluation-planned`. */
export const foldEvaluation = (facts: readonly EvaluationFact[]): Evaluation => {
  const e = facts.reduce(apply, untouched)
  return { ...e, status: statusOf(e) }
}

const statusOf = (e: Evaluation): EvaluationStatus => {
  if (!e.ready) return e.begun ? 'under-way' : 'planned'
  if (!e.recommendations.every(r => r.answer)) return 'ready'
  // What is not accepted needs no task.
  return e.recommendations.every(r => r.answer!.answer === 'not' || r.followUps.length > 0)
    ? 'followed-up'
    : 'answered'
}

const inside = new Set<EvaluationFactKind>(['evaluation-published', 'evaluation-withdrawn'])
const apply = (before: Evaluation, fact: EvaluationFact): Evaluation => {
  const e = inside.has(fact.kind) ? before : { ...before, changedSincePublished: true }
  const change = (id: string, make: (r: Recommendation) => Recommendation): Evaluation => ({
    ...e,
    recommendations: e.recommendations.map(r => (r.id === id ? make(r) : r))
  })
  switch (fact.kind) {
    case 'evaluation-planned':
      return {
        ...e,
        words: { ...e.words, title: fact.title, question: fact.question },
        period: fact.period
      }
    case 'scope-set':
      return { ...e, scope: fact.scope }
    case 'period-set':
      return { ...e, period: fact.period }
    case 'words-written':
      return {
        ...e,
        words: { ...e.words, [fact.part]: { ...e.words[fact.part], [fact.language]: fact.text } }
      }
    case 'evaluation-begun':
      return { ...e, begun: true }
    case 'evidence-added':
      return { ...e, evidence: [...e.evidence, fact.evidence] }
    case 'evidence-removed':
      return { ...e, evidence: e.evidence.filter(one => one.id !== fact.evidence) }
    case 'recommendation-added':
      return {
        ...e,
        recommendations: [
          ...e.recommendations,
          { id: fact.recommendation, words: fact.words, answer: null, followUps: [] }
        ]
      }
    case 'recommendation-written':
      // An answer is to the words that were read: other words need another answer. It stays in the history.
      return change(fact.recommendation, r => ({
        ...r,
        words: { ...r.words, [fact.language]: fact.text },
        answer: null
      }))
    case 'recommendation-removed':
      return { ...e, recommendations: e.recommendations.filter(r => r.id !== fact.recommendation) }
    case 'findings-ready':
      return { ...e, ready: { on: fact.on, by: fact.by }, reopenedBecause: null }
    case 'findings-reopened':
      return { ...e, ready: null, reopenedBecause: fact.reason }
    case 'recommendation-answered': {
      const { answer, why, body, on, by } = fact
      return change(fact.recommendation, r => ({ ...r, answer: { answer, why, body, on, by } }))
    }
    case 'recommendation-followed': {
      const { task, deadline, on, by } = fact
      return change(fact.recommendation, r => ({
        ...r,
        followUps: [...r.followUps, { task, deadline, on, by }]
      }))
    }
    case 'evaluation-published':
      return {
        ...e,
        published: { edition: fact.edition, on: fact.on },
        editions: fact.edition,
        changedSincePublished: false
      }
    case 'evaluation-withdrawn':
      return { ...e, published: null, editions: e.editions + 1 }
    default:
      return fact satisfies never
  }
}

export type EvaluationRefusal =
  | 'evaluation.not-now'
  | 'evaluation.needs-words'
  | 'evaluation.needs-evidence'
  | 'evaluation.needs-recommendation'
  | 'evaluation.needs-reason'
  | 'evaluation.needs-another-person'
  | 'evaluation.no-such-part'
  | 'evaluation.not-an-address'
  | 'evaluation.not-a-period'
  | 'evaluation.not-accepted'
  | 'evaluation.not-published'
  | 'evaluation.nothing-new'

const complete = (words: Trilingual): boolean => languages.every(l => words[l].trim() !== '')

/** Parts that lack words in a language: they must be there before the findings are called ready. */
export const missingWords = (e: Evaluation): { part: string; languages: Language[] }[] =>
  [
    ...wordParts.map(part => ({ part: part as string, words: e.words[part] })),
    ...e.recommendations.map(r => ({ part: r.id, words: r.words }))
  ]
    .map(({ part, words }) => ({ part, languages: languages.filter(l => words[l].trim() === '') }))
    .filter(one => one.languages.length > 0)

/** An address that the public may be sent to: https, and nobody's name or password in it. */
export const isPublicAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
}

/** Is it time for this fact? Whether this person may is asked elsewhere, except where the rule is that it be another person. */
export const refuseEvaluationFact = (
  facts: readonly EvaluationFact[],
  fact: EvaluationFact
): EvaluationRefusal | undefined => {
  if (facts.length === 0) return fact.kind === 'evaluation-planned' ? refusePlan(fact) : 'evaluation.not-now'
  const e = foldEvaluation(facts)
  const allowed: readonly EvaluationFactKind[] = nextEvaluationFacts[e.status]
  if (!allowed.includes(fact.kind)) return 'evaluation.not-now'
  if ('recommendation' in fact && fact.kind !== 'recommendation-added') {
    const known = e.recommendations.find(r => r.id === fact.recommendation)
    if (!known) return 'evaluation.no-such-part'
    if (fact.kind === 'recommendation-followed') {
      if (!known.answer || known.answer.answer === 'not') return 'evaluation.not-accepted'
      return isDay(fact.deadline) ? undefined : 'evaluation.not-a-period'
    }
  }
  switch (fact.kind) {
    case 'period-set':
      return isPeriod(fact.period) ? undefined : 'evaluation.not-a-period'
    case 'evidence-added': {
      const { evidence } = fact
      if (evidence.kind === 'value') return undefined
      if (!complete(evidence.words)) return 'evaluation.needs-words'
      return evidence.address === null || isPublicAddress(evidence.address)
        ? undefined
        : 'evaluation.not-an-address'
    }
    case 'evidence-removed':
      if (!e.evidence.some(one => one.id === fact.evidence)) return 'evaluation.no-such-part'
      return fact.reason.trim() ? undefined : 'evaluation.needs-reason'
    case 'recommendation-added':
      return languages.some(l => fact.words[l].trim()) ? undefined : 'evaluation.needs-words'
    case 'recommendation-removed':
    case 'findings-reopened':
      return fact.reason.trim() ? undefined : 'evaluation.needs-reason'
    case 'findings-ready':
      if (e.recommendations.length === 0) return 'evaluation.needs-recommendation'
      if (e.evidence.length === 0) return 'evaluation.needs-evidence'
      return missingWords(e).length > 0 ? 'evaluation.needs-words' : undefined
    case 'recommendation-answered': // Whoever found it does not answer it.
      if (e.ready?.by === fact.by) return 'evaluation.needs-another-person'
      return complete(fact.why) ? undefined : 'evaluation.needs-words'
    case 'evaluation-published': // The public reads it: a second person has read it before.
      if (e.ready?.by === fact.by) return 'evaluation.needs-another-person'
      return e.published && !e.changedSincePublished ? 'evaluation.nothing-new' : undefined
    case 'evaluation-withdrawn':
      if (!e.published) return 'evaluation.not-published'
      return fact.reason.trim() ? undefined : 'evaluation.needs-reason'
    default:
      return undefined
  }
}

const isPeriod = ({ from, to }: Period): boolean => isDay(from) && isDay(to) && from < to
const refusePlan = (fact: EvaluationFact & { kind: 'evaluation-planned' }): EvaluationRefusal | undefined => {
  if (!languages.some(l => fact.title[l].trim()) || !languages.some(l => fact.question[l].trim()))
    return 'evaluation.needs-words'
  return isPeriod(fact.period) ? undefined : 'evaluation.not-a-period'
}
