// A value taken apart: by category, by organisation … The parts that are known and the rest make the whole; the rest has a name.

import type { IndicatorValue, Part, ValueProblem } from '../value.ts'

export const notBrokenDown = 'not-broken-down'
/** The dimension of what each organisation of the network told. */
export const byOrganisation = 'organisation'

/**
 * The same value with the rest of each dimension named. Only a whole is taken apart, never guessed from its parts.
 * `value.parts-exceed` when parts are more than the whole, `value.part-twice` when one stands twice.
 */
export const withRest = (value: IndicatorValue): IndicatorValue | { problem: ValueProblem } => {
  if (value.kind !== 'count' && value.kind !== 'percent') return value
  const told = value.breakdown.filter(p => p.key !== notBrokenDown)
  const names = told.map(p => `${p.by} ${p.key}`)
  if (new Set(names).size < names.length) return { problem: 'value.part-twice' }
  const whole = value.kind === 'count' ? value.value : value.numerator
  if (whole === null) return told.length === 0 ? value : { problem: 'value.parts-exceed' }
  const base = value.kind === 'percent' ? value.denominator! : undefined
  const breakdown: Part[] = []
  for (const by of new Set(told.map(p => p.by))) {
    const parts = told.filter(p => p.by === by)
    const rest = whole - parts.reduce((sum, p) => sum + p.value, 0)
    const restOf = base === undefined ? undefined : base - parts.reduce((sum, p) => sum + (p.of ?? 0), 0)
    if (rest < 0 || (restOf !== undefined && restOf < rest)) return { problem: 'value.parts-exceed' }
    breakdown.push(...parts)
    if (rest > 0 || (restOf ?? 0) > 0)
      breakdown.push({
        by,
        key: notBrokenDown,
        value: rest,
        ...(restOf === undefined ? {} : { of: restOf })
      })
  }
  return { ...value, breakdown }
}

export const isProblem = (v: IndicatorValue | { problem: ValueProblem }): v is { problem: ValueProblem } =>
  'problem' in v
