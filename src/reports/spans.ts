// Parts of a text, by character. They hold only over the very text they were marked in: a hash of it stands beside them, and over
// any other text they refuse, for an offset that has slipped by one word covers the wrong name.
import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import { hex, utf8 } from '#seal/bytes.ts'

export const Span = z
  .strictObject({ from: z.int().min(0), to: z.int().positive() })
  .refine(({ from, to }) => from < to)
export type Span = z.infer<typeof Span>

/** Line ends as a text field gives them back, so that what is selected there is what is counted here. */
export const plain = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')

export const textHash = (text: string): string => hex(sha256(utf8(plain(text))))

/** Without the blanks at its ends and no half of a character; undefined when nothing is left or it lies outside. */
export const trimmed = (text: string, { from, to }: Span): Span | undefined => {
  const whole = plain(text)
  if (to > whole.length || from >= to) return undefined
  if (isLowSurrogate(whole, from)) from--
  if (isLowSurrogate(whole, to)) to++
  const inside = whole.slice(from, to)
  const start = from + (inside.length - inside.trimStart().length)
  const end = to - (inside.length - inside.trimEnd().length)
  return start < end ? { from: start, to: end } : undefined
}
const isLowSurrogate = (text: string, at: number) => /[\udc00-\udfff]/.test(text.charAt(at))

/** In order, none overlapping: touching and overlapping ones become one. */
export const merged = (spans: readonly Span[]): readonly Span[] =>
  spans
    .toSorted((a, b) => a.from - b.from)
    .reduce<Span[]>((done, { from, to }) => {
      const last = done.at(-1)
      if (last && from <= last.to) done[done.length - 1] = { from: last.from, to: Math.max(last.to, to) }
      else done.push({ from, to })
      return done
    }, [])

export type Piece<T> = { readonly text: string; readonly from: number; readonly on: readonly T[] }

/** The text cut wherever a span begins or ends; each piece knows the spans that lie over it. Joined, the pieces are the text. */
export const pieces = <T extends Span>(text: string, spans: readonly T[]): readonly Piece<T>[] => {
  const whole = plain(text)
  const inside = spans.filter(({ from, to }) => from < to && to <= whole.length)
  const cuts = [...new Set([0, whole.length, ...inside.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b
  )
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1]!
    return { text: whole.slice(from, to), from, on: inside.filter(s => s.from <= from && to <= s.to) }
  })
}
