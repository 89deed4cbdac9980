// What became of a report: dated facts and their fold. Facts are codes, days and ids; all words are sealed.
// Of what the reporter does only the day is kept: the hour of a message can be matched with who was seen at a phone.
// What may follow what stands in `steps.ts`; how long a report is kept, in `retention.ts`.
import type { AccountId, ReportId } from '#kernel/id.ts'
import type { Day, Instant } from '#cases/index.ts'
import type { IndicatorListId } from './delphi.ts'
import type { ForTheCounts } from './for-the-counts.ts'
import type { Reading } from './read-indicators.ts'

/** Who can be told. Several may be: a house where people are locked in is for the police and for the labour inspectorate. */
export const bodies = ['police', 'prosecutor', 'labour-inspectorate', 'other-body'] as const
export type Body = (typeof bodies)[number]

export const decisionKinds = ['case', ...bodies, 'not-trafficking', 'cannot-tell'] as const
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

export const maskReasons = ['points-to-witness', 'points-to-other', 'not-needed', 'asked-for'] as const
export type MaskReason = (typeof maskReasons)[number]
export const linkReasons = [
  'same-event',
  'same-place',
  'same-person',
  'same-business',
  'same-reporter'
] as const
export type LinkReason = (typeof linkReasons)[number]
export const unlinkReasons = ['linked-by-mistake', 'different-matter'] as const
export type UnlinkReason = (typeof unlinkReasons)[number]
export const keepReasons = [
  'still-followed',
  'case-needs-it',
  'court-asks',
  'person-asked',
  'same-as-another'
] as const
export type KeepReason = (typeof keepReasons)[number]

/** `also`: further bodies told with the same decision, also beside a case. `counts`: noted for early warning, in clear. */
export type Decision = {
  readonly decision: DecisionKind
  readonly reason?: ReportClosingReason
  readonly also?: readonly Body[]
  readonly counts?: ForTheCounts
}

type ByReporter<Kind extends string, Rest = unknown> = { readonly kind: Kind; readonly day: Day } & Rest
type ByStaff<Kind extends string, Rest = unknown> = {
  readonly kind: Kind
  readonly at: Instant
  readonly by: AccountId
} & Rest

export type ReportFact =
  | ByReporter<'report-arrived', { readonly urgent: boolean }>
  | ByReporter<'reporter-answered'>
  /** Asked for behind the code, or by the retention period: nobody is named. */
  | ByReporter<'report-erased', { readonly by?: AccountId; readonly because?: 'period' }>
  | ByStaff<'report-opened'>
  | ByStaff<'report-assigned', { readonly to: AccountId }>
  | ByStaff<'report-unassigned'>
  | ByStaff<'urgency-marked', { readonly urgent: boolean }>
  | ByStaff<'question-asked'>
  /** The marked parts themselves are sealed beside the fact, all of them anew each time. */
  | ByStaff<'parts-masked', { readonly reasons: readonly MaskReason[] }>
  /** Stands on both reports: each side is told of the other. */
  | ByStaff<'report-linked', { readonly other: ReportId; readonly reason: LinkReason }>
  | ByStaff<'report-unlinked', { readonly other: ReportId; readonly reason: UnlinkReason }>
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
  | ByStaff<'kept-longer', { readonly until: Day; readonly reason: KeepReason }>

export type ReportStep = ReportFact['kind']

export const reportStatuses = ['unread', 'in-work', 'waiting-for-reporter', 'decided', 'erased'] as const
export type ReportStatus = (typeof reportStatuses)[number]

export type ReportLink = {
  readonly other: ReportId
  readonly reason: LinkReason
  readonly at: Instant
  readonly by: AccountId
}

export type Report = {
  readonly status: ReportStatus
  readonly arrivedOn: Day
  readonly urgent: boolean
  readonly openedAt?: Instant
  readonly assignedTo?: AccountId
  readonly askedAt?: Instant
  readonly assessed?: { readonly proposed: Reading; readonly conclusion: Reading }
  readonly maskedAt?: Instant
  readonly links: readonly ReportLink[]
  readonly decided?: Decision & { readonly at: Instant; readonly by: AccountId }
  /** Somebody gave a reason to keep it beyond the period of its decision. */
  readonly kept?: { readonly until: Day; readonly reason: KeepReason }
  /** The reporter wrote and nobody has done anything since. */
  readonly unheard: boolean
  /** Where the report stood before its decision, for undoing it. */
  readonly before?: 'in-work' | 'waiting-for-reporter'
  readonly erased?: { readonly on: Day; readonly because: 'reporter' | 'period' }
}

/** Undefined when the facts do not begin with an arrival: then there is no report. */
export const foldReport = (facts: readonly ReportFact[]): Report | undefined => {
  const [first, ...rest] = facts
  if (first?.kind !== 'report-arrived') return undefined
  const start: Report = {
    status: 'unread',
    arrivedOn: first.day,
    urgent: first.urgent,
    unheard: false,
    links: []
  }
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
    case 'report-unassigned': {
      const { assignedTo: _assigned, ...rest } = report
      return rest
    }
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
    case 'parts-masked':
      return { ...report, maskedAt: fact.at }
    case 'report-linked': {
      const { other, reason, at, by } = fact
      return { ...report, links: [...without(report.links, other), { other, reason, at, by }] }
    }
    case 'report-unlinked':
      return { ...report, links: without(report.links, fact.other) }
    case 'report-decided': {
      const { decision, reason, also, counts, at, by } = fact
      const before = report.status === 'waiting-for-reporter' ? report.status : 'in-work'
      return {
        ...report,
        status: 'decided',
        before,
        decided: {
          decision,
          at,
          by,
          ...(reason ? { reason } : {}),
          ...(also?.length ? { also } : {}),
          ...(counts ? { counts } : {})
        },
        unheard: false
      }
    }
    case 'decision-undone': {
      const { decided: _decided, kept: _kept, before, ...rest } = report
      // What the reporter wrote meanwhile is an answer.
      return { ...rest, status: report.unheard ? 'in-work' : (before ?? 'in-work') }
    }
    case 'report-reopened': {
      const { decided: _decided, kept: _kept, before: _before, ...rest } = report
      return { ...rest, status: 'in-work' }
    }
    case 'kept-longer':
      return { ...report, kept: { until: fact.until, reason: fact.reason } }
    case 'report-erased': {
      // What is counted afterwards is that a report came and went.
      const { arrivedOn, urgent } = report
      const erased = { on: fact.day, because: fact.because ?? 'reporter' } as const
      return { status: 'erased', arrivedOn, urgent, unheard: false, links: [], erased }
    }
  }
}

const without = (links: readonly ReportLink[], other: ReportId) => links.filter(link => link.other !== other)

const minute = 60_000
export const undoMinutes = 10

/** Nothing leaves the house before the decision is settled: no case is opened, no body told, no answer shown. */
export const isSettled = (report: Report, now: Instant): boolean =>
  report.decided !== undefined && Date.parse(now) - Date.parse(report.decided.at) > undoMinutes * minute

export const isRefusal = (decision: DecisionKind): boolean =>
  decision === 'not-trafficking' || decision === 'cannot-tell'

const isBody = (decision: DecisionKind): decision is Body => bodies.some(body => body === decision)

/** Everybody this decision tells, in the order of the list and none twice. */
export const bodiesTold = ({ decision, also = [] }: Decision): readonly Body[] =>
  bodies.filter(body => body === decision || also.includes(body))

/** One body comes first, the rest beside it: how a choice of several bodies is written as a decision. */
export const telling = (chosen: readonly Body[]): Pick<Decision, 'decision' | 'also'> | undefined => {
  const [first, ...also] = bodies.filter(body => chosen.includes(body))
  return first && { decision: first, ...(also.length ? { also } : {}) }
}

export const isHandedOver = (decision: DecisionKind): boolean => isBody(decision)

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
