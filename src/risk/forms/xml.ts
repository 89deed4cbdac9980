// XML from outside, read into a small tree that knows its lines. Nothing is fetched and nothing unfolds: a document that declares a
// type or entities of its own is refused before it is looked at any further.
import { SaxesParser, type SaxesAttributeNS } from 'saxes'

export type XmlElement = {
  /** Without prefix; what it means says `space`. */
  name: string
  space: string
  line: number
  attributes: readonly { name: string; space: string; value: string }[]
  children: XmlElement[]
  text: string
}
export type XmlFault = { line: number; code: XmlFaultCode }
export const xmlFaultCodes = ['too-large', 'doctype', 'malformed', 'too-deep', 'empty'] as const
export type XmlFaultCode = (typeof xmlFaultCodes)[number]
export type ReadXml = { ok: true; root: XmlElement } | { ok: false; fault: XmlFault }

export const mostXmlBytes = 1_000_000
const mostDepth = 60

class Refused extends Error {
  readonly fault: XmlFault
  constructor(line: number, code: XmlFaultCode) {
    super(code)
    this.fault = { line, code }
  }
}

export const readXml = (text: string): ReadXml => {
  if (text.length > mostXmlBytes || new TextEncoder().encode(text).length > mostXmlBytes)
    return { ok: false, fault: { line: 1, code: 'too-large' } }
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  const refuse = (code: XmlFaultCode): never => {
    throw new Refused(parser.line, code)
  }
  parser.on('doctype', () => refuse('doctype'))
  parser.on('error', () => refuse('malformed'))
  parser.on('opentag', tag => {
    if (open.length >= mostDepth) refuse('too-deep')
    const element: XmlElement = {
      name: tag.local,
      space: tag.uri,
      line: parser.line,
      attributes: Object.values(tag.attributes as Record<string, SaxesAttributeNS>).map(a => ({
        name: a.local,
        space: a.uri,
        value: a.value
      })),
      children: [],
      text: ''
    }
    if (open.length) open.at(-1)!.children.push(element)
    else root = element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const add = (words: string) => {
    const element = open.at(-1)
    if (element) element.text += words
  }
  parser.on('text', add)
  parser.on('cdata', add)
  try {
    // what stands before the first sign is no part of the document
    parser.write(text.replace(/^\uFEFF/, '')).close()
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault }
    throw error
  }
  return root ? { ok: true, root } : { ok: false, fault: { line: 1, code: 'empty' } }
}

export const attribute = (element: XmlElement, name: string, space = ''): string | undefined =>
  element.attributes.find(a => a.name === name && a.space === space)?.value

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find(child => child.name === name)

/** This element and everything below it, in the order of the document. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* everyElement(child)
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters have no place in XML; a line break inside a sentence stays one. */
export const xmlText = (words: string): string =>
  words.replace(/[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n\r]]/gv, '').replace(/[&<>"]/g, sign => escapes[sign]!)

export type XmlNode = string | undefined | false | null
/** One element as text. Attributes that are undefined are left out. */
export const tag = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly XmlNode[]
): string => {
  const said = Object.entries(attributes)
    .flatMap(([key, value]) =>
      value === undefined ? [] : ` ${key}="${xmlText(value).replaceAll('\n', '&#10;')}"`
    )
    .join('')
  const inside = children.filter(Boolean).join('')
  return inside ? `<${name}${said}>${inside}</${name}>` : `<${name}${said}/>`
}
