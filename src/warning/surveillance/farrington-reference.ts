// Which past periods Farrington's method compares with (Farrington and others 1996, section 3.2; Noufaily and others 2013,
// section 3.1): windows around the same period of past years or, with more than one level, every period since, each with
// the part of the year it lies in.

export type Reference = {
  /** periods, the oldest first */
  periods: number[]
  /** by period: 0 for the window around the same time of the year, 1 … levels − 1 for the rest of the year */
  levels: number[]
}

/**
 * `anchors` are the same time of the year in this and in each past year, the newest first. The newest `pastNotIncluded`
 * periods are left out: an outbreak that has already begun must not hide itself.
 */
export const referenceFor = (
  period: number,
  anchors: readonly number[],
  { w, noPeriods, pastNotIncluded }: { w: number; noPeriods: number; pastNotIncluded: number },
  frequency: number
): Reference => {
  const last = period - 1 - pastNotIncluded
  const oldest = anchors.at(-1)!
  // A window may begin just before the first period: that one period is then missing, no more
  const first = Math.max(0, oldest - w)
  const periods: number[] = []
  const levels: number[] = []
  let anchor = anchors.length - 1
  for (let p = first; p <= last; p++) {
    while (anchor > 0 && p >= anchors[anchor - 1]! - w) anchor--
    const since = p - anchors[anchor]!
    const inWindow = since <= w
    if (noPeriods === 1 && !inWindow) continue
    periods.push(p)
    levels.push(inWindow ? 0 : partOfYear(since - w - 1, frequency - 2 * w - 1, noPeriods - 1))
  }
  return { periods, levels }
}

/** The rest of the year in parts as equal as can be, the longer ones first; counted from 1. */
const partOfYear = (position: number, length: number, parts: number): number => {
  const short = Math.floor(length / parts)
  const longer = length % parts
  const inLonger = longer * (short + 1)
  const part =
    position < inLonger
      ? Math.floor(position / (short + 1))
      : longer + Math.floor((position - inLonger) / Math.max(1, short))
  return 1 + Math.min(part, parts - 1)
}
