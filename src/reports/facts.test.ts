import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId, ReportId } from '#kernel/id.ts'
import { byDeadline, deadlineOf } from './deadlines.ts'
import {
  bodies,
  bodiesTold,
  decisionKinds,
  foldReport,
  isRefusal,
  isSettled,
  keepReasons,
  linkReasons,
  publicStatus,
  publicStatuses,
  reportClosingReasons,
  reportStatuses,
  telling
} from './facts.ts'
import type { Report, ReportFact, ReportStep } from './facts.ts'
import { eraseDayOf } from './retention.ts'
import { decide, mayFollow, nextReportSteps, recordOnReport, reportSteps, undoDecision } from './steps.ts'

const ana = 'ana' as AccountId
const at = (minutes: number, day = '2026-03-03') =>
  new Date(Date.parse(`${day}T10:00:00Z`) + minutes * 60_000).toISOString()
const arrived: ReportFact = { kind: 'report-arrived', day: '2026-03-02', urgent: false }
const opened: ReportFact = { kind: 'report-opened', at: at(0), by: ana }
const fold = (...facts: ReportFact[]) => foldReport([arrived, ...facts]) as Report
const code = (outcome: ReturnType<typeof decide>) => (outcome.ok ? 'ok' : outcome.problem.code)
const decided = (change = {}): ReportFact => ({
  kind: 'report-decided',
  at: at(5),
  by: ana,
  decision: 'case',
  ...change
})

test('a report is read before it is decided, and decided once', () => {
  expect(foldReport([])).toBeUndefined()
  expect(foldReport([opened])).toBeUndefined()
  expect(code(decide(fold(), { decision: 'case' }, at(1), ana))).toBe('report.not-read-yet')
  expect(code(decide(fold(opened), { decision: 'case' }, at(1), ana))).toBe('ok')
  expect(code(decide(fold(opened, decided()), { decision: 'police' }, at(6), ana))).toBe(
    'report.already-decided'
  )
})

test('a no asks for a reason, a yes keeps none', () => {
  for (const decision of decisionKinds) {
    expect(code(decide(fold(opened), { decision }, at(1), ana))).toBe(
      isRefusal(decision) ? 'report.reason-missing' : 'ok'
    )
    const outcome = decide(fold(opened), { decision, reason: 'no-signs' }, at(1), ana)
    expect(outcome.ok && 'reason' in (outcome.facts[0] as object)).toBe(isRefusal(decision))
  }
})

test('a decision is undone within ten minutes and nothing leaves before', () => {
  const report = fold(opened, decided())
  expect(isSettled(report, at(15))).toBe(false)
  expect(code(undoDecision(report, at(15), ana))).toBe('ok')
  expect(isSettled(report, at(15.1))).toBe(true)
  expect(code(undoDecision(report, at(15.1), ana))).toBe('report.too-late-to-undo')
  expect(code(undoDecision(fold(opened), at(1), ana))).toBe('report.not-now')
})

test('undoing brings back what was, and what the reporter wrote meanwhile', () => {
  const asked: ReportFact = { kind: 'question-asked', at: at(1), by: ana }
  const undone: ReportFact = { kind: 'decision-undone', at: at(6), by: ana }
  const wrote: ReportFact = { kind: 'reporter-answered', day: '2026-03-03' }
  expect(fold(opened, asked, decided(), undone)).toEqual(fold(opened, asked))
  expect(fold(opened, decided(), undone).status).toBe('in-work')
  expect(fold(opened, asked, decided(), wrote, undone)).toMatchObject({ status: 'in-work', unheard: true })
  expect(fold(opened, decided(), wrote)).toMatchObject({ status: 'decided', unheard: true })
})

test('behind the code: four sentences, and a decision only once it stands', () => {
  expect(publicStatus(fold(), at(0))).toBeUndefined()
  expect(publicStatus(fold(opened), at(1))).toEqual({ status: 'read' })
  const asked: ReportFact = { kind: 'question-asked', at: at(1), by: ana }
  expect(publicStatus(fold(opened, asked), at(2))).toEqual({ status: 'being-checked' })
  expect(publicStatus(fold(opened, decided()), at(6))).toEqual({ status: 'being-checked' })
  expect(publicStatus(fold(opened, decided({ decision: 'police' })), at(60))).toEqual({ status: 'handed-on' })
  const closed = fold(opened, decided({ decision: 'cannot-tell', reason: 'not-enough-known' }))
  expect(publicStatus(closed, at(60))).toEqual({ status: 'closed', reason: 'not-enough-known' })
})

test('erased is erased', () => {
  const erased = fold(opened, decided(), { kind: 'report-erased', day: '2026-03-09' })
  expect(erased).toEqual({
    status: 'erased',
    arrivedOn: '2026-03-02',
    urgent: false,
    unheard: false,
    links: [],
    erased: { on: '2026-03-09', because: 'reporter' }
  })
  expect(publicStatus(erased, at(9999))).toBeUndefined()
  expect(deadlineOf(erased, '2026-12-01')).toBeUndefined()
  expect(foldReport([arrived, { kind: 'report-erased', day: '2026-03-09' }, opened])?.status).toBe('erased')
})

test.each([
  ['2026-03-02', 'ahead', 7],
  ['2026-03-06', 'ahead', 3],
  ['2026-03-07', 'due', 2],
  ['2026-03-09', 'due', 0],
  ['2026-03-10', 'late', -1]
])('unread on %s: %s', (today, state, daysLeft) => {
  expect(deadlineOf(fold(), today)).toEqual({ day: '2026-03-09', kind: 'acknowledge', state, daysLeft })
})

test('feedback three months after reading, or after the last day for reading', () => {
  const day = (arrivedOn: string, openedOn: string) =>
    deadlineOf(
      foldReport([
        { kind: 'report-arrived', day: arrivedOn, urgent: false },
        { kind: 'report-opened', at: `${openedOn}T10:00:00.000Z`, by: ana }
      ]) as Report,
      openedOn
    )?.day
  expect(day('2026-03-02', '2026-03-03')).toBe('2026-06-03')
  expect(day('2026-03-02', '2026-04-20')).toBe('2026-06-09')
  expect(day('2025-11-29', '2025-11-30')).toBe('2026-02-28')
  expect(day('2027-11-29', '2027-11-30')).toBe('2028-02-29')
  expect(day('2026-12-30', '2026-12-31')).toBe('2027-03-31')
})

test('urgent means today, also after somebody has looked', () => {
  const urgent: ReportFact = { kind: 'report-arrived', day: '2026-03-02', urgent: true }
  const report = foldReport([urgent, opened]) as Report
  expect(deadlineOf(report, '2026-03-02')).toMatchObject({ kind: 'at-once', state: 'due', daysLeft: 0 })
  expect(deadlineOf(report, '2026-03-03')?.state).toBe('late')
  const marked = fold({ kind: 'urgency-marked', at: at(0), by: ana, urgent: true })
  expect(deadlineOf(marked, '2026-03-02')?.kind).toBe('at-once')
})

test('several bodies can be told, none twice, and nobody of what is no trafficking', () => {
  const given = (choice: Parameters<typeof decide>[1]) => {
    const outcome = decide(fold(opened), choice, at(1), ana)
    const fact = outcome.ok ? outcome.facts[0] : undefined
    return fact?.kind === 'report-decided' ? { decision: fact.decision, also: fact.also } : undefined
  }
  expect(telling([])).toBeUndefined()
  expect(given({ ...telling(['labour-inspectorate', 'police'])! })).toEqual({
    decision: 'police',
    also: ['labour-inspectorate']
  })
  expect(given({ decision: 'police', also: ['police'] })).toEqual({ decision: 'police', also: undefined })
  expect(given({ decision: 'case', also: ['prosecutor'] })).toEqual({
    decision: 'case',
    also: ['prosecutor']
  })
  expect(given({ decision: 'not-trafficking', reason: 'no-signs', also: ['police'] })?.also).toBeUndefined()
  for (const body of bodies) expect(bodiesTold({ decision: body, also: [...bodies] })).toEqual(bodies)
})

test('linked once, taken back once, on both sides alike', () => {
  const other = 'b' as ReportId
  const link = { kind: 'report-linked', at: at(1), by: ana, other, reason: 'same-place' } as const
  const unlink = { kind: 'report-unlinked', at: at(2), by: ana, other, reason: 'different-matter' } as const
  expect(fold(opened, link).links).toMatchObject([{ other, reason: 'same-place', by: ana }])
  expect(fold(opened, link, unlink).links).toEqual([])
  expect(code(recordOnReport(fold(opened, link), link))).toBe('report.already-linked')
  expect(code(recordOnReport(fold(opened), unlink))).toBe('report.not-linked')
})

test('put back to nobody', () => {
  const taken: ReportFact = { kind: 'report-assigned', at: at(1), by: ana, to: ana }
  const back: ReportFact = { kind: 'report-unassigned', at: at(2), by: ana }
  expect(fold(opened, taken).assignedTo).toBe(ana)
  expect(fold(opened, taken, back).assignedTo).toBeUndefined()
  expect(code(recordOnReport(fold(opened), back))).toBe('report.nobodys')
})

test('every status meets every step, and refuses what the table refuses', () => {
  const shown: Record<string, Report> = {
    unread: fold(),
    'in-work': fold(opened),
    'waiting-for-reporter': fold(opened, { kind: 'question-asked', at: at(1), by: ana }),
    decided: fold(opened, decided()),
    erased: fold(opened, { kind: 'report-erased', day: '2026-03-09' })
  }
  for (const status of reportStatuses)
    for (const step of reportSteps) {
      expect(shown[status]?.status).toBe(status)
      const outcome = recordOnReport(shown[status]!, {
        kind: step,
        at: at(6),
        by: ana
      } as unknown as ReportFact)
      if (!mayFollow(status, step)) expect(outcome.ok, `${status} ${step}`).toBe(false)
    }
})

test('the list begins with the nearest deadline', () => {
  const near = deadlineOf(fold(), '2026-03-02')
  const far = deadlineOf(fold(opened), '2026-03-02')
  expect([undefined, far, near].toSorted(byDeadline)).toEqual([near, far, undefined])
})

test('no sequence of allowed facts reaches an undefined state', () => {
  const make = (kind: ReportStep, n: number, minutes: number): ReportFact => {
    const staff = { at: at(minutes), by: ana }
    switch (kind) {
      case 'report-arrived':
        return arrived
      case 'reporter-answered':
      case 'report-erased':
        return { kind, day: '2026-03-04' }
      case 'report-assigned':
        return { kind, ...staff, to: ana }
      case 'urgency-marked':
        return { kind, ...staff, urgent: n % 2 === 0 }
      case 'assessment-recorded':
        return {
          kind,
          ...staff,
          list: 'labour-adults',
          version: '1',
          proposed: 'no-indication',
          conclusion: 'no-indication'
        }
      case 'report-decided':
        return {
          kind,
          ...staff,
          decision: decisionKinds[n % 7] ?? 'case',
          reason: reportClosingReasons[n % 6] ?? 'no-signs'
        }
      case 'report-reopened':
        return { kind, ...staff, reason: 'new-information' }
      case 'parts-masked':
        return { kind, ...staff, reasons: ['points-to-witness'] }
      case 'report-linked':
        return { kind, ...staff, other: `r${n % 3}` as ReportId, reason: linkReasons[n % 5] ?? 'same-event' }
      case 'report-unlinked':
        return { kind, ...staff, other: `r${n % 3}` as ReportId, reason: 'linked-by-mistake' }
      case 'kept-longer':
        return { kind, ...staff, until: '2026-09-01', reason: keepReasons[n % 5] ?? 'court-asks' }
      default:
        return { kind, ...staff }
    }
  }
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 })), { minLength: 5, maxLength: 30 }),
      choices => {
        const facts: ReportFact[] = [arrived]
        let minutes = 0
        for (const [n, passed] of choices) {
          const report = foldReport(facts) as Report
          reached.add(report.status)
          expect(reportStatuses).toContain(report.status)
          expect(report.status === 'decided').toBe(report.decided !== undefined)
          const shown = publicStatus(report, at(minutes))
          if (shown) expect(publicStatuses).toContain(shown.status)
          expect(new Set(report.links.map(link => link.other)).size).toBe(report.links.length)
          expect(eraseDayOf(report) === undefined).toBe(
            report.status !== 'decided' && report.status !== 'erased'
          )
          const owed = deadlineOf(report, '2026-03-20')
          expect(owed === undefined).toBe(report.status === 'decided' || report.status === 'erased')
          const steps: readonly ReportStep[] = nextReportSteps[report.status]
          if (steps.length === 0) break
          expect(steps).toContain('report-erased')
          minutes += passed
          const step = steps[n % steps.length] as ReportStep
          // Erasing ends the walk; let it happen now and then only.
          const outcome = recordOnReport(
            report,
            make(step === 'report-erased' && n % 5 ? 'report-assigned' : step, n, minutes)
          )
          if (outcome.ok) facts.push(...outcome.facts)
        }
      }
    )
  )
  expect([...reached].toSorted()).toEqual([...reportStatuses].toSorted())
})
