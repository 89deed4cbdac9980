// Which of the reports opened at this desk may tell of the same thing. Compared in the browser's memory and nowhere else: to store tokens
// of every report would tell a thief which reports name one phone; the day, the place and the words stay sealed (src/reports/README.md).
import { foldPhone } from '#seal/match.ts'
import { phoneticName } from '#seal/fold.ts'
import { daysBetween } from '#cases/index.ts'
import type { Day } from '#cases/index.ts'
import type { ReportContent } from './report.ts'

export type Likeness = {
  readonly id: string
  readonly code: string
  readonly arrivedOn: Day
  readonly settlement?: string
  readonly phones: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}
export const likenessGrounds = ['phone', 'place-and-time', 'words'] as const
export type LikenessGround = (typeof likenessGrounds)[number]
export type Alike = {
  readonly code: string
  readonly id: string
  readonly grounds: readonly LikenessGround[]
}

export const likenessOf = (
  report: { readonly id: string; readonly code: string; readonly arrivedOn: Day },
  content: ReportContent,
  said: readonly string[]
): Likeness => {
  const { where } = content
  const told = [content.what ?? '', where && 'words' in where ? (where.words ?? '') : '', ...said].join('\n')
  const phones = (told.match(/\+?\d[\d ()/.-]{6,24}\d/g) ?? []).map(foldPhone).filter(Boolean)
  return {
    ...report,
    ...(where?.kind === 'settlement' ? { settlement: where.settlement } : {}),
    phones: new Set(phones),
    // Skeletons meet over spellings and endings; short ones are little words that everybody writes.
    words: new Set(
      phoneticName(told)
        .split(' ')
        .filter(word => word.length >= 3)
    )
  }
}

const weeksApart = 3
const wordsShared = { withPlace: 2, alone: 5 }
const shareOfWords = 0.3

/** The reports that resemble this one, most grounds first. Words that stand in most reports at the desk tell nothing. */
export const alikeTo = (one: Likeness, others: readonly Likeness[]): readonly Alike[] => {
  const all = [one, ...others]
  const isCommon = (word: string) =>
    all.length >= 4 && all.filter(each => each.words.has(word)).length * 2 > all.length
  return others
    .filter(other => other.id !== one.id)
    .map(other => {
      const shared = [...one.words].filter(word => other.words.has(word) && !isCommon(word)).length
      const fewer = Math.min(one.words.size, other.words.size)
      const near =
        one.settlement !== undefined &&
        one.settlement === other.settlement &&
        Math.abs(daysBetween(one.arrivedOn, other.arrivedOn)) <= weeksApart * 7
      const grounds: LikenessGround[] = []
      if ([...one.phones].some(phone => other.phones.has(phone))) grounds.push('phone')
      if (near && shared >= wordsShared.withPlace) grounds.push('place-and-time')
      if (shared >= wordsShared.alone && shared >= fewer * shareOfWords) grounds.push('words')
      return { code: other.code, id: other.id, grounds }
    })
    .filter(alike => alike.grounds.length > 0)
    .toSorted((a, b) => b.grounds.length - a.grounds.length)
}
