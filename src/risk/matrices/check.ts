// What a schema cannot see: a matrix whose parts do not fit together. Each fault names its sign or rule; the sentence is in `locales`.
import type { Path } from '#kernel/path-text.ts'
import { levels, scoreMatrix, type Matrix } from '../matrix.ts'
import type { MatrixDocument } from './document.ts'

export type MatrixFault = { path: Path; code: string; params: Record<string, string | number> }

/** Nothing: it may be adopted. */
export const faultsOf = (document: MatrixDocument): MatrixFault[] => [
  ...signFaults(document),
  ...ruleFaults(document),
  ...guidanceFaults(document),
  ...exampleFaults(document)
]

/** Examples whose level is another than expected: said while editing, and in the way of adopting. */
export const missedExamples = (document: MatrixDocument): number[] =>
  document.examples.flatMap((example, at) =>
    scoreMatrix(document, example.answers).level === example.level ? [] : [at]
  )

const fault = (path: Path, code: string, params: MatrixFault['params'] = {}): MatrixFault => ({
  path,
  code,
  params
})

const signFaults = ({ signs, rules }: Matrix): MatrixFault[] => {
  const named = new Set(rules.flatMap(rule => (rule.when === 'signs' ? rule.of : [])))
  const severeAsked = rules.some(rule => rule.when === 'any-severe')
  return signs.flatMap(({ code, weight, severe }, at) => [
    ...(signs.findIndex(sign => sign.code === code) < at
      ? [fault(['signs', at, 'code'], 'sign-twice', { sign: code })]
      : []),
    // whoever answers it would believe that it matters
    ...(weight === 0 && !named.has(code) && !(severe && severeAsked)
      ? [fault(['signs', at, 'weight'], 'sign-counts-nothing', { sign: code })]
      : []),
    ...(severe && !severeAsked ? [fault(['signs', at, 'severe'], 'severe-without-rule', { sign: code })] : [])
  ])
}

const ruleFaults = ({ signs, rules }: Matrix): MatrixFault[] => {
  const codes = new Set(signs.map(sign => sign.code))
  const most = signs.reduce((sum, sign) => sum + sign.weight, 0)
  const each = rules.flatMap((rule, at): MatrixFault[] => {
    const rest = { rule: at + 1 }
    const found: MatrixFault[] = []
    if (rule.level === 'none') found.push(fault(['rules', at, 'level'], 'rule-says-nothing', rest))
    if (rule.when === 'any-severe' && !signs.some(sign => sign.severe))
      found.push(fault(['rules', at], 'no-severe-sign', rest))
    if (rule.when === 'score' && rule.atLeast > most)
      found.push(fault(['rules', at, 'atLeast'], 'score-out-of-reach', { ...rest, most }))
    if (rule.when === 'signs') {
      rule.of.forEach((sign, n) => {
        if (!codes.has(sign)) found.push(fault(['rules', at, 'of', n], 'unknown-sign', { ...rest, sign }))
        else if (rule.of.indexOf(sign) < n)
          found.push(fault(['rules', at, 'of', n], 'rule-sign-twice', { ...rest, sign }))
      })
      if (rule.atLeast > new Set(rule.of).size)
        found.push(fault(['rules', at, 'atLeast'], 'more-than-signs', { ...rest, most: rule.of.length }))
    }
    return found
  })
  // a matrix that can say nothing but "no risk" would calm everybody who asks it
  const reached = scoreMatrix({ signs, rules }, Object.fromEntries(signs.map(s => [s.code, 'yes'] as const)))
  return [
    ...each,
    ...(each.length === 0 && levels.indexOf(reached.level) < levels.indexOf('risk')
      ? [fault(['rules'], 'never-risk')]
      : [])
  ]
}

const guidanceFaults = ({ guidance }: Matrix): MatrixFault[] => {
  const hours = levels.map(level => guidance[level].withinHours)
  return levels.flatMap((level, at) => {
    const before = hours.slice(0, at).filter(one => one !== null)
    const mine = hours[at] ?? null
    if ((level === 'risk' || level === 'urgent') && mine === null)
      return [fault(['guidance', level, 'withinHours'], 'no-deadline', { level })]
    return mine !== null && before.some(one => one < mine)
      ? [fault(['guidance', level, 'withinHours'], 'slower-than-lower', { level })]
      : []
  })
}

const exampleFaults = ({ signs, examples }: MatrixDocument): MatrixFault[] => {
  const codes = new Set(signs.map(sign => sign.code))
  return examples.flatMap(({ answers }, at) =>
    Object.keys(answers)
      .filter(sign => !codes.has(sign))
      .map(sign =>
        fault(['examples', at, 'answers', sign], 'example-unknown-sign', { example: at + 1, sign })
      )
  )
}
