import { describe, expect, it } from 'vitest'
import {
  foldEvaluation,
  isPublicAddress,
  missingWords,
  nextEvaluationFacts,
  refuseEvaluationFact,
  type EvaluationFact,
  type EvaluationFactKind,
  type EvaluationStatus
} from './evaluation.ts'

const tri = (text: string) => ({ sr: text, sq: `${text} sq`, en: `${text} en` })
const ana = { on: '2026-05-01', by: 'ana' }
const bora = { on: '2026-05-02', by: 'bora' }
const planned: EvaluationFact = {
  ...ana,
  kind: 'evaluation-planned',
  title: tri('Naslov'),
  question: tri('Šta se promenilo?'),
  period: { from: '2026-01-01', to: '2027-01-01' }
}
const written = (part: 'method' | 'findings'): EvaluationFact[] =>
  (['sr', 'sq', 'en'] as const).map(language => ({
    ...ana,
    kind: 'words-written',
    part,
    language,
    text: `${part} ${language}`
  }))
const evidence: EvaluationFact = {
  ...ana,
  kind: 'evidence-added',
  evidence: { id: 'd1', kind: 'words', words: tri('Zapisnik'), address: 'https://example.org/z' }
}
const recommend = (id: string): EvaluationFact => ({
  ...ana,
  kind: 'recommendation-added',
  recommendation: id,
  words: tri(id)
})
const ready: EvaluationFact = { ...ana, kind: 'findings-ready' }
const answer = (id: string, what: 'accepted' | 'partly' | 'not', who = bora): EvaluationFact => ({
  ...who,
  kind: 'recommendation-answered',
  recommendation: id,
  answer: what,
  why: tri('zato'),
  body: 'inst-mp'
})
const follow = (id: string): EvaluationFact => ({
  ...bora,
  kind: 'recommendation-followed',
  recommendation: id,
  task: 'a1-z1',
  deadline: '2026-12-31'
})
const published = (edition: number, who = bora): EvaluationFact => ({
  ...who,
  kind: 'evaluation-published',
  edition
})
const begun: EvaluationFact = { ...ana, kind: 'evaluation-begun' }
const underWay = [planned, begun, ...written('method'), ...written('findings'), evidence, recommend('p1')]
const isReady = [...underWay, recommend('p2'), ready]
const answered = [...isReady, answer('p1', 'accepted'), answer('p2', 'not')]
const followed = [...answered, follow('p1')]
const states: Record<EvaluationStatus, EvaluationFact[]> = {
  planned: [planned],
  'under-way': underWay,
  ready: isReady,
  answered,
  'followed-up': followed
}
const one: Record<EvaluationFactKind, EvaluationFact> = {
  'evaluation-planned': planned,
  'scope-set': { ...ana, kind: 'scope-set', scope: { activities: ['a1'], indicators: [], gaps: [] } },
  'period-set': { ...ana, kind: 'period-set', period: { from: '2026-01-01', to: '2026-07-01' } },
  'words-written': written('method')[0]!,
  'evaluation-begun': begun,
  'evidence-added': evidence,
  'evidence-removed': { ...ana, kind: 'evidence-removed', evidence: 'd1', reason: 'pogrešno' },
  'recommendation-added': recommend('p9'),
  'recommendation-written': {
    ...ana,
    kind: 'recommendation-written',
    recommendation: 'p1',
    language: 'sr',
    text: 'novo'
  },
  'recommendation-removed': {
    ...ana,
    kind: 'recommendation-removed',
    recommendation: 'p1',
    reason: 'dvaput'
  },
  'findings-ready': ready,
  'findings-reopened': { ...ana, kind: 'findings-reopened', reason: 'greška' },
  'recommendation-answered': answer('p1', 'partly'),
  'recommendation-followed': follow('p1'),
  'evaluation-published': published(1),
  'evaluation-withdrawn': { ...ana, kind: 'evaluation-withdrawn', reason: 'povučeno' }
}

describe('where an evaluation stands', () => {
  it.each(Object.entries(states))('is read from its facts: %s', (status, facts) => {
    expect(foldEvaluation(facts).status).toBe(status)
  })
  it('is followed up when every accepted recommendation has a task; what is not accepted needs none', () => {
    expect(foldEvaluation([...isReady, answer('p1', 'not'), answer('p2', 'not')]).status).toBe('followed-up')
    expect(foldEvaluation([...isReady, answer('p1', 'partly')]).status).toBe('ready')
  })
})

describe('every state and every step', () => {
  for (const [status, facts] of Object.entries(states))
    for (const [kind, fact] of Object.entries(one))
      it(`${status}: ${kind}`, () => {
        const refused = refuseEvaluationFact(facts, fact) === 'evaluation.not-now'
        expect(refused).toBe(
          !(nextEvaluationFacts[status as EvaluationStatus] as readonly string[]).includes(kind)
        )
      })
  it('begins with a plan that has words and a period', () => {
    expect(refuseEvaluationFact([], planned)).toBeUndefined()
    expect(refuseEvaluationFact([], begun)).toBe('evaluation.not-now')
    const none = { sr: '', sq: ' ', en: '' }
    expect(refuseEvaluationFact([], { ...planned, title: none } as EvaluationFact)).toBe(
      'evaluation.needs-words'
    )
    expect(
      refuseEvaluationFact([], {
        ...planned,
        period: { from: '2026-02-30', to: '2027-01-01' }
      } as EvaluationFact)
    ).toBe('evaluation.not-a-period')
    expect(
      refuseEvaluationFact([], {
        ...planned,
        period: { from: '2027-01-01', to: '2026-01-01' }
      } as EvaluationFact)
    ).toBe('evaluation.not-a-period')
  })
})

describe('findings are ready', () => {
  it('with a recommendation, evidence and every word in three languages', () => {
    expect(refuseEvaluationFact(underWay, ready)).toBeUndefined()
    expect(refuseEvaluationFact(underWay.slice(0, -1), ready)).toBe('evaluation.needs-recommendation')
    expect(
      refuseEvaluationFact(
        underWay.filter(f => f !== evidence),
        ready
      )
    ).toBe('evaluation.needs-evidence')
    const half: EvaluationFact = {
      ...ana,
      kind: 'words-written',
      part: 'findings',
      language: 'sq',
      text: ' '
    }
    expect(refuseEvaluationFact([...underWay, half], ready)).toBe('evaluation.needs-words')
    expect(missingWords(foldEvaluation([...underWay, half]))).toEqual([
      { part: 'findings', languages: ['sq'] }
    ])
  })
  it('and reopened with a reason; other words of a recommendation need another answer', () => {
    const reopened: EvaluationFact[] = [...answered, one['findings-reopened']]
    const e = foldEvaluation([...reopened, one['recommendation-written']])
    expect(e).toMatchObject({ status: 'under-way', reopenedBecause: 'greška' })
    expect(e.recommendations.map(r => r.answer?.answer ?? null)).toEqual([null, 'not'])
    expect(refuseEvaluationFact(answered, { ...ana, kind: 'findings-reopened', reason: '  ' })).toBe(
      'evaluation.needs-reason'
    )
  })
})

describe('a second person', () => {
  it('answers and publishes what the first one found', () => {
    expect(refuseEvaluationFact(isReady, answer('p1', 'accepted', ana))).toBe(
      'evaluation.needs-another-person'
    )
    expect(refuseEvaluationFact(isReady, published(1, ana))).toBe('evaluation.needs-another-person')
    expect(refuseEvaluationFact(isReady, published(1))).toBeUndefined()
  })
})

describe('a recommendation', () => {
  it('is followed only when it was accepted, at least in part', () => {
    expect(refuseEvaluationFact(isReady, follow('p1'))).toBe('evaluation.not-accepted')
    expect(refuseEvaluationFact(answered, follow('p2'))).toBe('evaluation.not-accepted')
    expect(refuseEvaluationFact(answered, follow('p1'))).toBeUndefined()
    expect(refuseEvaluationFact(answered, follow('p7'))).toBe('evaluation.no-such-part')
  })
  it('is answered with a reason in every language', () => {
    const half = { ...answer('p1', 'not'), why: { sr: 'a', sq: '', en: 'b' } } as EvaluationFact
    expect(refuseEvaluationFact(isReady, half)).toBe('evaluation.needs-words')
  })
})

describe('what is published', () => {
  it('is published again only when something is new, and withdrawn with a reason', () => {
    const out = [...isReady, published(1)]
    expect(foldEvaluation(out)).toMatchObject({ published: { edition: 1 }, changedSincePublished: false })
    expect(refuseEvaluationFact(out, published(2))).toBe('evaluation.nothing-new')
    expect(refuseEvaluationFact([...out, answer('p1', 'not')], published(2))).toBeUndefined()
    expect(refuseEvaluationFact(isReady, one['evaluation-withdrawn'])).toBe('evaluation.not-published')
    const back = foldEvaluation([...out, one['evaluation-withdrawn']])
    expect(back).toMatchObject({ published: null, editions: 2 })
  })
})

it('sends the public only to an address without a name in it', () => {
  expect(isPublicAddress('https://example.org/a')).toBe(true)
  for (const bad of ['http://example.org', 'javascript:alert(1)', 'https://ana:x@example.org', 'nije', ''])
    expect(isPublicAddress(bad), bad).toBe(false)
})
