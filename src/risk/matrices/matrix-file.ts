// A matrix as a file, in YAML or JSON (docs/matrices.md): read whole or not at all, every fault with its line and reason.
import { stringify } from 'yaml'
import { inOrder, pathText, readCheckedYaml, schemaFaults, type Fault } from '#kernel/checked-yaml.ts'
import { faultsOf } from './check.ts'
import { MatrixDocument } from './document.ts'
import type { DraftDocument } from './draft.ts'

export type LoadedMatrix = { ok: true; document: MatrixDocument } | { ok: false; faults: Fault[] }

/** Languages whose absence is said as a missing translation. */
const wordKeys = ['en', 'sr-Latn', 'sq']

export const loadMatrixFile = (text: string): LoadedMatrix => {
  const read = readCheckedYaml(text, 'matrix')
  if (!read.ok) return read
  const parsed = MatrixDocument.safeParse(read.value)
  if (!parsed.success)
    return { ok: false, faults: schemaFaults(parsed.error.issues, read, 'matrix', wordKeys) }
  const faults = faultsOf(parsed.data).map(({ path, code, params }) => ({
    ...read.placeOf(path),
    path: pathText(path),
    code: `matrix.${code}`,
    params
  }))
  return faults.length ? { ok: false, faults: inOrder(faults) } : { ok: true, document: parsed.data }
}

/** What `loadMatrixFile` reads back to the same document, in the order in which the format is described. */
export const writeMatrixFile = (document: MatrixDocument | DraftDocument): string =>
  stringify(inWrittenOrder(document), { lineWidth: 0, aliasDuplicateObjects: false })

const writtenOrder = [
  ...['schema', 'category', 'title', 'signs', 'rules', 'guidance', 'examples'],
  ...['code', 'words', 'weight', 'severe', 'source', 'when', 'atLeast', 'of', 'answers', 'level'],
  ...['none', 'watch', 'risk', 'urgent', 'text', 'withinHours', ...wordKeys]
]
/** A database gives fields in its own order. What is in none of ours (answers by sign) stays as it comes. */
const inWrittenOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inWrittenOrder)
  if (value === null || typeof value !== 'object') return value
  const place = ([key]: [string, unknown]) => writtenOrder.indexOf(key) + 1 || Infinity
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]): [string, unknown] => [key, inWrittenOrder(one)])
      .sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
  )
}
