// What stays of an erased case: what the numbers count, under new numbers that nothing ever knew, with the month instead of the day.
// No code word, no account, no organisation, no coded record; of a person only that it was the same person.
import { effectiveFacts } from './facts.ts'
import type { CaseFact, PlainCaseFact } from './facts.ts'

type Step = { kind: string; on: string }
type Part = Step & { programme: string }
type Outcome = { programme: string; months: number; outcome: string; on: string }
export type CountedReferral = {
  id: string
  service: string
  urgency: string
  sentOn: string
  status: string
  steps: readonly Step[]
  /** In a reintegration programme, and how it went on afterwards. */
  parts: readonly Part[]
  outcomes: readonly Outcome[]
}
export type CountedLines = {
  id: string
  openedOn: string
  facts: { id: string; kind: string; on: string; detail: Record<string, string> }[]
  referrals: CountedReferral[]
}

/** Numbers are counted for months, quarters and years, so the month is enough. */
const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** Of which facts something is counted (`indicators.server.ts`), and which of their codes. */
const counted = {
  'case-closed': ['reason'],
  'status-determined': ['person', 'status'],
  'assistance-given': ['person'],
  'referral-sent': ['person', 'referral']
} as const satisfies Partial<Record<PlainCaseFact['kind'], readonly string[]>>
const stepsCounted = ['referral-sent', 'referral-accepted', 'service-delivered']
const partsCounted = ['joined', 'completed', 'left-early']

/** What was corrected away was not, and is not counted afterwards either. */
export const countedLines = (
  openedOn: string,
  facts: readonly CaseFact[],
  referrals: readonly CountedReferral[],
  newId: () => string
): CountedLines => {
  const renamed = new Map<string, string>()
  const rename = (id: string): string => {
    if (!renamed.has(id)) renamed.set(id, newId())
    return renamed.get(id)!
  }
  const plain = effectiveFacts(withDetail(facts))
  return {
    id: newId(),
    openedOn: monthOf(openedOn),
    facts: plain.flatMap(fact => {
      const codes: readonly string[] | undefined = counted[fact.kind as keyof typeof counted]
      if (!codes) return []
      const values = fact as unknown as Record<string, string>
      const detail = Object.fromEntries(
        codes.map(code => [
          code,
          code === 'person' || code === 'referral' ? rename(values[code]!) : values[code]!
        ])
      )
      return [{ id: newId(), kind: fact.kind, on: monthOf(fact.on), detail }]
    }),
    referrals: referrals.map(({ id, service, urgency, sentOn, status, steps, parts, outcomes }) => ({
      id: rename(id),
      service,
      urgency,
      sentOn: monthOf(sentOn),
      status,
      steps: steps
        .filter(step => stepsCounted.includes(step.kind))
        .map(({ kind, on }) => ({ kind, on: monthOf(on) })),
      parts: parts
        .filter(part => partsCounted.includes(part.kind))
        .map(({ programme, kind, on }) => ({ programme, kind, on: monthOf(on) })),
      outcomes: outcomes.map(({ programme, months, outcome, on }) => ({
        programme,
        months,
        outcome,
        on: monthOf(on)
      }))
    }))
  }
}

/** Rows hold what is particular to a fact in `detail`. */
const withDetail = (facts: readonly CaseFact[]): CaseFact[] =>
  facts.map(({ detail, ...fact }: CaseFact & { detail?: object }) => ({ ...fact, ...detail }) as CaseFact)
