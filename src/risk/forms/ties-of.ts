// The ties of a form: those that somebody made, or those that it says itself.
import { lookThrough } from './look-through.ts'
import { plainTie, type SignTie } from './sign-ties.ts'
import { fenerSpace } from './write-xform.ts'
import { attribute, readXml } from './xml.ts'

export const tiesOf = ({ ties, xform }: { ties: SignTie[] | null; xform: string }): SignTie[] => {
  if (ties) return ties
  const read = readXml(xform)
  const tree = read.ok ? lookThrough(read.root) : undefined
  return (tree?.binds ?? []).flatMap(({ element, path }) => {
    const sign = attribute(element, 'sign', fenerSpace)
    return sign ? [plainTie(sign, `/${path.join('/')}`)] : []
  })
}
