// YAML from outside (a municipality's strategy, a network's profile) is read whole or not at all. It may be careless or hostile:
// size, depth, token count and aliases are refused before anything recursive touches it, and every fault says where it stands.

import { isMap, isScalar, isSeq, Lexer, parseDocument, Parser, type Node } from 'yaml'
import type { z } from 'zod'
import { namedIssues } from './schema-issue.ts'
import { pathText, type Path } from './path-text.ts'

export { pathText, type Path } from './path-text.ts'

/** A fault is a place and a message key with its parameters; the sentence lives in `locales/`. */
export type Fault = {
  line: number
  column: number
  path: string
  code: string
  params: Record<string, string | number>
}
/** Whose file it is: the first half of a fault's code. */
export type Family = 'strategy' | 'network' | 'matrix'
export type Place = { line: number; column: number }
export type CheckedYaml =
  | { ok: true; value: unknown; placeOf: (path: Path) => Place; placeOfKey: (path: Path) => Place }
  | { ok: false; faults: Fault[] }

const maxBytes = 2 * 1024 * 1024
const maxDepth = 24 // the strategy itself needs 9
const maxTokens = 250_000 // the strategy itself needs about 20,000
const maxFaults = 100

export const readCheckedYaml = (text: string, family: Family): CheckedYaml => {
  const refuse = (place: Place, code: string, params: Fault['params'] = {}, path = ''): CheckedYaml => ({
    ok: false,
    faults: [{ ...place, path, code: `${family}.${code}`, params }]
  })
  const start = { line: 1, column: 1 }
  if (text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes) {
    return refuse(start, 'too-big', { limit: maxBytes })
  }
  const at = placesIn(text)

  // The library's parser keeps its own stack, its composer recurses: measure the depth with the first before calling the second.
  const parser = new Parser()
  let tokens = 0
  let before = ''
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > maxDepth) return refuse(at(offset), 'too-deep', { limit: maxDepth })
    if (++tokens > maxTokens) return refuse(at(offset), 'too-big', { limit: maxBytes })
    // Scalars follow a marker of the lexer; a bare `*name` is an alias, and aliases can unfold into billions of nodes.
    if (lexeme.startsWith('*') && before !== scalarMarker) {
      return refuse(at(offset), 'alias-bomb', { alias: lexeme.slice(0, 60) })
    }
    before = lexeme
  }

  // uniqueKeys compares every key with every other: quadratic. We look for duplicates ourselves.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false
  })
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) {
    return {
      ok: false,
      faults: problems.slice(0, maxFaults).map(p => ({
        ...at(p.pos[0]),
        path: '',
        code: `${family}.yaml-syntax`,
        params: { detail: p.code }
      }))
    }
  }
  return toPlain(document.contents, at, family)
}

const scalarMarker = '\u001f'

/** From an offset in the text to its line and column, both from 1. */
const placesIn = (text: string): ((offset: number) => Place) => {
  const starts = [0]
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return offset => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - starts[low]! + 1 }
  }
}

const toPlain = (contents: Node | null, at: (offset: number) => Place, family: string): CheckedYaml => {
  const values = new Map<string, Place>()
  const keys = new Map<string, Place>()
  const faults: Fault[] = []
  const fault = (place: Place, path: Path, code: string, params: Fault['params'] = {}): undefined => {
    faults.push({ ...place, path: pathText(path), code: `${family}.${code}`, params })
    return undefined
  }
  const walk = (node: unknown, path: Path, parent: Place): unknown => {
    const offset = (node as Node | null)?.range?.[0]
    const place = offset === undefined ? parent : at(offset)
    values.set(pathText(path), place)
    if (node === null || node === undefined) return null
    if (isScalar(node)) return node.value
    if (isSeq(node)) return node.items.map((item, i) => walk(item, [...path, i], place))
    if (!isMap(node)) return fault(place, path, 'alias-bomb', { alias: String(node) })
    const plain: Record<string, unknown> = {}
    for (const { key, value } of node.items) {
      const keyPlace = isScalar(key) && key.range ? at(key.range[0]) : place
      if (!isScalar(key) || typeof key.value !== 'string' || key.value === '__proto__') {
        fault(keyPlace, path, 'unknown-key', { key: isScalar(key) ? String(key.value) : '?' })
      } else if (Object.hasOwn(plain, key.value)) {
        fault(keyPlace, [...path, key.value], 'duplicate-key', { key: key.value })
      } else {
        keys.set(pathText([...path, key.value]), keyPlace)
        plain[key.value] = walk(value, [...path, key.value], keyPlace)
      }
    }
    return plain
  }
  const value = walk(contents, [], { line: 1, column: 1 })
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, maxFaults) }
  const nearest =
    (from: Map<string, Place>) =>
    (path: Path): Place => {
      for (let length = path.length; length >= 0; length--) {
        const here = path.slice(0, length)
        const found = from.get(pathText(here)) ?? values.get(pathText(here))
        if (found) return found
      }
      return { line: 1, column: 1 }
    }
  return { ok: true, value, placeOf: nearest(values), placeOfKey: nearest(keys) }
}

type Read = Extract<CheckedYaml, { ok: true }>

/** What the schema refuses, said at the place in the file. `words` are keys whose absence is a missing translation. */
export const schemaFaults = (
  issues: readonly z.core.$ZodIssue[],
  read: Read,
  family: Family,
  words: readonly string[]
): Fault[] =>
  inOrder(
    issues.flatMap(issue =>
      namedIssues(issue, read.value, words).map(({ path, code, params, at }) => ({
        ...(at === 'key' ? read.placeOfKey(path) : read.placeOf(at === 'holder' ? path.slice(0, -1) : path)),
        path: pathText(path),
        code: `${family}.${code}`,
        params
      }))
    )
  )

export const inOrder = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, maxFaults)
