// The special functions that the methods need, in double precision. Our own and not a library's: five short functions are
// easier to check (against R's, see the tests) than the hundred packages @stdlib brings for them.

const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]

/** ln Γ(x) for x > 0: Stirling's series above 15, brought there by the recurrence. Relative error about 1e-15. */
export const logGamma = (x: number): number => {
  let shift = 1
  while (x < 15) shift *= x++
  let series = 0
  for (let k = stirling.length - 1; k >= 0; k--) series = series / (x * x) + stirling[k]!
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series / x - Math.log(shift)
}

/** ln of the beta function. */
const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

// Lentz' way to a continued fraction a1/(b1+ a2/(b2+ …)); never divides by zero
const tiny = 1e-300
const continued = (first: number, term: (k: number) => readonly [a: number, b: number]): number => {
  let value = first === 0 ? tiny : first
  let c = value
  let d = 0
  for (let k = 1; k < 20_000; k++) {
    const [a, b] = term(k)
    d = b + a * d
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = b + a / c
    if (Math.abs(c) < tiny) c = tiny
    const step = c * d
    value *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return value
}

/** The regularised incomplete gamma function P(a, x) and its complement, each without loss where it is small. */
export const incompleteGamma = (a: number, x: number): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = 1; Math.abs(term) > sum * 1e-17; k++) sum += term *= x / (a + k)
    const lower = Math.min(1, front * sum)
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front / continued(x + 1 - a, k => [-k * (k - a), x + 2 * k + 1 - a]))
  return { lower: 1 - upper, upper }
}

/** The regularised incomplete beta function I_x(a, b) and its complement. */
export const incompleteBeta = (a: number, b: number, x: number): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x >= 1) return { lower: 1, upper: 0 }
  if (x > (a + 1) / (a + b + 2)) {
    const { lower, upper } = incompleteBeta(b, a, 1 - x)
    return { lower: upper, upper: lower }
  }
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  const fraction = continued(1, k => {
    const m = k >> 1
    return [
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
        : (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k)),
      1
    ]
  })
  const lower = Math.min(1, front / fraction)
  return { lower, upper: 1 - lower }
}
