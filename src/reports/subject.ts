// Against whom or which business a report was handed on: typed by an operator, sealed, and beside it tokens that tell whether another
// report means the same, without saying whom (seal/match.ts). Tokens are made in the browser under a key of the intake team.
import { z } from 'zod'
import type { Subject } from '#seal/match.ts'

const line = z.string().trim().max(200)

/** What is sealed with the follow-up. Every field may be left out: often only a sign over a door is known. */
export const FollowedSubject = z.strictObject({
  kind: z.enum(['person', 'business']),
  name: line,
  born: z.string().regex(/^(\d{4}(-\d\d(-\d\d)?)?)?$/),
  phone: line,
  number: line
})
export type FollowedSubject = z.infer<typeof FollowedSubject>

export const noSubject: FollowedSubject = { kind: 'business', name: '', born: '', phone: '', number: '' }
export const isNamed = (subject: FollowedSubject): boolean =>
  [subject.name, subject.phone, subject.number].some(text => text.trim() !== '')

export const handedParts = ['words', 'answers', 'talk', 'files'] as const
export type HandedPart = (typeof handedParts)[number]

/** The words beside a step of a follow-up, sealed to the intake team. What is left out stays as it was noted before. */
export const FollowNote = z.strictObject({
  office: line.optional(),
  fileNumber: line.optional(),
  handed: z.array(z.enum(handedParts)).max(handedParts.length).optional(),
  note: z.string().trim().max(4_000).optional(),
  subject: FollowedSubject.optional()
})
export type FollowNote = z.infer<typeof FollowNote>

/** What is known by now: of each field the newest words. A note belongs to its step and is not carried on. */
export const knownFrom = (notes: readonly FollowNote[]): Omit<FollowNote, 'note'> => {
  const { note: _note, ...known } = notes.reduce<FollowNote>((before, now) => ({ ...before, ...now }), {})
  return known
}

const given = (text: string) => (text.trim() ? [text.trim()] : [])

export const asSubject = ({ kind, name, born, phone, number }: FollowedSubject): Subject =>
  kind === 'person'
    ? { names: given(name), born, phones: given(phone), documents: given(number) }
    : { businesses: given(name), phones: given(phone), numbers: given(number) }

const longestRun = 3
/** So many words of a report are looked at: a long story names its business early or several times. */
const wordsLookedAt = 700

/**
 * Everything in a text that could be a name, a business, a phone or a number, for asking whether it is known already. Every run of one
 * to three words counts, since people on phones write names in small letters.
 */
export const subjectsIn = (text: string): Subject => {
  const words =
    text
      .normalize('NFC')
      .match(/[\p{L}\p{M}'’.-]*\p{L}[\p{L}\p{M}'’.-]*/gu)
      ?.slice(0, wordsLookedAt) ?? []
  const runs = (least: number) => [
    ...new Set(
      words.flatMap((_, at) =>
        Array.from({ length: longestRun + 1 - least }, (_, more) => words.slice(at, at + least + more))
          .filter(run => run.length >= least)
          .map(run => run.join(' '))
      )
    )
  ]
  const digits = text.match(/\+?\d[\d ()/.-]{3,24}\d/g) ?? []
  return {
    names: runs(2),
    businesses: runs(1),
    phones: digits,
    numbers: digits.map(found => found.replace(/\D/g, ''))
  }
}
