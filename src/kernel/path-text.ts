/** Steps into a document: names and places in lists. */
export type Path = readonly (string | number)[]

/** `signs[3].words.sq`. For browsers too: it stands apart from what reads YAML. */
export const pathText = (path: Path): string =>
  path.map((p, i) => (typeof p === 'number' ? `[${p}]` : i === 0 ? p : `.${p}`)).join('')
