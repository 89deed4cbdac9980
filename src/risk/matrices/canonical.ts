/** One text for one thing, whatever order a database or a form gives its fields in. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one
  )

export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
