import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FactId } from '#kernel/id.ts'
import { addDays } from '#services/index.ts'
import {
  caseStatusesOfOurs,
  findPerson,
  foldCase,
  htcdsCaseStatus,
  htcdsTraffickingStatus,
  isReferralPending
} from './case.ts'
import type { Case, PersonInCase } from './case.ts'
import { ana, child, clinic, consentId, fact, lule, newFactId, referralId, she, shelter } from './examples.ts'
import { answers, CaseFact, caseSteps, effectiveFacts, identificationStatuses, personRoles } from './facts.ts'
import { dueOn, overdue } from './due.ts'
import { caseSettings, reflectionDaysOn } from './settings.ts'
import { stages, stageStates, stageStrip } from './stages.ts'
import { decide, nextSteps, recordOnCase, referralsWithoutGround, withdrawConsent } from './steps.ts'

/** Records one after the other; a refusal fails the test and says which. */
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
/** Ana asks, Lule agrees, and a referral may rest on it. */
const agreement = () => {
  const asked = fact('disclosure-asked')
  const agreed = { ...fact('disclosure-agreed', { asked: asked.id }), by: lule }
  const basis = {
    kind: 'without-consent',
    reason: 'life-in-danger',
    secondPerson: lule,
    agreement: asked.id
  } as const
  return { asked, agreed, basis }
}
const begun = () => story(fact('case-opened'), fact('person-recorded'))

test('every maker of facts makes what the schema takes', () => {
  for (const step of caseSteps) expect(CaseFact.safeParse(fact(step)).error, step).toBeUndefined()
  expect(CaseFact.safeParse({ ...fact('case-opened'), note: 'x' }).success).toBe(false)
})

test('a case begins with its opening and nothing else', () => {
  expect(foldCase([])).toBeUndefined()
  expect(code([], fact('person-recorded'))).toBe('case.not-opened')
  const opened = story(fact('case-opened'))
  expect(fold(opened).status).toBe('opened')
  expect(code(opened, fact('case-opened'))).toBe('case.not-now')
})

test('whoever is recorded is presumed, and help is there at once', () => {
  expect(person(begun()).status).toBe('presumed')
  expect(code(begun(), fact('assistance-given'))).toBe('ok')
})

test('help waits for no status', () => {
  const { asked, agreed, basis } = agreement()
  const emergency = fact('referral-sent', { basis })
  for (const status of identificationStatuses) {
    const decided = story(...begun(), fact('status-determined', { status }), asked, agreed)
    for (const step of ['assistance-given', 'referral-sent', 'consent-withdrawn', 'risk-assessed'] as const)
      expect(nextSteps(fold(decided), person(decided))).toContain(step)
    expect(code(decided, emergency)).toBe('ok')
  }
})

test('only authorised bodies identify, and an identification is not talked back', () => {
  const identify = (body: 'NGO' | 'Police') => fact('status-determined', { body })
  expect(code(begun(), identify('NGO'))).toBe('case.body-not-authorised')
  const identified = story(...begun(), identify('Police'))
  expect(code(identified, fact('status-determined', { status: 'presumed' }))).toBe('case.status-steps-back')
  expect(code(identified, fact('status-determined', { status: 'not-a-victim' }))).toBe('ok')
})

test('the reflection period is the one of its day, never under 30 days, never for somebody found not to be a victim', () => {
  expect(reflectionDaysOn('2026-03-02', caseSettings)).toBe(90)
  const periods = [
    { from: '2000-01-01', days: 30 },
    { from: '2024-01-01', days: 90 }
  ]
  expect(reflectionDaysOn('2023-12-31', { ...caseSettings, reflectionPeriods: periods })).toBe(30)
  expect(reflectionDaysOn('2024-01-01', { ...caseSettings, reflectionPeriods: periods })).toBe(90)
  const grant = (days: number) =>
    fact('reflection-period-granted', { days, until: addDays('2026-03-02', days) })
  expect(code(begun(), grant(90))).toBe('ok')
  expect(code(begun(), grant(29))).toBe('case.reflection-too-short')
  expect(code(begun(), fact('reflection-period-granted', { until: '2026-04-01' }))).toBe(
    'case.reflection-too-short'
  )
  const not = story(...begun(), fact('status-determined', { status: 'not-a-victim' }))
  expect(code(not, grant(90))).toBe('case.not-now')
})

test('a referral needs consent for that very body, or a reason and a second person', () => {
  const sent = (change = {}) => fact('referral-sent', change)
  expect(code(begun(), sent())).toBe('consent.missing')
  const agreed = story(...begun(), fact('consent-recorded'))
  expect(code(agreed, sent())).toBe('ok')
  expect(code(agreed, sent({ to: clinic }))).toBe('consent.missing')
})

test('without consent a second person agrees at their own desk, once, for that body and that reason', () => {
  const { asked, agreed, basis } = agreement()
  const sent = (change = {}) => fact('referral-sent', { basis, ...change })
  const waiting = story(...begun(), asked)
  expect(dueOn(fold(waiting), '2026-03-02').map(due => due.kind)).toContain('answer-disclosure')
  expect(code(waiting, sent())).toBe('consent.second-person-needed')
  expect(code(waiting, { ...agreed, by: ana })).toBe('consent.not-the-second')
  expect(code(begun(), fact('disclosure-asked', { secondPerson: ana }))).toBe('consent.second-person-needed')
  const refused = story(...waiting, { ...fact('disclosure-refused', { asked: asked.id }), by: lule })
  expect(code(refused, sent())).toBe('consent.second-person-needed')
  expect(code(refused, agreed)).toBe('consent.nothing-asked')
  const may = story(...waiting, agreed)
  expect(code(may, sent({ to: clinic }))).toBe('consent.second-person-needed')
  expect(code(may, sent({ service: 'legal' }))).toBe('consent.second-person-needed')
  expect(code(may, sent({ basis: { ...basis, reason: 'court-order' } }))).toBe('consent.second-person-needed')
  expect(code(may, { ...sent(), by: lule })).toBe('consent.second-person-needed')
  const told = story(...may, sent())
  expect(fold(told).disclosures[0]?.status).toBe('used')
  expect(code(told, sent({ referral: referralId(1) }))).toBe('consent.second-person-needed')
})

test('taking back consent revokes what rested on it and nothing else', () => {
  const facts = story(
    ...begun(),
    fact('consent-recorded'),
    fact('consent-recorded', { consent: consentId(1), recipient: clinic }),
    fact('referral-sent'),
    fact('referral-sent', {
      referral: referralId(1),
      to: clinic,
      basis: { kind: 'consent', consent: consentId(1) }
    })
  )
  const ids = [newFactId(), newFactId(), newFactId()]
  const at = '2026-03-05T09:00:00.000Z'
  const outcome = withdrawConsent(facts, { person: she, consent: consentId(), by: ana, at, ids })
  if (!outcome.ok) throw outcome.problem
  expect(outcome.facts.map(one => one.kind)).toEqual(['consent-withdrawn', 'referral-revoked'])
  const after = fold([...facts, ...outcome.facts])
  expect(after.referrals.map(one => one.status)).toEqual(['revoked', 'sent'])
  expect(referralsWithoutGround(after, '2026-03-05')).toEqual([])
  expect(
    withdrawConsent(facts, { person: she, consent: consentId(), by: ana, at, ids: ids.slice(0, 1) }).ok
  ).toBe(false)
  expect(
    withdrawConsent([...facts, ...outcome.facts], { person: she, consent: consentId(), by: ana, at, ids }).ok
  ).toBe(false)
})

test('a consent that ran out leaves its referral without ground, and that is late at once', () => {
  const facts = story(...begun(), fact('consent-recorded', { until: '2026-03-10' }), fact('referral-sent'))
  expect(referralsWithoutGround(fold(facts), '2026-03-10')).toEqual([])
  expect(overdue(fold(facts), '2026-03-11').map(due => due.kind)).toContain('revoke-referral')
})

test('a case is not closed over an open referral; closed, it still lets consent be taken back', () => {
  const agreed = story(...begun(), fact('consent-recorded'))
  expect(code(story(...agreed, fact('referral-sent')), fact('case-closed'))).toBe('case.referrals-open')
  const closed = story(...agreed, fact('case-closed'))
  expect(code(closed, fact('consent-withdrawn'))).toBe('ok')
  expect(code(closed, fact('assistance-given'))).toBe('case.closed')
  expect(dueOn(fold(closed), '2030-01-01')).toEqual([])
  const again = story(...closed, fact('case-reopened'))
  expect(fold(again)).toMatchObject({ status: 'active' })
  expect(fold(again).closedOn).toBeUndefined()
})

test('a correction stands beside what it corrects', () => {
  const wrong = fact('risk-assessed', { level: 'low', placement: 'own-home' })
  const facts = story(...begun(), wrong)
  const correction = fact('correction', { of: wrong.id, instead: { ...wrong, level: 'high' } })
  const corrected = story(...facts, correction)
  expect(corrected.slice(0, facts.length)).toEqual(facts)
  expect(person(corrected).risk?.level).toBe('high')
  const undone = story(...corrected, fact('correction', { of: correction.id }))
  expect(person(undone).risk?.level).toBe('low')
  const gone = story(...corrected, fact('correction', { of: wrong.id, seen: correction.id }))
  expect(person(gone).risk).toBeUndefined()
  // two at once: the second sees what the first wrote
  expect(code(corrected, fact('correction', { of: wrong.id }))).toBe('common.changed-by-other')
  expect(code(undone, fact('correction', { of: correction.id }))).toBe('common.changed-by-other')
})

test('a correction changes no subject, reaches nothing unknown and leaves later facts their ground', () => {
  const facts = story(...begun(), fact('consent-recorded'), fact('referral-sent'))
  const [opening, recorded, consent, sent] = facts as [CaseFact, CaseFact, CaseFact, CaseFact]
  expect(code(facts, fact('correction', { of: newFactId() }))).toBe('case.nothing-to-correct')
  expect(code(facts, fact('correction', { of: opening.id }))).toBe('case.correction-changes-subject')
  expect(
    code(facts, fact('correction', { of: recorded.id, instead: fact('person-recorded', { person: child }) }))
  ).toBe('case.correction-changes-subject')
  expect(code(facts, fact('correction', { of: recorded.id }))).toBe('case.correction-breaks-later')
  expect(code(facts, fact('correction', { of: consent.id }))).toBe('case.correction-breaks-later')
  expect(code(facts, fact('correction', { of: sent.id }))).toBe('case.revoke-instead')
  const withdrawn = fact('consent-withdrawn')
  const taken = story(...begun(), fact('consent-recorded'), withdrawn)
  expect(code(taken, fact('correction', { of: withdrawn.id }))).toBe('case.persons-own-act')
})

test('a correction puts no act in another’s name, nor other words under an agreement', () => {
  const { asked, agreed } = agreement()
  const facts = story(...begun(), asked)
  const instead = { ...asked, by: lule, secondPerson: ana }
  expect(code(facts, fact('correction', { of: asked.id, instead }))).toBe('case.correction-changes-subject')
  const later = story(...facts, fact('correction', { of: asked.id, instead: { ...asked, by: lule } }))
  expect(fold(later).disclosures[0]?.askedBy).toBe(ana)
  expect(
    code(story(...facts, agreed), fact('correction', { of: asked.id, instead: { ...asked, to: clinic } }))
  ).toBe('case.correction-changes-subject')
})

test('nothing is recorded before it happened, or twice', () => {
  const one = fact('risk-assessed', { on: '2026-03-03', at: '2026-03-02T10:00:00.000Z' })
  expect(code(begun(), one)).toBe('case.not-yet')
  const facts = begun()
  expect(code(facts, { ...fact('risk-assessed'), id: facts[1]?.id as FactId })).toBe('case.recorded-already')
})

test('a child has a track of its own, and so has anyone whose age is uncertain', () => {
  const facts = story(fact('case-opened'), fact('person-recorded', { under18: 'not-known' }))
  expect(nextSteps(fold(facts), person(facts))).toContain('guardian-appointed')
  expect(overdue(fold(facts), '2026-03-20').map(due => due.kind)).toEqual([
    'assess-risk',
    'appoint-guardian',
    'assess-best-interest',
    'assess-needs'
  ])
  expect(nextSteps(fold(begun()), person(begun()))).not.toContain('guardian-appointed')
  expect(code(begun(), fact('guardian-appointed'))).toBe('case.grown-up')
  const assessed = story(...facts, fact('risk-assessed'))
  const stage = (all: CaseFact[]) => stageStrip(fold(all)).find(one => one.stage === 'needs-and-risk')?.state
  expect(stage(assessed)).toBe('under-way')
  expect(stage(story(...assessed, fact('best-interest-assessed')))).toBe('done')
})

test('a witness is helped but has no status', () => {
  const facts = story(fact('case-opened'), fact('person-recorded', { role: 'witness' }))
  expect(code(facts, fact('assistance-given'))).toBe('ok')
  expect(code(facts, fact('status-determined'))).toBe('case.not-a-victims-step')
  expect(code(facts, fact('protection-asked'))).toBe('ok')
  expect(stageStrip(fold(facts))[0]?.state).toBe('under-way')
})

test('stages run side by side', () => {
  const facts = story(...begun(), fact('proceedings-begun'), fact('assistance-given', { on: '2026-03-04' }))
  expect(stageStrip(fold(facts)).map(one => one.state)).toEqual([
    'done',
    'not-begun',
    'under-way',
    'not-begun',
    'not-begun',
    'under-way'
  ])
  const planned = fact('assistance-planned')
  const ended = story(...facts, planned, fact('assistance-ended', { planned: planned.id, on: '2026-03-09' }))
  expect(stageStrip(fold(ended))[3]).toEqual({ stage: 'longer-support', state: 'done', on: '2026-03-09' })
})

test('what is next has a day and a state', () => {
  const planned = fact('assistance-planned')
  const facts = story(...begun(), fact('reflection-period-granted'), planned)
  const due = (day: string) => dueOn(fold(facts), day).map(one => [one.kind, one.state])
  expect(due('2026-03-03')).toEqual([
    ['assess-risk', 'due'],
    ['assess-needs', 'ahead'],
    ['give-planned-help', 'ahead'],
    ['determine-status', 'ahead'],
    ['review-plan', 'ahead']
  ])
  expect(due('2026-04-02')[2]).toEqual(['give-planned-help', 'late'])
  const given = story(...facts, fact('assistance-given', { planned: planned.id, service: 'legal' }))
  expect(dueOn(fold(given), '2026-04-02').map(one => one.kind)).not.toContain('give-planned-help')
})

test('in the standard: four case statuses, three of trafficking', () => {
  const facts = begun()
  expect(htcdsCaseStatus(fold(facts))).toBe('Active')
  expect(htcdsCaseStatus(fold(story(...facts, fact('follow-up-begun'))))).toBe('FollowUp')
  expect(htcdsCaseStatus(fold(story(...facts, fact('case-closed'))))).toBe('Closed')
  expect(htcdsCaseStatus(fold(story(...facts, fact('case-closed', { reason: 'handed-over' }))))).toBe(
    'ClosedReferred'
  )
  expect(htcdsTraffickingStatus.undetermined).toBe('PossibleVictimOfTrafficking')
})

test('no sequence of allowed facts reaches an undefined state, and the past is never rewritten', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 25, maxLength: 90 }),
      choices => {
        let facts: readonly CaseFact[] = Object.freeze([Object.freeze(fact('case-opened'))])
        let taken = 0
        for (const [which, who, more] of choices) {
          const one = fold(facts)
          const about = who % 6 === 0 ? undefined : one.persons[who % Math.max(1, one.persons.length)]
          const steps = nextSteps(one, about)
          const step = steps[which % steps.length] ?? 'correction'
          const line = about?.plan[more % Math.max(1, about.plan.length)]
          const planned = line?.id
          const asked = one.disclosures[more % Math.max(1, one.disclosures.length)]
          const agreed = one.disclosures.find(each => each.status === 'agreed')
          const known = facts[more % facts.length] as CaseFact
          const next = fact(step, {
            person: step === 'person-recorded' ? (more % 2 ? she : child) : about?.id,
            consent: consentId(more % 3),
            referral: referralId(more % 3),
            status: identificationStatuses[more % 4],
            under18: more % 2 ? 'no' : 'not-known',
            of: known.id,
            instead: more % 2 && known.kind !== 'correction' ? { ...known, on: '2026-03-02' } : undefined,
            to: shelter,
            planned,
            seen: line?.newest,
            asked:
              step === 'correction-answered' || step === 'erasure-answered'
                ? about?.requests.find(each => !each.answeredOn && step.startsWith(each.is))?.id
                : asked?.id,
            deadline: about?.deadlines[0]?.id,
            track: more % 2 ? 'criminal' : 'compensation',
            by: step.startsWith('disclosure-') && step !== 'disclosure-asked' ? lule : ana
          } as object)
          // Only the fields the kind has: what JSON would bring.
          const shape = Object.keys(fact(step))
          const clean = Object.fromEntries(
            Object.entries(next).filter(
              ([key, value]) =>
                value !== undefined &&
                (shape.includes(key) ||
                  key === 'instead' ||
                  (key === 'planned' && step === 'assistance-given'))
            )
          )
          const parsed = CaseFact.safeParse(
            step === 'referral-sent'
              ? {
                  ...clean,
                  basis:
                    more % 3 || !agreed
                      ? { kind: 'consent', consent: consentId(more % 2) }
                      : {
                          kind: 'without-consent',
                          reason: 'life-in-danger',
                          secondPerson: lule,
                          agreement: agreed.id
                        }
                }
              : clean.kind === 'correction'
                ? clean
                : omit(clean, 'instead')
          )
          if (!parsed.success) continue
          const before = JSON.stringify(facts)
          const outcome = recordOnCase(facts, parsed.data)
          expect(JSON.stringify(facts)).toBe(before)
          if (!outcome.ok) {
            expect(outcome.problem.code).toMatch(/^(case|consent|rights|common)\./)
            continue
          }
          taken++
          reached.add(parsed.data.kind)
          facts = Object.freeze([...facts, ...outcome.facts])
          const after = fold(facts)
          expect(after).toEqual(outcome.after)
          expect(caseStatusesOfOurs).toContain(after.status)
          if (after.status === 'opened') expect(after.persons).toEqual([])
          for (const each of after.persons) {
            expect(identificationStatuses).toContain(each.status)
            expect(nextSteps(after, each).length).toBeGreaterThan(0)
          }
          if (after.status === 'closed') expect(after.referrals.some(isReferralPending)).toBe(false)
          expect(nextSteps(after).length).toBeGreaterThan(0)
          const strip = stageStrip(after)
          expect(strip.map(one => one.stage)).toEqual([...stages])
          for (const one of strip) {
            expect(stageStates).toContain(one.state)
            expect(one.on === undefined).toBe(one.state === 'not-begun')
          }
          dueOn(after, '2026-09-01')
          expect(effectiveFacts(facts)[0]?.kind).toBe('case-opened')
        }
        fc.pre(taken > 0)
      }
    ),
    { numRuns: 100, seed: 7 }
  )
  // The walk is worth something only if it gets around.
  expect(reached.size).toBeGreaterThan(caseSteps.length - 8)
})

test('folding and what is due are total over any pile of facts, in any order, also one no rule would let in', () => {
  const any = fc.tuple(fc.constantFrom(...caseSteps), fc.nat(5), fc.nat(40)).map(([step, which, day]) =>
    fact(step, {
      on: addDays('2026-03-02', day),
      ...(step !== 'correction' && 'person' in fact(step) && { person: which % 2 ? she : child }),
      ...(step === 'person-recorded' && { role: personRoles[which % 4], under18: answers[which % 3] })
    } as object)
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), pile => {
      const one = foldCase([fact('case-opened'), ...pile])!
      expect(caseStatusesOfOurs).toContain(one.status)
      dueOn(one, '2026-09-01')
      stageStrip(one)
      for (const about of [undefined, ...one.persons])
        for (const step of caseSteps) expect(decide(one, about, step)).toMatch(/^(allowed|case\.[a-z-]+)$/)
      for (const next of pile) {
        const outcome = recordOnCase([fact('case-opened'), ...pile], { ...next, id: newFactId() })
        if (!outcome.ok) expect(outcome.problem.code).toMatch(/^(case|consent|rights|common)\./)
      }
    }),
    { numRuns: 60, seed: 11 }
  )
})

const omit = (from: Record<string, unknown>, key: string) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key))
