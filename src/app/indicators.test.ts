import { expect, it } from 'vitest'
import { contributionFaults, indicatorCodes } from '#plan/index.ts'
import { indicators } from './indicators.server.ts'

it('every number that the plan expects from records is contributed, once and as agreed', () => {
  expect(contributionFaults(indicators as never, indicatorCodes)).toEqual([])
})
