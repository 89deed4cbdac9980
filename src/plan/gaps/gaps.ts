// Which measures answer which gap. The strategy prints gaps and measures and no line between them, so the lines are a reading: ours ships
// in a file, people confirm or change it, each with a reason. Whether a gap closes is read from the indicators of its measures.

import type { Trilingual } from '#kernel/locale.ts'
import type { Strategy } from '../strategy.ts'
import type { Movement, Way } from '../indicators/movement.ts'

/** As shipped: why this measure answers this gap. */
export type Reading = { gap: string; activity: string; why: Trilingual }

export type GapFact = { gap: string; at: string; by: string; reason: string | null } & (
  | { kind: 'measure-linked'; activity: string }
  | { kind: 'measure-unlinked'; activity: string }
  /** These measures and no others: what somebody confirmed is not "our reading" any longer. */
  | { kind: 'reading-confirmed'; activities: readonly string[] }
)

export type GapLink = {
  activity: string
  /** Words of the shipped reading, or why somebody added it. */
  why: Trilingual | string | null
  from: 'reading' | 'people'
}
export type GapLinks = {
  gap: string
  links: readonly GapLink[]
  /** Whoever changed the links last; null: they are as shipped. */
  changedBy: string | null
  /** Null: nobody has confirmed what stands here. */
  confirmed: { at: string; by: string } | null
}

/** Every gap of the strategy in its order, with what answers it now. Facts in the order they were written. */
export const foldGaps = (
  strategy: Strategy,
  readings: readonly Reading[],
  facts: readonly GapFact[]
): GapLinks[] =>
  strategy.situation_analysis.gaps.map(({ id }) => {
    const first: GapLinks = {
      gap: id,
      links: readings
        .filter(r => r.gap === id)
        .map(({ activity, why }) => ({ activity, why, from: 'reading' })),
      changedBy: null,
      confirmed: null
    }
    return facts.filter(f => f.gap === id).reduce(apply, first)
  })

const apply = (g: GapLinks, fact: GapFact): GapLinks => {
  switch (fact.kind) {
    case 'measure-linked':
      return {
        ...g,
        links: [
          ...g.links.filter(l => l.activity !== fact.activity),
          { activity: fact.activity, why: fact.reason, from: 'people' }
        ],
        changedBy: fact.by,
        confirmed: null
      }
    case 'measure-unlinked':
      return {
        ...g,
        links: g.links.filter(l => l.activity !== fact.activity),
        changedBy: fact.by,
        confirmed: null
      }
    case 'reading-confirmed':
      return { ...g, confirmed: { at: fact.at, by: fact.by } }
    default:
      return fact satisfies never
  }
}

export type GapRefusal =
  | 'gap.needs-reason'
  | 'gap.linked-already'
  | 'gap.not-linked'
  | 'gap.changed'
  | 'gap.confirmed-already'
  | 'gap.another-confirms'

export const refuseGapFact = (before: GapLinks, fact: GapFact): GapRefusal | undefined => {
  const linked = (activity: string): boolean => before.links.some(l => l.activity === activity)
  switch (fact.kind) {
    case 'measure-linked':
      if (linked(fact.activity)) return 'gap.linked-already'
      return fact.reason?.trim() ? undefined : 'gap.needs-reason'
    case 'measure-unlinked':
      if (!linked(fact.activity)) return 'gap.not-linked'
      return fact.reason?.trim() ? undefined : 'gap.needs-reason'
    case 'reading-confirmed': {
      if (before.confirmed) return 'gap.confirmed-already'
      if (before.changedBy === fact.by) return 'gap.another-confirms'
      // confirmed is what was on the screen, not what somebody changed meanwhile
      const same = fact.activities.length === before.links.length && fact.activities.every(linked)
      return same ? undefined : 'gap.changed'
    }
    default:
      return fact satisfies never
  }
}

export type GapState = 'closing' | 'not-closing' | 'mixed' | 'unchanged' | 'cannot-be-said' | 'unanswered'
export type GapReading = { state: GapState; ways: Record<Way, number> }

/**
 * Closing: at least one indicator of its measures got better and none worse. What cannot be said is no good news and no bad news;
 * a gap of which nothing can be said is not called closing.
 */
export const readGap = (links: GapLinks, movements: readonly Movement[]): GapReading => {
  const ways: Record<Way, number> = { better: 0, worse: 0, same: 0, 'cannot-be-said': 0 }
  for (const m of movements) ways[m.way]++
  const state =
    links.links.length === 0
      ? 'unanswered'
      : ways.better > 0 && ways.worse > 0
        ? 'mixed'
        : ways.better > 0
          ? 'closing'
          : ways.worse > 0
            ? 'not-closing'
            : ways.same > 0
              ? 'unchanged'
              : 'cannot-be-said'
  return { state, ways }
}
