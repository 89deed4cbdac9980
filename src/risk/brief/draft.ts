// The system's first words of a month's brief. What stands in a public one names no place; a sealed one says each rise in its sentence.
import type { Trilingual } from '#kernel/locale.ts'
import type { Block, Section, WordsBlock } from '#publication/index.ts'
import { riskCategories } from '../matrix.ts'
import type { BriefRecipient, BriefWay } from './brief.ts'
import { briefLabels, briefTitle, fillBrief, sayRecipients, type BriefChip } from './words.ts'

export type BriefToDraft = {
  month: string
  way: BriefWay
  recipients: readonly BriefRecipient[]
  /** Why each rise or cluster of the month is one, a sentence each; stands in a sealed one alone. */
  rises: readonly Trilingual[]
}

const words = (id: string, text: Trilingual): WordsBlock => ({ kind: 'words', id, text, stale: [] })
const figures = (id: string, caption: Trilingual, chips: readonly BriefChip[]): Block => ({
  kind: 'figures',
  id,
  caption,
  groups: [{ values: chips.map(chip => ({ chip, label: briefLabels[chip] })) }]
})
const joined = (sentences: readonly Trilingual[]): Trilingual => ({
  sr: sentences.map(s => s.sr).join('\n\n'),
  sq: sentences.map(s => s.sq).join('\n\n'),
  en: sentences.map(s => s.en).join('\n\n')
})

/** Method, seed and last day, locked as a number is. */
const howFound = '[[value:how-found]]'

export const draftBrief = ({ month, way, recipients, rises }: BriefToDraft): Section[] => {
  const title = briefTitle(month)
  const monthWords: Trilingual = {
    sr: `${title.sr.split(': ')[1]}.`,
    sq: title.sq.split(': ')[1] ?? '',
    en: title.en.split(': ')[1] ?? ''
  }
  const trends =
    way === 'published' ? fillBrief('trends.public') : rises.length ? joined(rises) : fillBrief('trends.none')
  return [
    {
      id: 'short',
      title: fillBrief('short'),
      blocks: [
        words(
          'short-for',
          fillBrief('short.for', { recipients: sayRecipients(recipients), month: monthWords })
        ),
        words('short-numbers', fillBrief('short.numbers'))
      ]
    },
    {
      id: 'risks',
      title: fillBrief('risks'),
      blocks: [
        figures('risks-by-category', fillBrief('risks.by-category'), [
          ...riskCategories.map(category => `of-${category}` as const),
          'of-none',
          'risks-recognised'
        ])
      ]
    },
    {
      id: 'outcomes',
      title: fillBrief('outcomes'),
      blocks: [
        figures('outcomes-closed', fillBrief('outcomes.caption'), [
          'risks-came-true',
          'risks-did-not',
          'risks-prevented',
          'risks-cannot-be-known',
          'risks-closed'
        ])
      ]
    },
    { id: 'trends', title: fillBrief('trends'), blocks: [words('trends-text', trends)] },
    { id: 'next', title: fillBrief('next'), blocks: [words('next-text', fillBrief('next.text'))] },
    {
      id: 'method',
      title: fillBrief('method'),
      blocks: [
        words('method-text', fillBrief('method.text')),
        words('method-found', { sr: howFound, sq: howFound, en: howFound })
      ]
    }
  ]
}
