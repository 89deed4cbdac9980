// How the Delphi lists are read, in their two steps. Pure and small, so that browser, server and test give one answer.
import type { Dimension, IndicatorAnswer, IndicatorAnswers, IndicatorList } from './delphi.ts'
import { dimensions } from './delphi.ts'

export const readings = [
  'no-indication',
  'exploited-worker',
  'deception-and-exploitation',
  'trafficking-indicated',
  'refer-for-decision'
] as const
export type Reading = (typeof readings)[number]

type Counted = { readonly strong: number; readonly medium: number; readonly weak: number }
export type DimensionResult = Counted & { readonly positive: boolean }
export type DimensionResults = Readonly<Record<Dimension, DimensionResult>>

/** Step 1. Two strong; or one strong and one other that is medium or weak; or three medium; or two medium and one weak. */
export const isPositive = ({ strong, medium, weak }: Counted): boolean =>
  strong >= 2 || (strong === 1 && medium + weak >= 1) || medium >= 3 || (medium === 2 && weak >= 1)

const countIn = (list: IndicatorList, answers: IndicatorAnswers, dimension: Dimension): DimensionResult => {
  const weights = list.indicators
    .filter(indicator => indicator.dimension === dimension && answers[indicator.id] === 'yes')
    .map(indicator => indicator.weight)
  const of = (weight: string) => weights.filter(one => one === weight).length
  const counted = { strong: of('strong'), medium: of('medium'), weak: of('weak') }
  return { ...counted, positive: isPositive(counted) }
}

/**
 * Both steps. `act`: was the person recruited, moved, sheltered or received by somebody? No indicator asks it. It matters for
 * children only, for whom no means is needed; unless it is known not to have happened, exploitation of a child is read as trafficking.
 */
export const readIndicators = (
  list: IndicatorList,
  answers: IndicatorAnswers,
  act: IndicatorAnswer = 'not-known'
): { readonly dimensions: DimensionResults; readonly reading: Reading } => {
  const results = Object.fromEntries(
    dimensions.map(dimension => [dimension, countIn(list, answers, dimension)])
  ) as DimensionResults
  return { dimensions: results, reading: list.under18 ? readChild(results, act) : readAdult(results) }
}

const readAdult = (results: DimensionResults): Reading => {
  const deceived = results['deceptive-recruitment'].positive
  const recruited = deceived || results['coercive-recruitment'].positive
  const exploited = results.exploitation.positive
  const coerced = results['coercion-at-destination'].positive
  const vulnerableBefore = results['abuse-of-vulnerability-recruitment'].positive
  const vulnerableThere = results['abuse-of-vulnerability-destination'].positive

  if (!exploited) return coerced ? 'refer-for-decision' : 'no-indication'
  // Abuse of vulnerability stands in for the missing means of its own phase, but not for both: being poor and far from home
  // is not yet having been trafficked, and must not be read as such by a machine.
  if ((recruited || vulnerableBefore) && (coerced || vulnerableThere) && (recruited || coerced))
    return 'trafficking-indicated'
  if (deceived) return 'deception-and-exploitation'
  const anyMeans = recruited || coerced || vulnerableBefore || vulnerableThere
  return anyMeans ? 'refer-for-decision' : 'exploited-worker'
}

const readChild = (results: DimensionResults, act: IndicatorAnswer): Reading => {
  if (results.exploitation.positive) return act === 'no' ? 'refer-for-decision' : 'trafficking-indicated'
  return results['coercion-at-destination'].positive ? 'refer-for-decision' : 'no-indication'
}
