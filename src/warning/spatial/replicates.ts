// A p-value by replicates: how often chance alone makes a cluster as strong as the one observed.

export type Progress = (done: number, of: number) => void

/** Draws the strongest cluster of `replicates` worlds without clusters; `progress` may throw to stop. */
export const maximaOf = (replicates: number, once: () => number, progress?: Progress): Float64Array => {
  const maxima = new Float64Array(replicates)
  const step = Math.max(1, Math.floor(replicates / 100))
  for (let i = 0; i < replicates; i++) {
    maxima[i] = once()
    if ((i + 1) % step === 0) progress?.(i + 1, replicates)
  }
  return maxima.sort()
}

/** The rank of an observed value among the sorted maxima, itself included: never 0. */
export const pValue = (value: number, maxima: Float64Array): number => {
  // what differs by rounding alone is a tie
  const least = value * (1 - 1e-12)
  let low = 0
  let high = maxima.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (maxima[middle]! < least) low = middle + 1
    else high = middle
  }
  return (1 + maxima.length - low) / (1 + maxima.length)
}

/** R's usual quantile, with a line between neighbours. */
export const quantile = (sorted: Float64Array, share: number): number => {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
}
