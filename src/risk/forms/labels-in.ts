// What an XForm from elsewhere asks, in the languages it asks it in: enough to know it again before it is put in use, and to say which of
// its questions ask for the signs of a matrix.
import { isChoiceControl, lookThrough, type FormTree } from './look-through.ts'
import { fenerSpace, languageOfLabel } from './write-xform.ts'
import { attribute, childNamed, everyElement, readXml, type XmlElement } from './xml.ts'

export type AskedThere = {
  /** Where its answer stands. */
  at: string
  kind: string
  words: Record<string, string>
  /** Of a choice: its answers, also those of a list that stands elsewhere in the file. */
  answers: { code: string; words: Record<string, string> }[]
  /** The sign that another Fener made it for. */
  sign: string | null
}
const mostShown = 500
const mostAnswers = 200
const oneLine = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 300)

export const labelsIn = (xform: string): AskedThere[] => {
  const read = readXml(xform)
  const tree = read.ok ? lookThrough(read.root) : undefined
  if (!tree) return []
  const signs = new Map(
    tree.binds.map(({ element, path }) => [path.join('/'), attribute(element, 'sign', fenerSpace)])
  )
  return tree.controls
    .filter(({ element }) => tree.questions.includes(element))
    .slice(0, mostShown)
    .map(({ element, path }) => {
      const at = (path ?? []).join('/')
      return {
        at: `/${at}`,
        kind: element.name,
        words: labelOf(tree, childNamed(element, 'label')) ?? { und: '…' },
        answers: element.name !== 'rank' && isChoiceControl(element) ? answersOf(tree, element) : [],
        sign: signs.get(at) ?? null
      }
    })
}

const labelOf = (tree: FormTree, label: XmlElement | undefined): Record<string, string> | undefined => {
  const id = /jr:itext\(\s*['"]([^'"]*)['"]\s*\)/.exec((label && attribute(label, 'ref')) ?? '')?.[1]
  if (id !== undefined) return textOf(tree, id)
  const plain = oneLine(label?.text)
  return plain ? { und: plain } : undefined
}

const textOf = (tree: FormTree, id: string): Record<string, string> | undefined => {
  const said = tree.translations.flatMap(({ language, texts }) => {
    const words = oneLine(texts.get(id)?.text)
    return words ? [[languageOfLabel(language), words] as const] : []
  })
  return said.length ? Object.fromEntries(said) : undefined
}

const answersOf = (tree: FormTree, control: XmlElement): AskedThere['answers'] => {
  const items = control.children.filter(({ name }) => name === 'item')
  const own = items.map(item => ({
    code: (childNamed(item, 'value')?.text ?? '').trim(),
    words: labelOf(tree, childNamed(item, 'label'))
  }))
  const set = childNamed(control, 'itemset')
  return [...own, ...(set ? listed(tree, set) : [])]
    .filter(({ code }, n, all) => code && all.findIndex(one => one.code === code) === n)
    .slice(0, mostAnswers)
    .map(({ code, words }) => ({ code, words: words ?? { und: code } }))
}

/** `instance('name')/root/item[…]`, as pyxform writes it; which of them are shown is the form's business, all can be chosen. */
const listed = (tree: FormTree, set: XmlElement) => {
  const name = /instance\(\s*['"]([^'"]+)['"]\s*\)/.exec(attribute(set, 'nodeset') ?? '')?.[1]
  const instance = tree.model.children.find(
    child => child.name === 'instance' && attribute(child, 'id') === name
  )
  if (name === undefined || !instance) return []
  const value = attribute(childNamed(set, 'value') ?? set, 'ref') ?? 'name'
  const label = attribute(childNamed(set, 'label') ?? set, 'ref') ?? 'label'
  const field = /jr:itext\(\s*([\w-]+)\s*\)/.exec(label)?.[1]
  return [...everyElement(instance)]
    .filter(({ name }) => name === 'item')
    .map(item => {
      const words = oneLine(childNamed(item, field ?? label)?.text)
      return {
        code: (childNamed(item, value)?.text ?? '').trim(),
        words: field === undefined ? (words ? { und: words } : undefined) : textOf(tree, words)
      }
    })
}
