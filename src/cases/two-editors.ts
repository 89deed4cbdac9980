// Two who work on the same thing at once: neither loses what they did.

export type Story = { story: string; events: Record<string, string> }

/** What two editors changed at once: mine over theirs, field by field; `clash` when both changed the same field. */
export const merged = (
  base: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>
): { coded: Record<string, unknown>; clash: boolean } => {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const changed = [...new Set([...Object.keys(base), ...Object.keys(mine)])].filter(
    field => !same(base[field], mine[field])
  )
  return {
    coded: { ...theirs, ...Object.fromEntries(changed.map(field => [field, mine[field]])) },
    clash: changed.some(field => !same(base[field], theirs[field]) && !same(mine[field], theirs[field]))
  }
}

/** Both stories, theirs first, word for word; what is the same in both stands once. */
export const joined = (theirs: Story, mine: Story): Story => {
  const both = (a: string, b: string) => (a === b || !b ? a : a ? `${a}\n\n${b}` : b)
  const ids = new Set([...Object.keys(theirs.events), ...Object.keys(mine.events)])
  return {
    story: both(theirs.story, mine.story),
    events: Object.fromEntries([...ids].map(id => [id, both(theirs.events[id] ?? '', mine.events[id] ?? '')]))
  }
}

/** What both wrote stands in each field that both changed, theirs first; a field only one changed is theirs or mine alone. */
export const joinedFields = <F extends Record<string, string>>(base: F, theirs: F, mine: F): F => {
  const { coded } = merged(base, mine, theirs)
  return Object.fromEntries(
    Object.keys(theirs).map(field => {
      const [was, a, b] = [base[field], theirs[field]!, mine[field]!]
      const clash = a !== was && b !== was && a !== b
      return [field, clash ? [a, b].filter(Boolean).join('; ') : coded[field]]
    })
  ) as F
}
