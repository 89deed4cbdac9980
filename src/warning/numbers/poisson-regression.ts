// Poisson regression with a log link by iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5).
// Start, step and stopping rule are those of every statistics package; the methods' bounds depend on where it stops when
// all counts are zero, so they are not free to choose.

export type Regression = {
  coefficients: Float64Array
  /** fitted means */
  means: Float64Array
  /** weights of the last step: prior weight × mean before that step */
  working: Float64Array
  /** inverse of X'WX; row-major */
  covariance: Float64Array
  leverages: Float64Array
  /** observations with a weight, less independent columns */
  degreesOfFreedom: number
  /** Σ working × ((count − mean) / mean)² / degrees of freedom */
  dispersion: number
  converged: boolean
}

type Data = {
  counts: Float64Array
  /** design, row-major: counts.length × columns */
  design: Float64Array
  columns: number
  weights?: Float64Array
  /** added to the linear predictor, such as ln of the population */
  offset?: Float64Array
}

/**
 * A column that says nothing new gets the coefficient 0, the first of them stay. Undefined where the iteration leaves the
 * numbers.
 */
export const poissonRegression = ({
  counts,
  design,
  columns,
  weights,
  offset
}: Data): Regression | undefined => {
  const n = counts.length
  const means = new Float64Array(n)
  const working = new Float64Array(n)
  const linear = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    means[i] = counts[i]! + 0.1
    linear[i] = Math.log(means[i]!)
  }
  let coefficients = new Float64Array(columns)
  let covariance = new Float64Array(0)
  let rank = columns
  let before = deviance(counts, means, weights)
  let converged = false
  for (let round = 0; round < 25 && !converged; round++) {
    const cross = new Float64Array(columns * columns)
    const right = new Float64Array(columns)
    for (let i = 0; i < n; i++) {
      const w = (weights ? weights[i]! : 1) * means[i]!
      working[i] = w
      const z = linear[i]! - (offset ? offset[i]! : 0) + (counts[i]! - means[i]!) / means[i]!
      for (let a = 0; a < columns; a++) {
        const xa = design[i * columns + a]!
        if (xa === 0) continue
        right[a]! += w * xa * z
        for (let b = 0; b <= a; b++) cross[a * columns + b]! += w * xa * design[i * columns + b]!
      }
    }
    ;({ covariance, rank } = inverse(cross, columns))
    coefficients = new Float64Array(columns)
    for (let a = 0; a < columns; a++)
      for (let b = 0; b < columns; b++) coefficients[a]! += covariance[a * columns + b]! * right[b]!
    for (let i = 0; i < n; i++) {
      let eta = offset ? offset[i]! : 0
      for (let a = 0; a < columns; a++) eta += design[i * columns + a]! * coefficients[a]!
      linear[i] = eta
      means[i] = Math.max(Math.exp(eta), Number.EPSILON)
    }
    const now = deviance(counts, means, weights)
    if (!Number.isFinite(now)) return undefined
    converged = Math.abs(now - before) / (Math.abs(now) + 0.1) < 1e-8
    before = now
  }
  return { coefficients, means, working, covariance, ...fitOf(), converged }

  function fitOf() {
    const leverages = new Float64Array(n)
    let used = 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      if (working[i]! > 0) used++
      const residual = (counts[i]! - means[i]!) / means[i]!
      squares += working[i]! * residual * residual
      let h = 0
      for (let a = 0; a < columns; a++)
        for (let b = 0; b < columns; b++)
          h += design[i * columns + a]! * covariance[a * columns + b]! * design[i * columns + b]!
      leverages[i] = h * working[i]!
    }
    const degreesOfFreedom = used - rank
    return { leverages, degreesOfFreedom, dispersion: squares / degreesOfFreedom }
  }
}

const deviance = (counts: Float64Array, means: Float64Array, weights?: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i]!
    const mu = means[i]!
    sum += 2 * (weights ? weights[i]! : 1) * ((y > 0 ? y * Math.log(y / mu) : 0) - (y - mu))
  }
  return sum
}

// Cholesky of the lower triangle, then its inverse; rows and columns of a column that depends on earlier ones stay 0
const inverse = (cross: Float64Array, k: number) => {
  const root = new Float64Array(k * k)
  let rank = 0
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      let sum = cross[a * k + b]!
      for (let c = 0; c < b; c++) sum -= root[a * k + c]! * root[b * k + c]!
      if (a !== b) root[a * k + b] = root[b * k + b] === 0 ? 0 : sum / root[b * k + b]!
      else if (sum > cross[a * k + a]! * 1e-12) {
        root[a * k + a] = Math.sqrt(sum)
        rank++
      }
    }
  const half = new Float64Array(k * k)
  for (let a = 0; a < k; a++) {
    if (root[a * k + a] === 0) continue
    half[a * k + a] = 1 / root[a * k + a]!
    for (let b = 0; b < a; b++) {
      let sum = 0
      for (let c = b; c < a; c++) sum -= root[a * k + c]! * half[c * k + b]!
      half[a * k + b] = sum / root[a * k + a]!
    }
  }
  const covariance = new Float64Array(k * k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      let sum = 0
      for (let c = Math.max(a, b); c < k; c++) sum += half[c * k + a]! * half[c * k + b]!
      covariance[a * k + b] = sum
    }
  return { covariance, rank }
}
