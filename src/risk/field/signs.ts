// Which question asks for which sign of a matrix (`fener:sign` on its bind), and what the answers say about it.
import type { SignAnswer } from '../matrix.ts'

const namespace = 'https://fener.org/xforms'

/**
 * Place in the form (without positions) → what its bind says of it: the code of a sign, or the coded column it tells. Needs a browser's
 * parser.
 */
export const markedIn = (xform: string, mark: 'sign' | 'tells'): Map<string, string> => {
  const binds = new DOMParser().parseFromString(xform, 'text/xml').getElementsByTagNameNS('*', 'bind')
  const found = new Map<string, string>()
  for (const bind of binds) {
    const code = bind.getAttributeNS(namespace, mark)
    if (code) found.set(bind.getAttribute('nodeset') ?? '', code)
  }
  return found
}

/** The first answer to a question that tells this column. */
export const toldIn = (
  marked: ReadonlyMap<string, string>,
  column: string,
  answered: readonly { reference: string; value: string }[]
): string | undefined =>
  answered.find(({ reference, value }) => value && marked.get(withoutPositions(reference)) === column)?.value

export const withoutPositions = (reference: string): string => reference.replace(/\[\d+\]/g, '')

const said: Readonly<Record<string, SignAnswer>> = { yes: 'yes', no: 'no' }

/** One sign asked several times (a repeat): once yes is yes; no only where every answer is no. */
export const answersBySign = (
  signs: ReadonlyMap<string, string>,
  answered: readonly { reference: string; value: string }[]
): Record<string, SignAnswer> => {
  const answers: Record<string, SignAnswer> = {}
  for (const { reference, value } of answered) {
    const sign = signs.get(withoutPositions(reference))
    if (!sign) continue
    const answer = said[value] ?? 'not-known'
    const before = answers[sign]
    answers[sign] =
      before === undefined || before === answer
        ? answer
        : before === 'yes' || answer === 'yes'
          ? 'yes'
          : 'not-known'
  }
  return answers
}
