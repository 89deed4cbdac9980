// Which question asks for which sign of a matrix (`fener:sign` on its bind), and what the answers say about it.
import { plainTie, withoutPositions, type SignTie } from '../forms/sign-ties.ts'

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

/** A form from elsewhere that was tied to its matrix brings its ties along; ours says them itself. */
export const tiesIn = ({ ties, xform }: { ties?: SignTie[] | null; xform: string }): SignTie[] =>
  ties ?? [...markedIn(xform, 'sign')].map(([at, sign]) => plainTie(sign, at))
