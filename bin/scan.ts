// `fener scan KIND --input regions.csv --params params.json`: clusters among places, for statisticians.
import { readScan, scans } from '#warning/input/places.ts'
import { runScan } from '#warning/spatial/run-scan.server.ts'
import { options, orRefuse, textOf } from './arguments.ts'

const help = `fener scan KIND --input regions.csv --params params.json

kulldorff    columns x_km, y_km, population, cases and, if known, expected
             {"model": "poisson" or "binomial", "pop_upper_bound": 0.5, "n_sim": 999, "seed": 1, "alpha_level": 0.05}
space-time   columns year, county, count, population, lon, lat (or period, place, x_km, y_km)
             {"model": "eb-poisson", "pb-poisson" or "permutation", "k": 15, "max_duration": 4, "n_sim": 999, "seed": 1}
getis-ord    columns neighbours (rows, as 2;18;19) and rate, or cases and population
moran        the same

Writes JSON to stdout; rows are counted from 1. Exit code 2: the input cannot be understood.`

export const scan = async (args: string[]): Promise<void> =>
  orRefuse(async () => {
    const { words, named, asksHelp } = options(args, ['input', 'params'])
    if (asksHelp) return console.log(help)
    const kind = scans.find(known => known === words[0])
    if (!kind) return refused(words[0] ? `There is no scan "${words[0]}".` : 'Say which scan.')
    if (!named.input) return refused('Say which table: --input regions.csv')
    const { question, remarks } = readScan(
      kind,
      textOf(named.input),
      named.params ? textOf(named.params) : '{}'
    )
    for (const remark of remarks) console.error(`note: ${remark}`)
    const watched = process.stderr.isTTY
    const answer = await runScan(question, {
      progress: watched ? (done, of) => process.stderr.write(`\r${done} of ${of} replicates`) : undefined
    })
    if (watched) process.stderr.write('\r\x1b[K')
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
  })

const refused = (why: string) => {
  console.error(`${why} fener scan --help says how.`)
  process.exitCode = 2
}
