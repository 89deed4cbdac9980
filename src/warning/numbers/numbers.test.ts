import { expect, test } from 'vitest'
import {
  negativeBinomialUpperQuantile,
  normal,
  normalUpperQuantile,
  poissonUpperQuantile,
  studentTwoSided
} from './distributions.ts'
import { logGamma } from './gamma.ts'
import { poissonRegression } from './poisson-regression.ts'
import { chance, drawBy, drawPoisson } from './random.ts'

test('ln Γ is that of the factorials and of one half', () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12)
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
  expect(logGamma(1)).toBeCloseTo(0, 14)
})

test('the normal distribution has the values of the tables, also far out', () => {
  expect(normalUpperQuantile(0.025)).toBeCloseTo(1.959963984540054, 13)
  expect(normalUpperQuantile(0.001)).toBeCloseTo(3.090232306167813, 13)
  expect(normalUpperQuantile(0.5)).toBeCloseTo(0, 14)
  expect(normal(-10).lower / 7.619853024160527e-24).toBeCloseTo(1, 10)
})

test('Student’s distribution', () => {
  expect(studentTwoSided(2.2281388519862739, 10)).toBeCloseTo(0.05, 12)
  expect(studentTwoSided(1, 1)).toBeCloseTo(0.5, 12)
})

test('quantiles of counts are the smallest that reach the probability', () => {
  const bySum = (tail: number, probability: (k: number, before: number) => number) => {
    let k = 0
    let p = probability(0, 0)
    for (let sum = p; sum < 1 - tail; sum += p) p = probability(++k, p)
    return k
  }
  for (const mean of [0.01, 0.3, 1, 4.7, 19, 60])
    for (const tail of [0.3, 0.05, 0.01, 0.0013])
      expect(poissonUpperQuantile(tail, mean)).toBe(
        bySum(tail, (k, before) => (k === 0 ? Math.exp(-mean) : (before * mean) / k))
      )
  for (const size of [0.5, 2.5, 13, 40.5])
    for (const success of [0.2, 0.5, 6 / 7])
      for (const tail of [0.3, 0.05, 0.01, 0.0013])
        expect(negativeBinomialUpperQuantile(tail, size, success)).toBe(
          bySum(tail, (k, before) =>
            k === 0 ? success ** size : (before * (1 - success) * (size + k - 1)) / k
          )
        )
  expect(poissonUpperQuantile(0.01, 0)).toBe(0)
  expect(poissonUpperQuantile(0.01, Infinity)).toBe(Infinity)
})

test('a regression on groups finds their means, and a column said twice says nothing', () => {
  const counts = Float64Array.of(1, 3, 10, 14)
  const groups = Float64Array.of(1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1)
  const fit = poissonRegression({ counts, design: groups, columns: 3 })!
  expect(Math.exp(fit.coefficients[0]!)).toBeCloseTo(2, 8)
  expect(Math.exp(fit.coefficients[0]! + fit.coefficients[1]!)).toBeCloseTo(12, 8)
  expect(fit.coefficients[2]).toBe(0)
  expect(fit.degreesOfFreedom).toBe(2)
  expect(fit.dispersion).toBeCloseTo((1 / 2 + 1 / 2 + 4 / 12 + 4 / 12) / 2, 4)
})

test('chance is repeatable and fair', () => {
  const first = chance(7)
  const again = chance(7)
  expect(Array.from({ length: 5 }, first)).toEqual(Array.from({ length: 5 }, again))
  const random = chance(1)
  const draw = drawBy([1, 0, 3, 6])
  const drawn = [0, 0, 0, 0]
  for (let i = 0; i < 20_000; i++) drawn[draw(random)]!++
  expect(drawn[1]).toBe(0)
  ;[0.1, 0, 0.3, 0.6].forEach((share, i) => expect(Math.abs(drawn[i]! / 20_000 - share)).toBeLessThan(0.02))
  let sum = 0
  for (let i = 0; i < 5000; i++) sum += drawPoisson(70, random)
  expect(Math.abs(sum / 5000 - 70)).toBeLessThan(0.6)
})
