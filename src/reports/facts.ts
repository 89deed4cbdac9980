// What became of a report: dated facts and their fold. Facts are codes, days and ids; all words are sealed.
// Of what the reporter does only the day is kept: the hour of a message can be matched with who was seen at a phone.
import type { AccountId } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import type { Day, Instant } from '#cases/index.ts'
import type { IndicatorListId } from './delphi.ts'
import type { Reading } from './read-indicators.ts'

export const decisionKinds = [
  'case',
  'police',
  'labour-inspectorate',
  'other-body',
  'not-trafficking',
  'cannot-tell'
] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** Asked for when the answer is no. The reporter is told this reason, so it must be one that can be said. */
export const reportClosingReasons = [
  'no-signs',
  'other-matter',
  'not-enough-known',
  'could-not-reach-anyone',
  'known-already',
  'test-or-mistake'
] as const
export type ReportClosingReason = (typeof reportClosingReasons)[number]

export const reportReopeningReasons = ['reporter-wrote', 'new-information', 'decided-wrongly'] as const
export type ReportReopeningReason = (typeof reportReopeningReasons)[number]

export type Decision = { readonly decision: DecisionKind; readonly reason?: ReportClosingReason }

type ByReporter<Kind extends string, Rest = unknown> = { readonly kind: Kind; readonly day: Day } & Rest
type ByStaff<Kind extends string, Rest = unknown> = {
  readonly kind: Kind
  readonly at: Instant
  readonly by: AccountId
} & Rest

export type ReportFact =
  | ByReporter<'report-arrived', { readonly urgent: boolean }>
  | ByReporter<'reporter-answered'>
  /** Asked for behind the code, or by the retention period: then nobody is named. */
  | ByReporter<'report-erased', { readonly by?: AccountId }>
  | ByStaff<'report-opened'>
  | ByStaff<'report-assigned', { readonly to: AccountId }>
  | ByStaff<'urgency-marked', { readonly urgent: boolean }>
  | ByStaff<'question-asked'>
  | ByStaff<
      'assessment-recorded',
      {
        readonly list: IndicatorListId
        readonly version: string
        readonly proposed: Reading
        readonly conclusion: Reading
      }
    >
  | ByStaff<'report-decided', Decision>
  | ByStaff<'decision-undone'>
  | ByStaff<'report-reopened', { readonly reason: ReportReopeningReason }>

export type ReportStep = ReportFact['kind']

export const reportStatuses = ['unread', 'in-work', 'waiting-for-reporter', 'decided', 'erased'] as const
export type ReportStatus = (typeof reportStatuses)[number]

const working = [
  'report-assigned',
  'urgency-marked',
  'question-asked',
  'reporter-answered',
  'assessment-recorded',
  'report-decided',
  'report-erased'
] as const satisfies readonly ReportStep[]

/** The reporter may write and erase in every status: that is their report. */
export const nextReportSteps = {
  unread: ['report-opened', 'report-assigned', 'urgency-marked', 'reporter-answered', 'report-erased'],
  'in-work': working,
  'waiting-for-reporter': working,
  decided: ['decision-undone', 'report-reopened', 'report-assigned', 'reporter-answered', 'report-erased'],
  erased: []
} as const satisfies Record<ReportStatus, readonly ReportStep[]>

export type Report = {
  readonly status: ReportStatus
  readonly arrivedOn: Day
  readonly urgent: boolean
  readonly openedAt?: Instant
  readonly assignedTo?: AccountId
  readonly askedAt?: Instant
  readonly assessed?: { readonly proposed: Reading; readonly conclusion: Reading }
  readonly decided?: Decision & { readonly at: Instant; readonly by: AccountId }
  /** The reporter wrote and nobody has done anything since. */
  readonly unheard: boolean
  /** Where the report stood before its decision, for undoing it. */
  readonly before?: 'in-work' | 'waiting-for-reporter'
}

/** Undefined when the facts do not begin with an arrival: then there is no report. */
export const foldReport = (facts: readonly ReportFact[]): Report | undefined => {
  const [first, ...rest] = facts
  if (first?.kind !== 'report-arrived') return undefined
  const start: Report = { status: 'unread', arrivedOn: first.day, urgent: first.urgent, unheard: false }
  return rest.reduce(applyReportFact, start)
}

const applyReportFact = (report: Report, fact: ReportFact): Report => {
  if (report.status === 'erased') return report
  switch (fact.kind) {
    case 'report-arrived':
      return report
    case 'report-opened':
      return {
        ...report,
        status: report.status === 'unread' ? 'in-work' : report.status,
        openedAt: report.openedAt ?? fact.at
      }
    case 'report-assigned':
      return { ...report, assignedTo: fact.to }
    case 'urgency-marked':
      return { ...report, urgent: fact.urgent }
    case 'question-asked':
      return { ...report, status: 'waiting-for-reporter', askedAt: fact.at, unheard: false }
    case 'reporter-answered':
      return {
        ...report,
        status: report.status === 'waiting-for-reporter' ? 'in-work' : report.status,
        unheard: report.status !== 'unread'
      }
    case 'assessment-recorded':
      return { ...report, assessed: { proposed: fact.proposed, conclusion: fact.conclusion }, unheard: false }
    case 'report-decided': {
      const { decision, reason, at, by } = fact
      const before = report.status === 'waiting-for-reporter' ? report.status : 'in-work'
      return {
        ...report,
        status: 'decided',
        before,
        decided: { decision, at, by, ...(reason ? { reason } : {}) },
        unheard: false
      }
    }
    case 'decision-undone': {
      const { decided: _decided, before, ...rest } = report
      // What the reporter wrote meanwhile is an answer.
      return { ...rest, status: report.unheard ? 'in-work' : (before ?? 'in-work') }
    }
    case 'report-reopened': {
      const { decided: _decided, before: _before, ...rest } = report
      return { ...rest, status: 'in-work' }
    }
    case 'report-erased': {
      // What is counted afterwards is that a report came and went.
      const { arrivedOn, urgent } = report
      return { status: 'erased', arrivedOn, urgent, unheard: false }
    }
  }
}

const minute = 60_000
export const undoMinutes = 10

/** Nothing leaves the house before the decision is settled: no case is opened, no body told, no answer shown. */
export const isSettled = (report: Report, now: Instant): boolean =>
  report.decided !== undefined && Date.parse(now) - Date.parse(report.decided.at) > undoMinutes * minute

type Recorded = Outcome<{ readonly facts: readonly ReportFact[] }>

/** One more fact, or why not. Decisions come through `decide` and `undoDecision`, which know more. */
export const recordOnReport = (report: Report, fact: ReportFact): Recorded => {
  const allowed: readonly ReportStep[] = nextReportSteps[report.status]
  if (!allowed.includes(fact.kind)) {
    if (fact.kind === 'report-decided')
      return report.status === 'decided'
        ? refuse('report.already-decided', 409)
        : refuse('report.not-read-yet', 409)
    return refuse('report.not-now', 409, { status: report.status, step: fact.kind })
  }
  if (fact.kind === 'report-decided' && isRefusal(fact.decision) && !fact.reason)
    return refuse('report.reason-missing', 400)
  if (fact.kind === 'decision-undone' && isSettled(report, fact.at))
    return refuse('report.too-late-to-undo', 409, { minutes: undoMinutes })
  return { ok: true, facts: [fact] }
}

export const isRefusal = (decision: DecisionKind): boolean =>
  decision === 'not-trafficking' || decision === 'cannot-tell'

export const decide = (
  report: Report,
  { decision, reason }: Decision,
  now: Instant,
  by: AccountId
): Recorded =>
  recordOnReport(report, {
    kind: 'report-decided',
    at: now,
    by,
    decision,
    // A reason beside a yes would say more about the matter than anybody needs to know.
    ...(reason && isRefusal(decision) ? { reason } : {})
  })

export const undoDecision = (report: Report, now: Instant, by: AccountId): Recorded =>
  recordOnReport(report, { kind: 'decision-undone', at: now, by })

export const publicStatuses = ['read', 'being-checked', 'handed-on', 'closed'] as const
export type PublicStatus = (typeof publicStatuses)[number]

/**
 * What the reporter sees behind the code, in one of four sentences; undefined before anybody has read it and after erasure.
 * A decision shows only once it cannot be undone any more. Which body was told is not said: the code may be in the wrong hands.
 */
export const publicStatus = (
  report: Report,
  now: Instant
): { readonly status: PublicStatus; readonly reason?: ReportClosingReason } | undefined => {
  if (report.status === 'erased' || !report.openedAt) return undefined
  if (report.decided && isSettled(report, now)) {
    const { decision, reason } = report.decided
    if (!isRefusal(decision)) return { status: 'handed-on' }
    return { status: 'closed', ...(reason ? { reason } : {}) }
  }
  const touched = report.decided ?? report.assessed ?? report.askedAt
  return { status: touched ? 'being-checked' : 'read' }
}
