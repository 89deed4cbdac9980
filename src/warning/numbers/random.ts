// Chance that can be repeated: xoshiro128** (Blackman and Vigna 2021), seeded through splitmix32. The same seed gives the
// same replicates on every machine. Not for secrets.

/** Numbers evenly spread in [0, 1). */
export type Chance = () => number

export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  const split = () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = split()
  let b = split()
  let c = split()
  let d = split()
  const next = () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
  return () => next() * 2 ** -32
}

/** Draws an index with the given weights in constant time (Walker 1977, in Vose's way). */
export const drawBy = (weights: ArrayLike<number>): ((random: Chance) => number) => {
  const n = weights.length
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]!
  const keep = new Float64Array(n)
  const other = new Int32Array(n)
  const small: number[] = []
  const large: number[] = []
  for (let i = 0; i < n; i++) {
    keep[i] = (weights[i]! * n) / total
    other[i] = i
    ;(keep[i]! < 1 ? small : large).push(i)
  }
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!
    const rich = large.at(-1)!
    other[poor] = rich
    keep[rich]! -= 1 - keep[poor]!
    if (keep[rich]! < 1) small.push(large.pop()!)
  }
  for (const left of [...small, ...large]) keep[left] = 1
  return random => {
    const place = random() * n
    const i = Math.floor(place)
    return place - i < keep[i]! ? i : other[i]!
  }
}

/** A Poisson count: by products of chances while the mean is small, in parts where it is not. */
export const drawPoisson = (mean: number, random: Chance): number => {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const stop = Math.exp(-Math.min(left, 30))
    for (let product = random(); product > stop; product *= random()) count++
  }
  return count
}
