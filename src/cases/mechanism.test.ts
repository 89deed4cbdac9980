// The steps of the referral mechanism beside identification: needs, safety, plan and money, child track, court, return, follow-up.
import { expect, test } from 'vitest'
import { findPerson, foldCase } from './case.ts'
import type { Case } from './case.ts'
import { clinic, fact, newFactId, she } from './examples.ts'
import type { CaseFact } from './facts.ts'
import { dueOn } from './due.ts'
import { compensationOpen, needsWithoutPlan } from './person-in-case.ts'
import type { PersonInCase } from './person-in-case.ts'
import { recordOnCase } from './steps.ts'

const story = (...facts: CaseFact[]): CaseFact[] =>
  facts.reduce<CaseFact[]>((known, next) => {
    const outcome = recordOnCase(known, next)
    if (!outcome.ok) throw outcome.problem
    return [...known, ...outcome.facts]
  }, [])
const fold = (facts: readonly CaseFact[]) => foldCase(facts) as Case
const person = (facts: readonly CaseFact[]) => findPerson(fold(facts), she) as PersonInCase
const code = (facts: readonly CaseFact[], next: CaseFact) => {
  const outcome = recordOnCase(facts, next)
  return outcome.ok ? 'ok' : outcome.problem.code
}
const begun = () => story(fact('case-opened'), fact('person-recorded'))
const ofChild = () => story(fact('case-opened'), fact('person-recorded', { under18: 'not-known' }))
const due = (facts: readonly CaseFact[], day: string) => dueOn(fold(facts), day).map(one => one.kind)

test('needs are answered by the plan, one by one', () => {
  const assessed = story(...begun(), fact('needs-assessed'))
  expect(needsWithoutPlan(person(assessed))).toEqual(['shelter', 'legal'])
  expect(due(assessed, '2026-03-02')).toContain('plan-assistance')
  const planned = story(
    ...assessed,
    fact('assistance-planned'),
    fact('assistance-planned', { service: 'shelter' })
  )
  expect(needsWithoutPlan(person(planned))).toEqual([])
  expect(due(planned, '2026-03-02')).not.toContain('plan-assistance')
})

test('high risk asks for a safety plan, and a safety plan for its review', () => {
  const high = story(...begun(), fact('risk-assessed'))
  expect(due(high, '2026-03-02')).toContain('make-safety-plan')
  expect(code(high, fact('safety-plan-reviewed'))).toBe('case.no-safety-plan')
  expect(code(high, fact('safety-plan-made', { reviewOn: '2026-03-02' }))).toBe('case.review-before')
  const made = story(...high, fact('safety-plan-made'))
  expect(due(made, '2026-03-02')).not.toContain('make-safety-plan')
  const again = story(...made, fact('safety-plan-reviewed'))
  expect(dueOn(fold(again), '2026-03-02').find(one => one.kind === 'review-safety-plan')?.day).toBe(
    '2026-05-01'
  )
})

test('only the person ends a reflection period, and only one that runs', () => {
  expect(code(begun(), fact('reflection-period-ended'))).toBe('case.no-reflection-period')
  const granted = story(...begun(), fact('reflection-period-granted'))
  const ended = story(...granted, fact('reflection-period-ended', { on: '2026-03-20' }))
  expect(dueOn(fold(ended), '2026-03-20').find(one => one.kind === 'determine-status')?.day).toBe(
    '2026-03-20'
  )
  expect(code(ended, fact('reflection-period-ended', { on: '2026-03-21' }))).toBe('case.no-reflection-period')
  expect(code(granted, fact('reflection-period-ended', { on: '2026-06-01' }))).toBe(
    'case.no-reflection-period'
  )
})

test('whoever changes a line of the plan has seen its newest state, or is told', () => {
  const planned = fact('assistance-planned')
  const facts = story(...begun(), planned)
  const mine = fact('assistance-replanned', { planned: planned.id, seen: planned.id, until: '2026-05-01' })
  const theirs = fact('assistance-replanned', { planned: planned.id, seen: planned.id, until: '2026-06-01' })
  const changed = story(...facts, mine)
  expect(person(changed).plan[0]).toMatchObject({ until: '2026-05-01', owner: clinic, newest: mine.id })
  expect(code(changed, theirs)).toBe('common.changed-by-other')
  expect(code(changed, { ...theirs, seen: mine.id })).toBe('ok')
  expect(code(changed, { ...theirs, planned: newFactId() })).toBe('case.not-planned')
})

test('money is whole cents, spent line by line, also after the line has ended', () => {
  const planned = fact('assistance-planned', { cents: 10_000 })
  const facts = story(
    ...begun(),
    planned,
    fact('money-spent', { planned: planned.id }),
    fact('assistance-ended', { planned: planned.id }),
    fact('money-spent', { planned: planned.id, cents: 1 })
  )
  expect(person(facts).plan[0]).toMatchObject({
    cents: 10_000,
    spentCents: 4_001,
    result: 'reached',
    personsView: 'partly-reached'
  })
  expect(code(begun(), fact('money-spent'))).toBe('case.not-planned')
})

test('the review of a plan is due on the day agreed', () => {
  const facts = story(
    ...begun(),
    fact('assistance-planned'),
    fact('plan-reviewed', { reviewOn: '2026-04-15' })
  )
  expect(dueOn(fold(facts), '2026-03-02').find(one => one.kind === 'review-plan')?.day).toBe('2026-04-15')
})

test('a date that must not be missed is late the day after, until it is met', () => {
  const set = fact('legal-deadline-set')
  const facts = story(...begun(), set)
  const late = dueOn(fold(facts), '2026-03-21').find(one => one.kind === 'meet-legal-deadline')
  expect(late?.state).toBe('late')
  const met = story(...facts, fact('legal-deadline-met', { deadline: set.id }))
  expect(due(met, '2026-03-21')).not.toContain('meet-legal-deadline')
  expect(code(met, fact('legal-deadline-met', { deadline: set.id }))).toBe('case.no-such-deadline')
})

test('compensation is open until what was awarded is paid, also after the case is closed', () => {
  expect(code(begun(), fact('compensation-paid'))).toBe('case.nothing-awarded')
  const won = story(
    ...begun(),
    fact('proceedings-begun', { track: 'compensation' }),
    fact('proceedings-ended', { track: 'compensation', outcome: 'granted', cents: 150_000 }),
    fact('case-closed')
  )
  expect(compensationOpen(person(won))).toBe(true)
  const part = story(...won, fact('compensation-paid'))
  expect(compensationOpen(person(part))).toBe(true)
  const whole = story(...part, fact('compensation-paid', { cents: 50_000 }))
  expect(compensationOpen(person(whole))).toBe(false)
  expect(code(whole, fact('compensation-paid'))).toBe('case.nothing-awarded')
})

test('a measure of protection is asked once and answered once', () => {
  const asked = story(...begun(), fact('protection-needs-recorded'), fact('protection-asked'))
  expect(code(asked, fact('protection-asked'))).toBe('case.recorded-already')
  const answered = story(...asked, fact('protection-answered', { granted: false }))
  expect(person(answered).protection).toEqual([
    { measure: 'video-link', askedOn: '2026-03-02', granted: false }
  ])
  expect(code(answered, fact('protection-answered'))).toBe('case.not-asked')
  expect(code(answered, fact('protection-asked'))).toBe('ok')
})

test('nobody returns before the risk of it is assessed', () => {
  expect(code(begun(), fact('returned'))).toBe('case.return-risk-first')
  expect(code(story(...begun(), fact('return-risk-assessed')), fact('returned'))).toBe('ok')
})

test('three follow-ups: after three, six and twelve months, each answered by a visit of its own', () => {
  const facts = story(...begun(), fact('follow-up-begun'))
  const day = (all: readonly CaseFact[]) =>
    dueOn(fold(all), '2026-03-02').find(one => one.kind === 'visit-follow-up')?.day
  expect(day(facts)).toBe('2026-06-02')
  const early = story(...facts, fact('follow-up-visited', { on: '2026-03-20' }))
  expect(day(early)).toBe('2026-06-02')
  const first = story(...early, fact('follow-up-visited', { on: '2026-05-20' }))
  expect(day(first)).toBe('2026-09-02')
  const all = story(
    ...first,
    fact('follow-up-visited', { on: '2026-09-05' }),
    fact('follow-up-visited', { on: '2027-02-20' })
  )
  expect(day(all)).toBeUndefined()
})

test('a guardian who is no longer one is missing again', () => {
  const facts = story(...ofChild(), fact('guardian-appointed'))
  expect(due(facts, '2026-03-02')).not.toContain('appoint-guardian')
  const gone = story(...facts, fact('guardian-ended'))
  expect(due(gone, '2026-03-02')).toContain('appoint-guardian')
  expect(code(gone, fact('guardian-ended'))).toBe('case.no-guardian')
})

test('a best-interest decision follows the assessment and is one of the options weighed', () => {
  const decision = fact('best-interest-determined')
  expect(code(ofChild(), decision)).toBe('case.assess-best-interest-first')
  const assessed = story(...ofChild(), fact('best-interest-assessed', { childHeard: 'too-young' }))
  expect(code(assessed, fact('best-interest-determined', { options: ['return'] }))).toBe(
    'case.decision-not-considered'
  )
  expect(code(assessed, decision)).toBe('ok')
})

test('age determined later ends the presumption of minority, or confirms it', () => {
  const grown = story(...ofChild(), fact('age-determined'))
  expect(due(grown, '2026-03-20')).not.toContain('appoint-guardian')
  expect(code(grown, fact('best-interest-assessed'))).toBe('case.grown-up')
  const young = story(...begun(), fact('age-determined', { under18: 'yes' }))
  expect(due(young, '2026-03-20')).toContain('appoint-guardian')
})
