// Periods are settings with a day from which they hold; a report is kept for the period of its decision (REP6).
import { expect, test } from 'vitest'
import type { AccountId } from '#kernel/id.ts'
import { deadlineOf } from './deadlines.ts'
import { bodies, decisionKinds, foldReport } from './facts.ts'
import type { Report, ReportFact } from './facts.ts'
import { periodsFrom } from './periods.ts'
import { eraseDayOf, retentionOf, warnUntil } from './retention.ts'
import { longestKeepMonths, recordOnReport } from './steps.ts'

const ana = 'ana' as AccountId
const at = (minutes: number, day = '2026-03-03') =>
  new Date(Date.parse(`${day}T10:00:00Z`) + minutes * 60_000).toISOString()
const arrived: ReportFact = { kind: 'report-arrived', day: '2026-03-02', urgent: false }
const opened: ReportFact = { kind: 'report-opened', at: at(0), by: ana }
const fold = (...facts: ReportFact[]) => foldReport([arrived, ...facts]) as Report
const code = (outcome: ReturnType<typeof recordOnReport>) => (outcome.ok ? 'ok' : outcome.problem.code)
const decided = (change = {}): ReportFact => ({
  kind: 'report-decided',
  at: at(5),
  by: ana,
  decision: 'case',
  ...change
})

const basis = { sr: 'osnov', sq: 'baza', en: 'basis' }
type Set = [
  name: Parameters<ReturnType<typeof periodsFrom>>[0],
  value: number,
  unit: 'days' | 'months',
  from: string
]
const setTo = (...changes: Set[]) =>
  periodsFrom(
    changes.map(([name, value, unit, from], order) => ({
      name,
      value,
      unit,
      from,
      basis,
      setAt: `2026-01-0${order + 1}`,
      by: 'x'
    }))
  )

test('periods are settings', () => {
  expect(deadlineOf(fold(), '2026-03-02', setTo(['acknowledge', 1, 'days', '2026-01-01']))?.day).toBe(
    '2026-03-03'
  )
  expect(deadlineOf(fold(), '2026-03-02', setTo(['acknowledge', 1, 'months', '2026-01-01']))?.day).toBe(
    '2026-04-02'
  )
})
test('a change holds from its day on and rewrites nothing that has begun', () => {
  const changed = setTo(['acknowledge', 3, 'days', '2026-03-03'], ['feedback', 1, 'months', '2026-03-04'])
  // came on the second: seven days, as it was promised
  expect(deadlineOf(fold(), '2026-03-20', changed)?.day).toBe('2026-03-09')
  expect(deadlineOf({ ...fold(), arrivedOn: '2026-03-03' }, '2026-03-20', changed)?.day).toBe('2026-03-06')
  // read on the third: the months had begun under the old rule
  expect(deadlineOf(fold(opened), '2026-03-20', changed)?.day).toBe('2026-06-03')
  const readLater = fold({ ...opened, at: at(0, '2026-03-04') } as ReportFact)
  expect(deadlineOf(readLater, '2026-03-20', changed)?.day).toBe('2026-04-04')
})

test('of two changes for one day the later holds', () => {
  const twice = setTo(['acknowledge', 3, 'days', '2026-03-02'], ['acknowledge', 5, 'days', '2026-03-02'])
  expect(deadlineOf(fold(), '2026-03-02', twice)?.day).toBe('2026-03-07')
})

test('erased by the period of the decision, counted from its day', () => {
  const end = (change: object, ...more: ReportFact[]) => eraseDayOf(fold(opened, decided(change), ...more))
  expect(eraseDayOf(fold(opened))).toBeUndefined()
  expect(end({ decision: 'not-trafficking', reason: 'no-signs' })).toBe('2026-06-01')
  expect(end({ decision: 'cannot-tell', reason: 'not-enough-known' })).toBe('2026-09-03')
  for (const decision of bodies) expect(end({ decision })).toBe('2027-03-03')
  expect(end({ decision: 'case' })).toBe('2028-03-03')
  expect(end({}, { kind: 'decision-undone', at: at(6), by: ana })).toBeUndefined()
  expect(end({}, { kind: 'report-reopened', at: at(60), by: ana, reason: 'new-information' })).toBeUndefined()
  for (const decision of decisionKinds) expect(retentionOf(decision)).toMatch(/^keep-/)
  const shorter = setTo(['keep-case', 1, 'days', '2026-03-04'])
  expect(eraseDayOf(fold(opened, decided()), shorter), 'the day that was told stays').toBe('2028-03-03')
})

test('kept longer only with a day that is later, and not for ever at once', () => {
  const keep = (until: string): ReportFact => ({
    kind: 'kept-longer',
    at: at(60),
    by: ana,
    until,
    reason: 'court-asks'
  })
  const report = fold(opened, decided({ decision: 'not-trafficking', reason: 'no-signs' }))
  expect(code(recordOnReport(report, keep('2026-03-03')))).toBe('report.keep-until-when')
  expect(code(recordOnReport(report, keep('2028-03-04')))).toBe('report.keep-until-when')
  expect(code(recordOnReport(report, keep('2028-03-03')))).toBe('ok')
  expect(longestKeepMonths).toBe(24)
  const kept = fold(opened, decided({ decision: 'not-trafficking', reason: 'no-signs' }), keep('2026-12-24'))
  expect(eraseDayOf(kept)).toBe('2026-12-24')
  expect(eraseDayOf({ ...kept, kept: { until: '2026-05-01', reason: 'court-asks' } }), 'never shorter').toBe(
    '2026-06-01'
  )
  expect(warnUntil('2026-03-03')).toBe('2026-04-02')
})

test('what the reporter erased goes the same night; what is erased has no day any more', () => {
  expect(eraseDayOf(fold(opened, { kind: 'report-erased', day: '2026-03-09' }))).toBe('2026-03-09')
  expect(eraseDayOf(fold({ kind: 'report-erased', day: '2026-03-09', because: 'period' }))).toBeUndefined()
})
