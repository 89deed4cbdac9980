// What a questionnaire would ask, given these answers: as the written XForm does, for trying it while it is made.
import { isChoice, placed, type Condition, type Form, type Item } from './form.ts'

export type TriedAnswers = Readonly<Record<string, string | readonly string[] | undefined>>

const holds = (given: string | readonly string[] | undefined, { how, answer }: Condition): boolean => {
  if (given === undefined || given.length === 0) return false
  const is =
    typeof given === 'string' ? given === answer || Number(given) === Number(answer) : given.includes(answer)
  if (how === 'is') return is
  if (how === 'is-not') return !is
  return how === 'at-least' ? Number(given) >= Number(answer) : Number(given) <= Number(answer)
}

/** The sum of the points of what is shown and answered, outside of repeats. */
export const triedScore = (form: Form, answers: TriedAnswers, shown: ReadonlySet<string>): number =>
  form.items
    .filter(isChoice)
    .filter(item => shown.has(item.name))
    .flatMap(item => item.answers.filter(a => [answers[item.name]].flat().includes(a.code)))
    .reduce((sum, answer) => sum + answer.points, 0)

/** Names of what is asked. A question that is not asked has no answer that another could wait for. */
export const shownNames = (form: Form, answers: TriedAnswers): Set<string> => {
  const shown = new Set<string>()
  const seen = (item: Item): boolean => {
    if (!item.when) return true
    const { every, of } = item.when
    const test = (condition: Condition) => {
      const target = placed(form).find(p => p.item.name === condition.question)
      const given =
        target?.item.kind === 'score' ? String(triedScore(form, answers, shown)) : answers[condition.question]
      return shown.has(condition.question) && holds(given, condition)
    }
    return every ? of.every(test) : of.some(test)
  }
  for (const { item, within } of placed(form))
    if ((!within || shown.has(within.name)) && seen(item)) shown.add(item.name)
  return shown
}
