// Which nodes of the answers an expression of an XForm looks at. Enough of XPath to follow its paths; what it computes is not our business.

/** Steps from the root of the answers; undefined where a wildcard, another instance or an axis makes it impossible to say. */
export type Path = readonly string[]

type Token = { kind: 'name' | 'sign' | 'value'; text: string }
const shape =
  /\s+|"[^"]*"|'[^']*'|\d+(?:\.\d*)?|\.\d+|\/\/|\.\.|[<>!]=|::|[A-Za-z_\u00C0-\uFFFF][\w.\u00B7\u00C0-\uFFFF-]*(?::[A-Za-z_\u00C0-\uFFFF][\w.\u00B7\u00C0-\uFFFF-]*)?|\$|[/.()[\]@,|+\-*=<>]/uy

/** Undefined when it cannot be an expression. */
const tokensOf = (text: string): Token[] | undefined => {
  const tokens: Token[] = []
  shape.lastIndex = 0
  while (shape.lastIndex < text.length) {
    const found = shape.exec(text)?.[0]
    if (found === undefined) return undefined
    if (/^\s/.test(found)) continue
    const kind = /^["'\d]|^\.\d/.test(found)
      ? 'value'
      : /^[A-Za-z_\u00C0-\uFFFF]/.test(found)
        ? 'name'
        : 'sign'
    tokens.push({ kind, text: found })
  }
  return tokens
}

const operators = ['and', 'or', 'div', 'mod']
const local = (name: string) => name.slice(name.indexOf(':') + 1)

type Reader = { tokens: Token[]; at: number; found: (Path | undefined)[]; functions: string[] }

/** Reads one path that begins here. `context`: where a relative one begins. */
const readPath = (reader: Reader, context: Path | undefined): Path | undefined => {
  const { tokens } = reader
  const peek = (ahead = 0) => tokens[reader.at + ahead]?.text
  let path: string[] | undefined = context && [...context]
  if (peek() === '/') {
    path = []
    reader.at++
  } else if (peek() === '//') {
    path = undefined
    reader.at++
  }
  for (;;) {
    const token = tokens[reader.at]
    if (!token) break
    if (token.text === '..') path = path?.slice(0, -1)
    else if (token.text === '*' || token.text === '@') {
      path = undefined
      if (token.text === '@') reader.at++
    } else if (token.kind === 'name') {
      if (peek(1) === '::') {
        path = undefined
        reader.at += 2
      } else if (peek(1) === '(') {
        // node(), text()
        path = undefined
        reader.at += 2
      } else path = path && [...path, local(token.text)]
    } else if (token.text !== '.') break
    reader.at++
    while (peek() === '[') {
      reader.at++
      readUntil(reader, path, ']')
      reader.at++
    }
    if (peek() === '//') path = undefined
    else if (peek() !== '/') break
    reader.at++
  }
  return path
}

const readUntil = (reader: Reader, context: Path | undefined, end: string | undefined, home = context) => {
  const { tokens } = reader
  let afterValue = false
  while (reader.at < tokens.length && tokens[reader.at]!.text !== end) {
    const token = tokens[reader.at]!
    const next = tokens[reader.at + 1]?.text
    if (token.kind === 'value') {
      reader.at++
      afterValue = true
    } else if (afterValue && (operators.includes(token.text) || token.text === '*')) {
      reader.at++
      afterValue = false
    } else if (token.kind === 'name' && next === '(') {
      reader.functions.push(token.text)
      reader.at += 2
      readUntil(reader, context, ')', home)
      reader.at++
      afterValue = true
      // instance('other')/… lies elsewhere; current()/… begins where the expression stands
      const after = tokens[reader.at]?.text
      let from: Path | undefined = token.text === 'current' ? home : undefined
      while (tokens[reader.at]?.text === '[') {
        reader.at++
        readUntil(reader, from, ']', home)
        reader.at++
      }
      if (after === '/' || after === '//' || tokens[reader.at]?.text === '/') {
        if (tokens[reader.at]?.text === '//') from = undefined
        reader.at++
        reader.found.push(readPath(reader, from))
      }
    } else if (token.text === '(') {
      reader.at++
      readUntil(reader, context, ')', home)
      reader.at++
      afterValue = true
    } else if (
      token.kind === 'name' ||
      ['/', '//', '.', '..', '@'].includes(token.text) ||
      (token.text === '*' && !afterValue)
    ) {
      const before = reader.at
      reader.found.push(readPath(reader, context))
      if (reader.at === before) reader.at++
      afterValue = true
    } else {
      reader.at++
      afterValue = false
    }
  }
}

export type Looked = { paths: Path[]; functions: string[] }

/** `at`: the node the expression stands on. Undefined when the text is no expression at all. */
export const pathsIn = (expression: string, at: Path): Looked | undefined => {
  const tokens = tokensOf(expression)
  if (!tokens || !balanced(tokens)) return undefined
  const reader: Reader = { tokens, at: 0, found: [], functions: [] }
  readUntil(reader, at, undefined)
  return { paths: reader.found.filter(path => path !== undefined), functions: reader.functions }
}

const balanced = (tokens: readonly Token[]): boolean => {
  const open: string[] = []
  for (const { text } of tokens) {
    if (text === '(') open.push(')')
    else if (text === '[') open.push(']')
    else if ((text === ')' || text === ']') && open.pop() !== text) return false
    if (open.length > 200) return false
  }
  return open.length === 0
}
