// Which methods there are, and the parameters each understands.
import type { Calendar } from './calendar.ts'
import { bayes, type BayesParams } from './bayes.ts'
import { cusum, type CusumParams } from './cusum.ts'
import { ears, earsHistory, type EarsParams } from './ears.ts'
import { farrington, type FarringtonParams } from './farrington.ts'
import { likelihoodRatio, type LikelihoodRatioParams } from './likelihood-ratio.ts'
import { rki, type RkiParams } from './rki.ts'
import { silent, type Range, type Series, type Verdict } from './series.ts'

export type Detection =
  | { method: 'earsC'; params: EarsParams }
  | { method: 'bayes'; params: BayesParams }
  | { method: 'rki'; params: RkiParams }
  | { method: 'cusum'; params: CusumParams }
  | { method: 'farringtonFlexible'; params: FarringtonParams }
  | { method: 'glrpois'; params: LikelihoodRatioParams }

/** Says for every period of the range what would be unusual, and whether the count is. */
export const detect = (series: Series, range: Range, how: Detection, calendar?: Calendar): Verdict[] => {
  switch (how.method) {
    case 'earsC': {
      const history = earsHistory(how.params)
      const early = Math.min(range.last + 1, Math.max(range.first, history))
      return [
        ...Array.from({ length: early - range.first }, (_, i) => silent(range.first + i)),
        ...ears(series, { first: early, last: range.last }, how.params)
      ]
    }
    case 'bayes':
      return bayes(series, range, how.params)
    case 'rki':
      return rki(series, range, how.params)
    case 'cusum':
      return cusum(series, range, how.params)
    case 'farringtonFlexible':
      return farrington(series, range, how.params, calendar)
    case 'glrpois':
      return likelihoodRatio(series, range, how.params)
  }
}
