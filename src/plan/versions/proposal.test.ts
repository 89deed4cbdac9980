import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadStrategy } from '../load-strategy.ts'
import type { Strategy } from '../strategy.ts'
import { diff } from './diff.ts'
import {
  foldProposal,
  nameOf,
  onto,
  refuseProposalFact,
  settled,
  wantedText,
  type ProposalFact,
  type ProposalFactKind,
  type ProposalStatus
} from './proposal.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded
const edited = (edit: (s: Strategy) => void): Strategy => {
  const copy = structuredClone(strategy)
  edit(copy)
  return copy
}
type Undated<F> = F extends ProposalFact ? Omit<F, 'by' | 'on'> & { on?: string; by?: string } : never
const fact = (f: Undated<ProposalFact>): ProposalFact =>
  ({ by: 'ana', on: '2026-03-01', ...f }) as ProposalFact
const goal = (en: string) =>
  diff(
    strategy,
    edited(s => (s.goals[0]!.en = en))
  )
const begun = fact({ kind: 'begun', title: 't', reason: 'r', base: 1, changes: goal('one') })
const met = { metOn: '2026-02-28', place: 'Ranilug', decision: '12/2026' }

describe('every state and every step', () => {
  const states: Record<ProposalStatus, ProposalFact[]> = {
    draft: [begun],
    waiting: [begun, fact({ kind: 'sent' })],
    adopted: [begun, fact({ kind: 'sent' }), fact({ kind: 'adopted', by: 'jelena', version: 2, ...met })],
    rejected: [begun, fact({ kind: 'sent' }), fact({ kind: 'rejected', by: 'jelena', reason: 'r', ...met })],
    withdrawn: [begun, fact({ kind: 'withdrawn' })]
  }
  const steps: Record<ProposalFactKind, ProposalFact> = {
    begun,
    edited: fact({ kind: 'edited', changes: [] }),
    rebased: fact({ kind: 'rebased', base: 2, changes: [] }),
    sent: fact({ kind: 'sent' }),
    returned: fact({ kind: 'returned', reason: 'r' }),
    withdrawn: fact({ kind: 'withdrawn' }),
    adopted: fact({ kind: 'adopted', by: 'jelena', version: 2, ...met }),
    rejected: fact({ kind: 'rejected', by: 'jelena', reason: 'r', ...met })
  }
  const may: Record<ProposalStatus, ProposalFactKind[]> = {
    draft: ['edited', 'rebased', 'sent', 'withdrawn'],
    waiting: ['returned', 'withdrawn', 'adopted', 'rejected'],
    adopted: [],
    rejected: [],
    withdrawn: []
  }
  for (const status of Object.keys(states) as ProposalStatus[])
    test(status, () => {
      const proposal = foldProposal(states[status])
      expect(proposal.status).toBe(status)
      for (const kind of Object.keys(steps) as ProposalFactKind[])
        expect([kind, refuseProposalFact(proposal, steps[kind])]).toEqual([
          kind,
          may[status].includes(kind) ? undefined : 'proposal.not-now'
        ])
    })
})

test('whoever wrote in it does not decide; who only sent it may', () => {
  const waiting = foldProposal([
    begun,
    fact({ kind: 'edited', by: 'mira', changes: [] }),
    fact({ kind: 'sent', by: 'jelena' })
  ])
  const adopt = (by: string) => refuseProposalFact(waiting, fact({ kind: 'adopted', by, version: 2, ...met }))
  expect(adopt('ana')).toBe('proposal.decided-by-another')
  expect(adopt('mira')).toBe('proposal.decided-by-another')
  expect(adopt('jelena')).toBeUndefined()
})
test('a decision says where and by which number, and was not taken tomorrow', () => {
  const waiting = foldProposal([begun, fact({ kind: 'sent' })])
  const adopt = (over: object) =>
    refuseProposalFact(waiting, fact({ kind: 'adopted', by: 'j', version: 2, ...met, ...over }))
  expect(adopt({ decision: ' ' })).toBe('proposal.needs-words')
  expect(adopt({ metOn: '2026-03-02' })).toBe('proposal.not-yet')
  const reject = fact({ kind: 'rejected', by: 'j', reason: ' ', ...met })
  expect(refuseProposalFact(waiting, reject)).toBe('proposal.needs-reason')
})

describe('the version moved meanwhile', () => {
  const proposal = foldProposal([
    begun,
    fact({
      kind: 'edited',
      changes: diff(
        edited(s => (s.goals[0]!.en = 'one')),
        edited(s => {
          s.goals[0]!.en = 'one'
          s.goals[1]!.en = 'two'
        })
      )
    })
  ])
  const newest = edited(s => {
    s.goals[0]!.en = 'theirs'
    s.goals[2]!.en = 'three'
  })
  test('what nobody else touched is made, the rest is shown with both', () => {
    expect(
      wantedText(strategy, proposal)
        .goals.map(g => g.en)
        .slice(0, 2)
    ).toEqual(['one', 'two'])
    const made = onto(strategy, proposal, newest)
    expect(made.text.goals.map(g => g.en).slice(0, 3)).toEqual(['theirs', 'two', 'three'])
    expect(made.conflicts.map(c => [nameOf(c.change), c.now])).toEqual([['cilj-1 en', 'theirs']])
  })
  test('kept or given up, as somebody chose', () => {
    const made = onto(strategy, proposal, newest)
    const kept = wantedText(newest, { steps: [settled(newest, made, new Set(['cilj-1 en']))] })
    expect(kept.goals.map(g => g.en).slice(0, 3)).toEqual(['one', 'two', 'three'])
    const given = wantedText(newest, { steps: [settled(newest, made, new Set())] })
    expect(given.goals.map(g => g.en).slice(0, 3)).toEqual(['theirs', 'two', 'three'])
  })
})
