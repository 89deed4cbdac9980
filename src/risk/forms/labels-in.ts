// What an XForm from elsewhere asks, in the languages it asks it in: enough to know it again before it is put in use.
import { lookThrough } from './look-through.ts'
import { languageOfLabel } from './write-xform.ts'
import { attribute, childNamed, readXml } from './xml.ts'

export type AskedThere = { kind: string; words: Record<string, string> }
const mostShown = 200

export const labelsIn = (xform: string): AskedThere[] => {
  const read = readXml(xform)
  const tree = read.ok ? lookThrough(read.root) : undefined
  return (tree?.questions ?? []).slice(0, mostShown).map(element => {
    const label = childNamed(element, 'label')
    const id = /jr:itext\(\s*['"]([^'"]*)['"]\s*\)/.exec((label && attribute(label, 'ref')) ?? '')?.[1]
    const said = (id === undefined ? [] : tree!.translations).flatMap(({ language, texts }) => {
      const words = texts.get(id!)?.text.replace(/\s+/g, ' ').trim()
      return words ? [[languageOfLabel(language), words.slice(0, 300)] as const] : []
    })
    const plain = label?.text.replace(/\s+/g, ' ').trim()
    return { kind: element.name, words: said.length ? Object.fromEntries(said) : { und: plain || '…' } }
  })
}
