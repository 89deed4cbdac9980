// What an indicator is, where it began and where it is to go: dated facts and a fold. The strategy prints no unit, no baseline and no
// target, so all of it is "not set" until somebody says it; who changes it afterwards says why, and what stood before stays readable.

import type { Trilingual } from '#kernel/locale.ts'
import { periodCode, samePeriod, type Period } from '#kernel/period.ts'
import { isSet, valueProblem, type IndicatorValue, type Target, type ValueKind } from '../value.ts'
import type { Measured } from './measured.ts'

export const directions = ['more', 'less'] as const
export type Direction = (typeof directions)[number]

export type Named = { id: string; name: Trilingual }
/** By what the value is taken apart: by sex, by category … */
export type Breakdown = Named & { parts: readonly Named[] }

export type Definition = {
  /** In what it is counted: "programmes", "officials". */
  unit: Trilingual | null
  measured: Measured
  better: Direction | null
  breakdowns: readonly Breakdown[]
  /** An organisation of the network. */
  responsible: string | null
  /** Means of verification: by which paper or record it can be proved. */
  means: Trilingual | null
  formula: Trilingual | null
}
export const asPrinted: Definition = {
  unit: null,
  measured: 'year',
  better: null,
  breakdowns: [],
  responsible: null,
  means: null,
  formula: null
}

export type Baseline = { period: Period; value: IndicatorValue; evidence: string }
/** Of the whole, or of what one organisation is to reach (`organisation`). */
export type TargetOf = { period: Period; organisation: string | null }

type Said = { at: string; by: string; reason: string | null }
export type DefinitionFact = Said &
  (
    | { kind: 'definition-set'; definition: Definition }
    /** Null: taken back. */
    | { kind: 'baseline-set'; baseline: Baseline | null }
    | ({ kind: 'target-set'; target: Target | null } & TargetOf)
  )

export type SetTarget = TargetOf & { target: Target; reason: string | null; at: string }
export type Defined = Definition & {
  /** 1 is as printed; every definition that was set after it is one more. */
  version: number
  /** When each version from 2 on began. */
  versions: readonly { version: number; at: string; reason: string | null }[]
  baseline: Baseline | null
  targets: readonly SetTarget[]
}

export const undefinedYet: Defined = {
  ...asPrinted,
  version: 1,
  versions: [],
  baseline: null,
  targets: []
}

const sameTarget = (a: TargetOf, b: TargetOf): boolean =>
  samePeriod(a.period, b.period) && a.organisation === b.organisation

/** Facts in the order they were written. */
export const foldDefinition = (facts: readonly DefinitionFact[]): Defined => facts.reduce(apply, undefinedYet)

const apply = (d: Defined, fact: DefinitionFact): Defined => {
  switch (fact.kind) {
    case 'definition-set': {
      const version = d.version + 1
      return {
        ...d,
        ...fact.definition,
        version,
        versions: [...d.versions, { version, at: fact.at, reason: fact.reason }]
      }
    }
    case 'baseline-set':
      return { ...d, baseline: fact.baseline }
    case 'target-set': {
      const { period, organisation, target, reason, at } = fact
      const others = d.targets.filter(t => !sameTarget(t, fact))
      return { ...d, targets: target ? [...others, { period, organisation, target, reason, at }] : others }
    }
    default:
      return fact satisfies never
  }
}

export const targetFor = (d: Defined, of: TargetOf): Target | undefined =>
  d.targets.find(t => sameTarget(t, of))?.target

export type DefinitionRefusal =
  | 'definition.needs-reason'
  | 'definition.half-translated'
  | 'definition.part-twice'
  | 'definition.people-by-year'
  | 'definition.counted-otherwise'
  | 'target.does-not-fit'
  | 'target.not-a-number'
  | 'target.nothing-to-take-back'
  | 'baseline.needs-evidence'
  | 'baseline.not-a-value'
  | 'value.not-begun'

/** `people`: counted of people or cases, whose numbers of a part of a year would point at somebody. */
export type Kept = { kind: ValueKind; people: boolean; fromRecords: boolean }

/** A promise or its measure is changed: is it whole, and is it said why? */
export const refuseDefinitionFact = (
  before: Defined,
  fact: DefinitionFact,
  { kind, people, fromRecords }: Kept
): DefinitionRefusal | undefined => {
  const said = Boolean(fact.reason?.trim())
  switch (fact.kind) {
    case 'definition-set': {
      const { unit, means, formula, breakdowns, measured } = fact.definition
      const named = breakdowns.flatMap(b => [b.name, ...b.parts.map(p => p.name)])
      if ([unit, means, formula, ...named].some(halfTranslated)) return 'definition.half-translated'
      if (twice(breakdowns) || breakdowns.some(b => twice(b.parts))) return 'definition.part-twice'
      if (people && measured !== 'year') return 'definition.people-by-year'
      // records are taken apart by their own codes, not by names that somebody adds
      if (fromRecords && breakdowns.length > 0) return 'definition.counted-otherwise'
      return said || before.version === 1 ? undefined : 'definition.needs-reason'
    }
    case 'baseline-set': {
      if (before.baseline && !said) return 'definition.needs-reason'
      if (!fact.baseline) return before.baseline ? undefined : 'target.nothing-to-take-back'
      const { period, value, evidence } = fact.baseline
      // where it began cannot lie ahead
      if (period.from > fact.at.slice(0, 10)) return 'value.not-begun'
      if (value.kind !== kind || !isSet(value) || valueProblem(value)) return 'baseline.not-a-value'
      return evidence.trim() ? undefined : 'baseline.needs-evidence'
    }
    case 'target-set': {
      if (!said) return 'definition.needs-reason'
      if (!fact.target) return targetFor(before, fact) ? undefined : 'target.nothing-to-take-back'
      return targetProblem(fact.target, kind)
    }
    default:
      return fact satisfies never
  }
}

const targetProblem = (target: Target, kind: ValueKind): DefinitionRefusal | undefined => {
  if (kind === 'qualitative' || (target.at === 'yes') !== (kind === 'yes_no')) return 'target.does-not-fit'
  if (target.at === 'yes') return undefined
  const { number } = target
  if (!Number.isFinite(number) || number < 0) return 'target.not-a-number'
  if (kind === 'count') return Number.isSafeInteger(number) ? undefined : 'target.not-a-number'
  return number <= 100 && Math.abs(Math.round(number * 10) - number * 10) < 1e-9
    ? undefined
    : 'target.not-a-number'
}

/** All three languages or none: words in one language only would be a promise to some. */
const halfTranslated = (words: Trilingual | null): boolean =>
  words !== null && Object.values(words).some(w => !w.trim())
const twice = (list: readonly { id: string }[]): boolean => new Set(list.map(x => x.id)).size < list.length

/** One line of the history, for whoever reads it: the newest first. */
export const historyOf = (facts: readonly DefinitionFact[]) =>
  [...facts].reverse().map(fact => ({
    kind: fact.kind,
    at: fact.at,
    by: fact.by,
    reason: fact.reason,
    period: fact.kind === 'target-set' ? periodCode(fact.period) : null,
    organisation: fact.kind === 'target-set' ? fact.organisation : null,
    target: fact.kind === 'target-set' ? fact.target : null,
    takenBack:
      (fact.kind === 'target-set' && !fact.target) || (fact.kind === 'baseline-set' && !fact.baseline)
  }))
