// The situation brief of a month: the facts of a report on its way out (`publication`), and what a brief adds to them: it is approved by a
// second person who was named, and it goes to the public or, sealed, to the early-warning circle.
import type { AccountId } from '#kernel/id.ts'
import {
  refuseReportFact,
  type ReportFact,
  type ReportRefusal,
  type ReportValue,
  type ReportValues
} from '#publication/index.ts'

export const briefWays = ['published', 'sealed'] as const
export type BriefWay = (typeof briefWays)[number]
export const briefRecipients = ['network', 'ministry', 'neighbours'] as const
export type BriefRecipient = (typeof briefRecipients)[number]

export type BriefFact = ReportFact & {
  /** Who is asked to approve; stands on `sent-for-approval`. */
  readonly approver?: AccountId
  /** What trends and scans had found; stands on `report-drafted`, and anew on `sent-for-approval`. */
  readonly found?: readonly ReportValue[]
}

export type BriefRefusal = ReportRefusal | 'brief.second-person' | 'brief.not-the-approver'

/** Who was asked last. */
export const approverOf = (facts: readonly BriefFact[]): AccountId | undefined =>
  facts.findLast(fact => fact.kind === 'sent-for-approval')?.approver

/** What a brief must hold to beyond a report: nobody approves what they sent, and only the person who was named approves or returns it. */
export const refuseBriefFact = (
  facts: readonly BriefFact[],
  fact: BriefFact,
  values: ReportValues
): BriefRefusal | undefined => {
  const refused = refuseReportFact(facts, fact, values)
  if (refused) return refused
  if (fact.kind === 'sent-for-approval' && (!fact.approver || fact.approver === fact.by))
    return 'brief.second-person'
  if (fact.kind === 'approved' || fact.kind === 'returned')
    return approverOf(facts) === fact.by ? undefined : 'brief.not-the-approver'
  return undefined
}

/** The first of a month: `2026-10` → `2026-10-01`. */
export const firstDay = (month: string): string => `${month}-01`
export const isMonth = (text: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
