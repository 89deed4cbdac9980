// `fener detect METHOD --input counts.csv --params params.json`: unusual rises in a series of counts, for statisticians.
import { answer, readQuestion } from '#warning/input/counts.ts'
import { methods, type Method } from '#warning/surveillance/parameters.ts'
import { options, orRefuse, textOf } from './arguments.ts'

const help = `fener detect METHOD --input counts.csv --params params.json

METHOD     ${methods.join(', ')}
--input    a table with the columns t (1, 2 …), observed (a count; empty: missing) and, if known, epoch (YYYY-MM-DD)
--params   {"range": [first, last], "freq": 52, "params": {…}}: names and defaults as in R's package surveillance

Writes t,observed,upperbound,alarm to stdout; empty where nothing can be said. Exit code 2: the input cannot be understood.`

export const detect = (args: string[]): void =>
  orRefuse(() => {
    const { words, named, asksHelp } = options(args, ['input', 'params'])
    if (asksHelp) return console.log(help)
    const method = methods.find((m): m is Method => m === words[0])
    if (!method) return refused(words[0] ? `There is no method "${words[0]}".` : 'Say which method.')
    if (!named.input) return refused('Say which table: --input counts.csv')
    const question = readQuestion(method, textOf(named.input), named.params ? textOf(named.params) : '{}')
    for (const remark of question.remarks) console.error(`note: ${remark}`)
    process.stdout.write(answer(question))
  })

const refused = (why: string) => {
  console.error(`${why} fener detect --help says how.`)
  process.exitCode = 2
}
