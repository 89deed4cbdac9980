// The binomial scan against a second reckoning that shares nothing with it: every circle by its definition, likelihoods as sums over
// single persons, and chance as all ways in which the cases can fall, not as draws.
import { expect, it } from 'vitest'
import { scanCircles, type Regions } from './kulldorff.ts'

type Place = { x: number; y: number; people: number; cases: number }
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** ln of the probability of what each single person is, when `cases` of `people` are cases, one person after the other. */
const likelihood = (people: number, cases: number): number => {
  let log = 0
  for (let person = 0; person < people; person++)
    log += Math.log(person < cases ? cases / people : 1 - cases / people)
  return log
}

/** Every circle that can be drawn around a place and holds at most the share: a set of places. */
const circles = (places: readonly Place[], share: number): number[][] => {
  const most = share * sum(places.map(p => p.people))
  return places.flatMap(({ x, y }) => {
    const away = places.map(p => Math.hypot(p.x - x, p.y - y))
    const radii = [...new Set(away)]
    return radii
      .map(radius => places.flatMap((_, i) => (away[i]! <= radius ? [i] : [])))
      .filter(inside => sum(inside.map(i => places[i]!.people)) <= most)
  })
}

const ratioOf = (places: readonly Place[], cases: readonly number[], inside: readonly number[]): number => {
  const people = sum(places.map(p => p.people))
  const all = sum(cases)
  const n = sum(inside.map(i => places[i]!.people))
  const c = sum(inside.map(i => cases[i]!))
  if (c / n <= (all - c) / (people - n)) return 0
  return likelihood(n, c) + likelihood(people - n, all - c) - likelihood(people, all)
}
const strongest = (places: readonly Place[], cases: readonly number[], share: number) =>
  Math.max(0, ...circles(places, share).map(inside => ratioOf(places, cases, inside)))

/** n over k. */
const ways = (n: number, k: number): number => {
  let w = 1
  for (let i = 0; i < k; i++) w = (w * (n - i)) / (i + 1)
  return w
}

/** How often chance alone does as much, exactly: all ways to be cases, each person as likely as any other. */
const exactly = (places: readonly Place[], share: number): number => {
  const observed = strongest(places, places.map(p => p.cases), share) // prettier-ignore
  let asMuch = 0
  const fall = (done: number[], left: number, weight: number): void => {
    const place = places[done.length]
    if (!place) {
      if (left === 0 && strongest(places, done, share) >= observed * (1 - 1e-12)) asMuch += weight
      return
    }
    for (let c = 0; c <= Math.min(left, place.people); c++)
      fall([...done, c], left - c, weight * ways(place.people, c))
  }
  const all = sum(places.map(p => p.cases))
  fall([], all, 1)
  return asMuch / ways(sum(places.map(p => p.people)), all)
}

const scan = (places: readonly Place[], share: number, replicates = 20_000) => {
  const regions: Regions = {
    x: Float64Array.from(places, p => p.x),
    y: Float64Array.from(places, p => p.y),
    population: Float64Array.from(places, p => p.people),
    cases: Float64Array.from(places, p => p.cases)
  }
  return scanCircles(regions, { model: 'binomial', popUpperBound: share, replicates, seed: 11, alpha: 0.05 })
}

// no two places equally far from a third: a circle then takes in one place after the other
const village = (people: number[], cases: number[]): Place[] =>
  people.map((n, i) => ({ x: i * 2 + (i % 3) * 0.37, y: (i * i * 0.61) % 5, people: n, cases: cases[i]! }))

const maps: [string, Place[], number][] = [
  ['cases are common and lie together', village([9, 7, 12, 8, 10], [1, 6, 7, 0, 1]), 0.5],
  ['cases lie as chance spreads them', village([10, 10, 10, 10], [2, 3, 2, 3]), 0.5],
  ['nobody is spared in one place', village([4, 15, 6, 11, 5], [4, 1, 0, 2, 0]), 0.6],
  ['a place is empty', village([8, 0, 9, 14, 7], [5, 0, 1, 2, 0]), 0.5]
]

it.each(maps)('binomial circles by single persons and all ways of chance: %s', (_, places, share) => {
  const found = scan(places, share)
  const cases = places.map(p => p.cases)
  const wanted = circles(places, share)
    .filter(inside => sum(inside.map(i => places[i]!.people)) > 0)
    .map(inside => ({ inside, llr: ratioOf(places, cases, inside) }))
  const best = Math.max(...wanted.map(w => w.llr))
  expect(found.mostLikely?.llr ?? 0).toBeCloseTo(best, 9)
  const inside = found.mostLikely!.regions.filter(i => places[i]!.people > 0).toSorted()
  expect(wanted.filter(w => w.llr > best - 1e-9).map(w => w.inside.filter(i => places[i]!.people > 0).toSorted())).toContainEqual(inside) // prettier-ignore
  // and every single one of them, the strongest first
  const ours = found.strongest.map(s => s.llr).filter(llr => llr > 0)
  const theirs = wanted.map(w => w.llr).filter(llr => llr > 0).toSorted((a, b) => b - a) // prettier-ignore
  for (const [i, llr] of theirs.slice(0, ours.length).entries()) expect(ours[i]).toBeCloseTo(llr, 9)
  const p = exactly(places, share)
  // four times the scatter of as many draws
  expect(Math.abs(found.mostLikely!.p - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 20_000) + 1 / 20_000)
})
