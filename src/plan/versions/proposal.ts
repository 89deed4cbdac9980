// A proposal to change the text: dated facts and a fold. Its wishes are changes to the version it was begun on; another person decides.

import type { Day } from '#kernel/period.ts'
import type { Strategy } from '../strategy.ts'
import { apply, diff, insist, type Change, type Conflict } from './diff.ts'

type Dated = { on: Day; by: string }
/** Where the body that adopted or refused it met, and the number of its decision. */
export type Decision = { metOn: Day; place: string; decision: string }
export type ProposalFact = Dated &
  (
    | { kind: 'begun'; title: string; reason: string; base: number; changes: Change[]; file?: boolean }
    | { kind: 'edited'; changes: Change[] }
    /** Put on the ground of a newer version: all its wishes, as somebody chose between both. */
    | { kind: 'rebased'; base: number; changes: Change[] }
    | { kind: 'sent' }
    | { kind: 'returned'; reason: string }
    | { kind: 'withdrawn' }
    | ({ kind: 'adopted'; version: number } & Decision)
    | ({ kind: 'rejected'; reason: string } & Decision)
  )
export type ProposalFactKind = ProposalFact['kind']
export type ProposalStatus = 'draft' | 'waiting' | 'adopted' | 'rejected' | 'withdrawn'

export type Proposal = {
  status: ProposalStatus
  title: string
  reason: string
  file: boolean
  base: number
  /** In the order they were written; each stands on what the ones before made. */
  steps: readonly (readonly Change[])[]
  /** Whoever wrote in it does not decide about it. */
  writers: ReadonlySet<string>
  returned: string | undefined
  decided: (Dated & Decision & { reason?: string; version?: number }) | undefined
}

export const nextProposalFacts = {
  draft: ['edited', 'rebased', 'sent', 'withdrawn'],
  waiting: ['returned', 'withdrawn', 'adopted', 'rejected'],
  adopted: [],
  rejected: [],
  withdrawn: []
} as const satisfies Record<ProposalStatus, readonly ProposalFactKind[]>

const unwritten: Proposal = {
  status: 'draft',
  title: '',
  reason: '',
  file: false,
  base: 0,
  steps: [],
  writers: new Set(),
  returned: undefined,
  decided: undefined
}

/** Facts in the order they were written, `begun` first. */
export const foldProposal = (facts: readonly ProposalFact[]): Proposal =>
  facts.reduce<Proposal>((p, fact) => {
    const wrote = new Set([...p.writers, fact.by])
    switch (fact.kind) {
      case 'begun': {
        const { title, reason, base, changes, file = false } = fact
        return { ...p, title, reason, base, file, steps: [changes], writers: wrote }
      }
      case 'edited':
        return { ...p, steps: [...p.steps, fact.changes], writers: wrote }
      case 'rebased':
        return { ...p, base: fact.base, steps: [fact.changes], writers: wrote }
      case 'sent':
        return { ...p, status: 'waiting', returned: undefined }
      case 'returned':
        return { ...p, status: 'draft', returned: fact.reason }
      case 'withdrawn':
        return { ...p, status: 'withdrawn' }
      case 'adopted':
      case 'rejected':
        return { ...p, status: fact.kind, decided: fact }
      default:
        return fact satisfies never
    }
  }, unwritten)

/** The text as the proposal wants it, on the version it was begun on. */
export const wantedText = (base: Strategy, { steps }: Pick<Proposal, 'steps'>): Strategy =>
  steps.reduce((text, changes) => apply(text, changes).text, base)

/** The wishes as they read on the newest version, and what both changed meanwhile. */
export const onto = (base: Strategy, proposal: Pick<Proposal, 'steps'>, newest: Strategy) => {
  const made = apply(newest, diff(base, wantedText(base, proposal)))
  return { text: made.text, changes: diff(newest, made.text), conflicts: made.conflicts }
}

/** A conflict by name, to be chosen. */
export const nameOf = (change: Change): string =>
  change.kind === 'reordered'
    ? `${change.parent} ${change.slot}`
    : change.kind === 'changed'
      ? `${change.id} ${change.field}`
      : change.id

/** What remains of the wishes when the proposal's side is kept in some conflicts and given up in the others. */
export const settled = (
  newest: Strategy,
  { text, conflicts }: { text: Strategy; conflicts: readonly Conflict[] },
  keep: ReadonlySet<string>
): Change[] => {
  const insisted = conflicts.filter(c => keep.has(nameOf(c.change))).map(insist)
  return diff(
    newest,
    apply(
      text,
      insisted.filter(c => c !== undefined)
    ).text
  )
}

export type ProposalRefusal =
  | 'proposal.not-now'
  | 'proposal.decided-by-another'
  | 'proposal.needs-reason'
  | 'proposal.not-yet'
  | 'proposal.needs-words'

/** Is it time, and may this person? What the text itself must be is asked elsewhere. */
export const refuseProposalFact = (proposal: Proposal, fact: ProposalFact): ProposalRefusal | undefined => {
  const allowed: readonly ProposalFactKind[] = nextProposalFacts[proposal.status]
  if (!allowed.includes(fact.kind)) return 'proposal.not-now'
  if (fact.kind === 'adopted' || fact.kind === 'rejected') {
    if (proposal.writers.has(fact.by)) return 'proposal.decided-by-another'
    if (!fact.place.trim() || !fact.decision.trim()) return 'proposal.needs-words'
    if (fact.metOn > fact.on) return 'proposal.not-yet'
  }
  if ((fact.kind === 'rejected' || fact.kind === 'returned') && !fact.reason.trim())
    return 'proposal.needs-reason'
  return undefined
}
