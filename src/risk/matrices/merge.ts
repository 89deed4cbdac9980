// Two who edit one draft at once: neither loses a word. What only one changed is taken; where both changed the same, both are shown.
import { canonical, same } from './canonical.ts'
import type { DraftDocument, DraftSign } from './draft.ts'

/** `path` goes to the field; the second step of `signs` is the sign's code. */
export type Clash = { path: string[]; mine: unknown; theirs: unknown }

/** My changes over theirs. Where both changed the same field mine stands in the document, and theirs is in `clashes`. */
export const mergeDrafts = (
  base: DraftDocument,
  mine: DraftDocument,
  theirs: DraftDocument
): { document: DraftDocument; clashes: Clash[] } => {
  const clashes: Clash[] = []
  const pick = <T>(path: string[], was: T, my: T, their: T): T => {
    if (same(my, was)) return their
    if (!same(their, was) && !same(my, their)) clashes.push({ path, mine: my, theirs: their })
    return my
  }
  /** Field by field, to the leaves. */
  const deep = <T extends object>(path: string[], was: Partial<T>, my: T, their: T): T =>
    Object.fromEntries(
      [...new Set([...Object.keys(their), ...Object.keys(my)])].flatMap(key => {
        const [w, m, t] = [was, my, their].map(one => (one as Record<string, unknown>)[key])
        const kept = pick([...path, key], w, m, t)
        // a language that one of them took out
        return kept === undefined ? [] : [[key, kept]]
      })
    ) as T

  const sign = (code: string, of: DraftDocument) => of.signs.find(one => one.code === code)
  const signs = mergeList(base.signs, mine.signs, theirs.signs, one => one.code).map(({ code }) => {
    const [was, my, their] = [sign(code, base), sign(code, mine), sign(code, theirs)]
    if (!my || !their) return (my ?? their)!
    const { words, ...rest } = my
    const { words: theirWords, ...theirRest } = their
    // both added one of this name: everything of it that differs is asked
    const { words: before, ...restBefore } = was ?? { words: {} }
    return {
      ...deep<Omit<DraftSign, 'words'>>(['signs', code], restBefore, rest, theirRest),
      words: deep(['signs', code, 'words'], before, words, theirWords)
    }
  })
  const guidance = Object.fromEntries(
    (['none', 'watch', 'risk', 'urgent'] as const).map(level => [
      level,
      {
        text: deep(
          ['guidance', level, 'text'],
          base.guidance[level].text,
          mine.guidance[level].text,
          theirs.guidance[level].text
        ),
        withinHours: pick(
          ['guidance', level, 'withinHours'],
          base.guidance[level].withinHours,
          mine.guidance[level].withinHours,
          theirs.guidance[level].withinHours
        )
      }
    ])
  ) as DraftDocument['guidance']
  return {
    document: {
      ...theirs,
      title: deep(['title'], base.title, mine.title, theirs.title),
      signs,
      // a rule or an example that both changed stands there twice: whoever reads it takes one away
      rules: mergeList(base.rules, mine.rules, theirs.rules, canonical),
      guidance,
      examples: mergeList(base.examples, mine.examples, theirs.examples, canonical)
    },
    clashes
  }
}

/** Additions of both are kept; gone is what one took away and the other left untouched. */
const mergeList = <T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  key: (one: T) => string
): T[] => {
  const keys = (list: readonly T[]) => list.map(key)
  if (same(keys(mine), keys(base))) return keepChanged(base, mine, theirs, key)
  if (same(keys(theirs), keys(base))) return keepChanged(base, theirs, mine, key)
  const before = new Map(base.map(one => [key(one), one]))
  const inMine = new Set(keys(mine))
  const inTheirs = new Set(keys(theirs))
  const kept = theirs.filter(one => {
    const was = before.get(key(one))
    return inMine.has(key(one)) || !was || !same(was, one)
  })
  const added = mine.filter(one => {
    const was = before.get(key(one))
    return !inTheirs.has(key(one)) && (!was || !same(was, one))
  })
  return [...kept, ...added]
}

/** One left the list as it was, so the other's list stands; but what that one took away is kept where the first had changed it. */
const keepChanged = <T>(
  base: readonly T[],
  still: readonly T[],
  moved: readonly T[],
  key: (one: T) => string
): T[] => {
  const before = new Map(base.map(one => [key(one), one]))
  const there = new Set(moved.map(key))
  return [...moved, ...still.filter(one => !there.has(key(one)) && !same(before.get(key(one)), one))]
}

/** The document with the colleague's words at the place of a clash. */
export const takeTheirs = (document: DraftDocument, { path, theirs }: Clash): DraftDocument => {
  const copy = structuredClone(document)
  const [first, second, ...rest] = path as [string, string, ...string[]]
  const start: unknown =
    first === 'signs' ? copy.signs.find(({ code }) => code === second) : copy[first as 'title' | 'guidance']
  const steps = first === 'signs' ? rest : [second, ...rest]
  const place = steps
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], start)
  // a sign that is gone by now has no words to take
  if (place) (place as Record<string, unknown>)[steps.at(-1)!] = theirs
  return copy
}
