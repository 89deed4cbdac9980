// The parts of an XForm by what they are: the answers it collects, what binds them, the controls that ask, the words.
import { pathsIn, type Path } from './paths-in.ts'
import { attribute, childNamed, everyElement, type XmlElement } from './xml.ts'

type Node = { name: string; line: number; element: XmlElement; children: ReadonlyMap<string, Node> }
export type FormTree = {
  head: XmlElement
  model: XmlElement
  answers: Node | undefined
  binds: { element: XmlElement; path: Path }[]
  controls: { element: XmlElement; path: Path | undefined }[]
  /** Controls that ask something. */
  questions: XmlElement[]
  translations: {
    language: string
    element: XmlElement
    texts: Map<string, { text: string; element: XmlElement }>
  }[]
  usedTexts: { id: string; element: XmlElement }[]
  has: (path: Path) => boolean
  eachNode: (visit: (path: Path) => void) => void
}

export const isChoiceControl = ({ name }: XmlElement) =>
  name === 'select1' || name === 'select' || name === 'rank'

/** The same child twice (a template, and the first of its kind) is one. */
const nodeOf = (element: XmlElement): Node => nodeOfAll([element])
const nodeOfAll = (same: readonly XmlElement[]): Node => {
  const byName = Map.groupBy(
    same.flatMap(e => e.children),
    child => child.name
  )
  const [element] = same as [XmlElement]
  return {
    name: element.name,
    line: element.line,
    element,
    children: new Map([...byName].map(([name, children]) => [name, nodeOfAll(children)]))
  }
}

/** A reference is a path and nothing else; relative to what it stands in. */
const referred = (text: string | undefined, within: Path): Path | undefined =>
  text === undefined ? undefined : pathsIn(text.trim(), within)?.paths[0]

const shown = new Set(['label', 'hint', 'value', 'item', 'itemset', 'copy', 'help', 'alert', 'output', 'setvalue', 'setgeopoint', 'recordaudio']) // prettier-ignore
const textReference = /jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/g

/** Undefined when it is no XForm: no head with a model, no body. */
export const lookThrough = (root: XmlElement): FormTree | undefined => {
  const head = childNamed(root, 'head')
  const model = head && childNamed(head, 'model')
  const body = childNamed(root, 'body')
  if (root.name !== 'html' || !head || !model || !body) return undefined
  const first = childNamed(model, 'instance')?.children[0]
  const answers = first && nodeOf(first)

  const has = ([top, ...rest]: Path): boolean => {
    let node = answers
    if (!node || node.name !== top) return false
    for (const step of rest) {
      node = node.children.get(step)
      if (!node) return false
    }
    return true
  }
  const eachNode = (visit: (path: Path) => void) => {
    const walk = (node: Node, above: Path) => {
      const path = [...above, node.name]
      visit(path)
      for (const child of node.children.values()) walk(child, path)
    }
    if (answers) walk(answers, [])
  }
  const top: Path = answers ? [answers.name] : []
  const binds = model.children
    .filter(({ name }) => name === 'bind')
    .map(element => ({
      element,
      path: referred(attribute(element, 'nodeset') ?? attribute(element, 'ref'), top) ?? []
    }))

  const controls: FormTree['controls'] = []
  const ask = (element: XmlElement, within: Path) => {
    for (const child of element.children) {
      if (shown.has(child.name)) continue
      const path =
        referred(attribute(child, 'ref') ?? attribute(child, 'nodeset'), within) ??
        boundBy(model, attribute(child, 'bind'), top)
      controls.push({ element: child, path })
      if (child.name === 'group' || child.name === 'repeat') ask(child, path ?? within)
    }
  }
  ask(body, top)

  const usedTexts: FormTree['usedTexts'] = []
  for (const element of everyElement(root))
    for (const { value } of element.attributes)
      for (const found of value.matchAll(textReference))
        usedTexts.push({ id: found[1] ?? found[2]!, element })

  const itext = childNamed(model, 'itext')
  const translations = (itext?.children ?? [])
    .filter(({ name }) => name === 'translation')
    .map(element => ({
      language: attribute(element, 'lang') ?? '',
      element,
      texts: new Map(
        element.children
          .filter(({ name }) => name === 'text')
          .map(text => [attribute(text, 'id') ?? '', { text: wordsOf(text), element: text }] as const)
      )
    }))
  return {
    head,
    model,
    answers,
    binds,
    controls,
    questions: controls.map(c => c.element).filter(({ name }) => name !== 'group' && name !== 'repeat'),
    translations,
    usedTexts,
    has,
    eachNode
  }
}

/** A sentence may hold values of other answers; an image or a sound beside it is a word too. */
const wordsOf = (text: XmlElement): string =>
  [...everyElement(text)].map(e => (e.name === 'output' ? '…' : e.text)).join(' ')

const boundBy = (model: XmlElement, id: string | undefined, top: Path): Path | undefined => {
  const bind =
    id === undefined ? undefined : model.children.find(c => c.name === 'bind' && attribute(c, 'id') === id)
  return bind && referred(attribute(bind, 'nodeset'), top)
}
