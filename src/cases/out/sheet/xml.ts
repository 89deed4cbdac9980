// As much of XML as a spreadsheet's parts are written in: tags, attributes, text. No document types, so no entities of one's own.
import { problem } from '#kernel/problem.ts'

export type Token =
  | { is: 'open'; name: string; attributes: Record<string, string>; closed: boolean }
  | { is: 'close'; name: string }
  | { is: 'text'; text: string }

const token =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole
    const code = decimal ? Number(decimal) : parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
/** Some programs write `x:row`: the prefix says nothing here. */
const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** Throws `spreadsheet.broken` where it is not XML. */
export function* tokens(text: string): Generator<Token> {
  token.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let at = token.lastIndex
  while (at < text.length) {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) throw problem('spreadsheet.broken', 400)
    at = token.lastIndex
    const [, cdata, slash, name, attributes, closed, words] = found
    if (cdata !== undefined) yield { is: 'text', text: cdata }
    else if (words !== undefined) yield { is: 'text', text: plain(words) }
    else if (name !== undefined)
      if (slash) yield { is: 'close', name: local(name) }
      else
        yield {
          is: 'open',
          name: local(name),
          closed: closed === '/',
          attributes: Object.fromEntries(
            [...(attributes ?? '').matchAll(attribute)].map(([, key, a, b]) => [
              local(key!),
              plain(a ?? b ?? '')
            ])
          )
        }
  }
}

/** Nothing that XML cannot hold, and no mark that means something in it. */
export const escaped = (text: string): string =>
  text
    // a spreadsheet reads _x000D_ as a character: what looks like one is kept as it is
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

export const spoken = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
