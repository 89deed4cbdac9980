// How fast the statistics of early warning are, beside R on the same machine where Debian's r-cran-surveillance is installed.
import { spawnSync } from 'node:child_process'
import { detect, type Detection } from '#warning/surveillance/detect.ts'
import { readDetection, type Method } from '#warning/surveillance/parameters.ts'
import { scanCircles } from '#warning/spatial/kulldorff.ts'
import { chance, drawPoisson } from '#warning/numbers/random.ts'
import { round } from './intake.ts'

const random = chance(1)
const weeks = (n: number) => Float64Array.from({ length: n }, () => drawPoisson(4, random))

const median = (times: number, run: () => unknown): number => {
  const measured = Array.from({ length: times }, () => {
    const begun = performance.now()
    run()
    return performance.now() - begun
  })
  return measured.sort((a, b) => a - b)[times >> 1]!
}

const inR = (call: string, n: number, first: number): number | null => {
  const script = `suppressMessages(library(surveillance)); set.seed(1)
    s <- sts(observed = rpois(${n}, 4), frequency = 52); range <- ${first}:${n}
    invisible(${call}); cat(1000 * system.time(${call})[["elapsed"]])`
  const { status, stdout } = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : null
}

const series = (method: Method, params: object, n: number, first: number, call: string, asked: string) => {
  const how: Detection = readDetection(method, params, { frequency: 52, monitored: n - first + 1 }).how
  const counts = weeks(n)
  const fenerMs = median(21, () => detect({ counts, frequency: 52 }, { first: first - 1, last: n - 1 }, how))
  return { fenerMs: Math.round(fenerMs * 100) / 100, rMs: inR(call, n, first), asked }
}

export const measureWarning = () => {
  const n = 281
  const place = () => Float64Array.from({ length: n }, random)
  const population = Float64Array.from({ length: n }, () => 1000 + 6000 * random())
  const cases = population.map(people => drawPoisson(people / 1900, random))
  const regions = { x: place(), y: place(), population, cases }
  const scan = () =>
    scanCircles(regions, { model: 'poisson', popUpperBound: 0.5, replicates: 999, seed: 1, alpha: 0.05 })
  return {
    earsC: series('earsC', {}, 520, 8, 'earsC(s, list(range = range))', '≤ 1.9 ms'),
    bayes: series(
      'bayes',
      {},
      520,
      7,
      'bayes(s, list(range = range, b = 0, w = 6, actY = TRUE, alpha = 0.05))',
      '≤ 1.2 ms'
    ),
    farringtonFlexible: series(
      'farringtonFlexible',
      { b: 3 },
      380,
      160,
      'farringtonFlexible(s, list(range = range, b = 3, glmWarnings = FALSE))',
      '≤ 310 ms'
    ),
    kulldorff: {
      fenerMs: round(median(3, scan)),
      rMs: null,
      asked: '≤ 690 ms (281 regions, 999 replicates; the New York data takes as long)'
    }
  }
}
