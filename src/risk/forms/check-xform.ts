// An XForm from ODK, Kobo or another Fener is kept as it came. Before it is, it is looked through: every fault has a line, and what would
// lose an answer, ask in a circle or send answers elsewhere keeps it out.
import { isChoiceControl, lookThrough, type FormTree } from './look-through.ts'
import { pathsIn, type Path } from './paths-in.ts'
import { fenerSpace, languageOfLabel, spaces } from './write-xform.ts'
import { attribute, childNamed, everyElement, readXml, type XmlElement, type XmlFaultCode } from './xml.ts'

export const xformFaultCodes = [
  'too-large',
  'doctype',
  'malformed',
  'too-deep',
  'empty',
  'no-xform',
  'no-title',
  'no-answers-part',
  'no-form-id',
  'bad-form-id',
  'no-version',
  'no-instance-id',
  'no-questions',
  'refers-to-nothing',
  'not-an-expression',
  'loop',
  'no-such-text',
  'no-translation',
  'unknown-control',
  'takes-files',
  'no-choices',
  'other-file',
  'sends-elsewhere',
  'sealed-for-others',
  'bad-sign'
] as const
export type XFormFaultCode = (typeof xformFaultCodes)[number]
type _everyXmlFault = XmlFaultCode extends XFormFaultCode ? true : never
export type XFormFault = {
  line: number
  code: XFormFaultCode
  params: Record<string, string>
  stops: boolean
}

export type XFormSummary = {
  formId: string
  version: string
  title: string
  /** By language, where the form says its title in several. */
  titles: Record<string, string>
  languages: string[]
  questions: number
  signs: string[]
}
export type CheckedXForm = { faults: XFormFault[]; summary: XFormSummary | null }

const mostFaults = 50
/** As an address and a file can hold it. */
const formIdShape = /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}$/
/** Kobo writes `3 (2026-11-02 10:11:12)`. */
const versionShape = /^[^\s<>&"']([^<>&"'\n\t]{0,98}[^\s<>&"'])?$/

export const checkXForm = (text: string): CheckedXForm => {
  const faults: XFormFault[] = []
  const add = (line: number, code: XFormFaultCode, params: Record<string, string> = {}, stops = true) =>
    void faults.push({ line, code, params, stops })
  const read = readXml(text)
  if (!read.ok) {
    add(read.fault.line, read.fault.code)
    return { faults, summary: null }
  }
  const tree = lookThrough(read.root)
  if (!tree) {
    add(read.root.line, 'no-xform')
    return { faults, summary: null }
  }
  const summary = identityFaults(tree, add)
  bindFaults(tree, add)
  controlFaults(tree, add)
  loopFaults(tree, add)
  textFaults(tree, add)
  for (const sent of everyElement(tree.model))
    if (sent.name === 'submission') {
      if (attribute(sent, 'base64RsaPublicKey')) add(sent.line, 'sealed-for-others')
      if (attribute(sent, 'action') || attribute(sent, 'resource')) add(sent.line, 'sends-elsewhere')
    }
  faults.sort((a, b) => Number(b.stops) - Number(a.stops) || a.line - b.line)
  return { faults: faults.slice(0, mostFaults), summary }
}

type Add = (line: number, code: XFormFaultCode, params?: Record<string, string>, stops?: boolean) => void
/** What a sentence may quote of somebody else's file: short, on one line. */
const quoted = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 80)
const named = (path: Path) => quoted(`/${path.join('/')}`)

const identityFaults = (tree: FormTree, add: Add): XFormSummary | null => {
  const { head, model, answers, questions } = tree
  const title = (childNamed(head, 'title')?.text ?? '').trim()
  if (!title) add(head.line, 'no-title')
  if (!answers) {
    add(model.line, 'no-answers-part')
    return null
  }
  const formId = attribute(answers.element, 'id') ?? ''
  const version =
    attribute(answers.element, 'version') ?? attribute(answers.element, 'version', spaces.openrosa) ?? ''
  if (!formId) add(answers.line, 'no-form-id')
  else if (!formIdShape.test(formId)) add(answers.line, 'bad-form-id', { id: quoted(formId) })
  if (!versionShape.test(version)) add(answers.line, 'no-version')
  if (!answers.children.get('meta')?.children.has('instanceID')) add(answers.line, 'no-instance-id')
  if (questions.length === 0) add(model.line, 'no-questions')
  const titles = tree.translations.flatMap(({ language, texts }) => {
    const said = texts.get('title')?.text.trim()
    return said ? [[languageOfLabel(language), said.slice(0, 300)]] : []
  })
  return {
    formId,
    version,
    title: title.slice(0, 300),
    titles: Object.fromEntries(titles),
    languages: tree.translations.map(({ language }) => languageOfLabel(language)),
    questions: questions.length,
    signs: tree.binds.flatMap(({ element }) => attribute(element, 'sign', fenerSpace) ?? [])
  }
}

const computed = ['relevant', 'calculate', 'required', 'readonly', 'constraint'] as const

const bindFaults = (tree: FormTree, add: Add) => {
  for (const { element, path } of tree.binds) {
    if (!tree.has(path)) {
      add(element.line, 'refers-to-nothing', { to: quoted(attribute(element, 'nodeset') ?? '') })
      continue
    }
    const sign = attribute(element, 'sign', fenerSpace)
    if (sign !== undefined && !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(sign))
      add(element.line, 'bad-sign', { to: quoted(sign) })
    for (const name of computed) {
      const expression = attribute(element, name)
      if (expression === undefined) continue
      const looked = pathsIn(expression, path)
      if (!looked) add(element.line, 'not-an-expression', { to: quoted(expression) })
      else {
        for (const to of looked.paths)
          if (!tree.has(to)) add(element.line, 'refers-to-nothing', { to: named(to) })
        if (looked.functions.includes('pulldata')) add(element.line, 'other-file', { to: quoted(expression) })
      }
    }
  }
}

const controlFaults = (tree: FormTree, add: Add) => {
  for (const { element, path } of tree.controls) {
    const { name, line } = element
    if (name === 'upload') add(line, 'takes-files')
    else if (!known.has(name)) add(line, 'unknown-control', { to: quoted(name) })
    else if (name !== 'group' && !path) add(line, 'refers-to-nothing', { to: '' })
    else if (path && !tree.has(path)) add(line, 'refers-to-nothing', { to: named(path) })
    if (isChoiceControl(element) && !element.children.some(c => c.name === 'item' || c.name === 'itemset')) add(line, 'no-choices') // prettier-ignore
  }
  for (const element of everyElement(tree.model))
    if (element.name === 'instance' && attribute(element, 'src') !== undefined)
      add(element.line, 'other-file', { to: quoted(attribute(element, 'src')!) })
}
const known = new Set(['input', 'select1', 'select', 'group', 'repeat', 'range', 'rank', 'trigger'])

/** A node waits for what its expressions look at, and for everything it stands inside of. */
const loopFaults = (tree: FormTree, add: Add) => {
  const waits = new Map<string, Set<string>>()
  const key = (path: Path) => path.join('/')
  const from = (path: Path) => {
    const to = waits.get(key(path)) ?? new Set()
    waits.set(key(path), to)
    return to
  }
  tree.eachNode(path => {
    if (path.length > 1) from(path).add(key(path.slice(0, -1)))
  })
  const lines = new Map<string, number>()
  for (const { element, path } of tree.binds) {
    lines.set(key(path), element.line)
    for (const name of ['relevant', 'calculate', 'required', 'readonly'] as const)
      for (const to of pathsIn(attribute(element, name) ?? '', path)?.paths ?? []) from(path).add(key(to))
  }
  for (const loop of loopsIn(waits)) {
    const at = loop.find(node => lines.has(node)) ?? loop[0]!
    add(lines.get(at) ?? tree.model.line, 'loop', {
      to: quoted([...loop, loop[0]!].map(n => n.split('/').at(-1)).join(' → '))
    })
  }
}

/** One way around for every knot, found without going deep on the stack. */
const loopsIn = (waits: ReadonlyMap<string, ReadonlySet<string>>): string[][] => {
  const done = new Set<string>()
  const loops: string[][] = []
  for (const start of waits.keys()) {
    if (done.has(start)) continue
    const way: { node: string; next: Iterator<string> }[] = []
    const on = new Set<string>()
    const enter = (node: string) => {
      on.add(node)
      way.push({ node, next: (waits.get(node) ?? new Set<string>()).values() })
    }
    enter(start)
    while (way.length) {
      const { node, next } = way.at(-1)!
      const { value, done: ended } = next.next()
      if (ended) {
        done.add(node)
        on.delete(node)
        way.pop()
      } else if (on.has(value)) loops.push(way.slice(way.findIndex(w => w.node === value)).map(w => w.node))
      else if (!done.has(value)) enter(value)
    }
  }
  return loops
}

const textFaults = (tree: FormTree, add: Add) => {
  const used = new Map<string, XmlElement>()
  for (const { id, element } of tree.usedTexts) if (!used.has(id)) used.set(id, element)
  const all = new Set(tree.translations.flatMap(({ texts }) => [...texts.keys()]))
  for (const [id, element] of used) if (!all.has(id)) add(element.line, 'no-such-text', { to: quoted(id) })
  for (const { language, texts, element } of tree.translations)
    for (const id of all)
      if (used.has(id) && !texts.get(id)?.text.trim())
        add(texts.get(id)?.element.line ?? element.line, 'no-translation', {
          language: quoted(language),
          to: quoted(id)
        })
}
