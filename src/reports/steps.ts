// What may be recorded on a report as it stands. Every status meets every step here; a new one of either does not compile
// until somebody has decided.
import type { AccountId } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { addMonths, dayOf } from '#cases/index.ts'
import type { Instant } from '#cases/index.ts'
import { bodiesTold, isRefusal, isSettled, undoMinutes } from './facts.ts'
import type { Decision, Report, ReportFact, ReportStatus, ReportStep } from './facts.ts'

const yes = true
const no = false

/** The reporter may write and erase in every status: that is their report. Who works on it and what it is linked to may change at any time. */
const table = {
  unread: {
    'report-arrived': no,
    'report-opened': yes,
    'report-assigned': yes,
    'report-unassigned': yes,
    'urgency-marked': yes,
    'question-asked': no,
    'reporter-answered': yes,
    'assessment-recorded': no,
    'parts-masked': no,
    'report-linked': yes,
    'report-unlinked': yes,
    'report-decided': no,
    'decision-undone': no,
    'report-reopened': no,
    'kept-longer': no,
    'report-erased': yes
  },
  'in-work': {
    'report-arrived': no,
    'report-opened': no,
    'report-assigned': yes,
    'report-unassigned': yes,
    'urgency-marked': yes,
    'question-asked': yes,
    'reporter-answered': yes,
    'assessment-recorded': yes,
    'parts-masked': yes,
    'report-linked': yes,
    'report-unlinked': yes,
    'report-decided': yes,
    'decision-undone': no,
    'report-reopened': no,
    'kept-longer': no,
    'report-erased': yes
  },
  'waiting-for-reporter': {
    'report-arrived': no,
    'report-opened': no,
    'report-assigned': yes,
    'report-unassigned': yes,
    'urgency-marked': yes,
    'question-asked': yes,
    'reporter-answered': yes,
    'assessment-recorded': yes,
    'parts-masked': yes,
    'report-linked': yes,
    'report-unlinked': yes,
    'report-decided': yes,
    'decision-undone': no,
    'report-reopened': no,
    'kept-longer': no,
    'report-erased': yes
  },
  decided: {
    'report-arrived': no,
    'report-opened': no,
    'report-assigned': yes,
    'report-unassigned': yes,
    'urgency-marked': no,
    'question-asked': no,
    'reporter-answered': yes,
    'assessment-recorded': no,
    // A sheet for one more body may need other parts covered than the first did.
    'parts-masked': yes,
    'report-linked': yes,
    'report-unlinked': yes,
    'report-decided': no,
    'decision-undone': yes,
    'report-reopened': yes,
    'kept-longer': yes,
    'report-erased': yes
  },
  erased: {
    'report-arrived': no,
    'report-opened': no,
    'report-assigned': no,
    'report-unassigned': no,
    'urgency-marked': no,
    'question-asked': no,
    'reporter-answered': no,
    'assessment-recorded': no,
    'parts-masked': no,
    'report-linked': no,
    'report-unlinked': no,
    'report-decided': no,
    'decision-undone': no,
    'report-reopened': no,
    'kept-longer': no,
    'report-erased': no
  }
} as const satisfies Record<ReportStatus, Record<ReportStep, boolean>>

export const reportSteps = Object.keys(table.unread) as readonly ReportStep[]
export const mayFollow = (status: ReportStatus, step: ReportStep): boolean => table[status][step]
const after = (status: ReportStatus) => reportSteps.filter(step => mayFollow(status, step))
export const nextReportSteps: Record<ReportStatus, readonly ReportStep[]> = {
  unread: after('unread'),
  'in-work': after('in-work'),
  'waiting-for-reporter': after('waiting-for-reporter'),
  decided: after('decided'),
  erased: after('erased')
}

/** How far ahead a report can be kept at once; afterwards somebody must say again why. */
export const longestKeepMonths = 24

type Recorded = Outcome<{ readonly facts: readonly ReportFact[] }>

/** One more fact, or why not. Decisions come through `decide` and `undoDecision`, which know more. */
export const recordOnReport = (report: Report, fact: ReportFact): Recorded => {
  if (!mayFollow(report.status, fact.kind)) {
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
  if (fact.kind === 'report-linked' && report.links.some(link => link.other === fact.other))
    return refuse('report.already-linked', 409)
  if (fact.kind === 'report-unlinked' && !report.links.some(link => link.other === fact.other))
    return refuse('report.not-linked', 409)
  if (fact.kind === 'report-unassigned' && !report.assignedTo) return refuse('report.nobodys', 409)
  if (fact.kind === 'kept-longer') {
    const today = dayOf(fact.at)
    if (fact.until <= today || fact.until > addMonths(today, longestKeepMonths))
      return refuse('report.keep-until-when', 400, { months: longestKeepMonths })
  }
  return { ok: true, facts: [fact] }
}

export const decide = (
  report: Report,
  { decision, reason, also, counts }: Decision,
  now: Instant,
  by: AccountId
): Recorded =>
  recordOnReport(report, {
    kind: 'report-decided',
    at: now,
    by,
    decision,
    // A reason beside a yes would say more about the matter than anybody needs to know.
    ...(reason && isRefusal(decision) ? { reason } : {}),
    ...furtherBodies({ decision, also }),
    ...(counts && Object.keys(counts).length ? { counts } : {})
  })

/** Nobody is told of what is no trafficking, and nobody twice. */
const furtherBodies = (decided: Decision) => {
  if (isRefusal(decided.decision)) return {}
  const also = bodiesTold(decided).filter(body => body !== decided.decision)
  return also.length ? { also } : {}
}

export const undoDecision = (report: Report, now: Instant, by: AccountId): Recorded =>
  recordOnReport(report, { kind: 'decision-undone', at: now, by })
