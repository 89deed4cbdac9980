// What a corrected edition says otherwise than the one before it: numbers as readers saw and see them, and words.

import { languages, type Trilingual } from '#kernel/locale.ts'
import { isOwn, type Block, type Section, type ValueRef, type WordsBlock } from './blocks.ts'
import type { Edition } from './report.ts'
import type { ReportValue } from './report-values.ts'
import type { ShownValue } from './shown-value.ts'

export type NumberChange = { chip: string; label: Trilingual; before: ShownValue; now: ShownValue }
/** `before` or `now` is missing where a paragraph came or went. */
export type WordsChange = { section: Trilingual; lead?: Trilingual; before?: Trilingual; now?: Trilingual }
export type Changes = { numbers: readonly NumberChange[]; words: readonly WordsChange[] }

type Said = Pick<Edition, 'sections' | 'values'>

export const changesBetween = (before: Said, now: Said): Changes => ({
  numbers: numberChanges(before, now),
  words: wordsChanges(before, now)
})

const numberChanges = (before: Said, now: Said): NumberChange[] => {
  const then = byChip(before.values)
  const here = byChip(now.values)
  const shown = (values: Map<string, ReportValue>, chip: string) => values.get(chip)?.shown ?? 'not-set'
  return [...refsOf(now), ...refsOf(before)]
    .filter((ref, i, all) => all.findIndex(other => other.chip === ref.chip) === i)
    .map(({ chip, label }) => ({ chip, label, before: shown(then, chip), now: shown(here, chip) }))
    .filter(change => JSON.stringify(change.before) !== JSON.stringify(change.now))
}

/** The numbers a reader meets: those of the tables, a row printed twice once; then those that stand in words only. */
const refsOf = ({ sections, values }: Said): Pick<ValueRef, 'chip' | 'label'>[] => {
  const inTables = sections
    .flatMap(s => s.blocks)
    .flatMap(b => (b.kind === 'figures' && !b.labelsOnly ? b.groups.flatMap(g => g.values) : []))
    .filter(ref => ref.twinOfRow === undefined)
  return [...inTables, ...values.filter(v => v.of === 'none' && /^(tasks|indicators|goals)-/.test(v.chip))]
}

const byChip = (values: readonly ReportValue[]) => new Map(values.map(v => [v.chip, v]))

type Placed = { section: Section; block: WordsBlock }

const wordsChanges = (before: Said, now: Said): WordsChange[] => {
  const then = wordsOf(before)
  const here = wordsOf(now)
  return [...new Set([...here.keys(), ...then.keys()])].flatMap(id => {
    const [was, is] = [then.get(id), here.get(id)]
    const { section, block } = (is ?? was)!
    if (was && is && languages.every(l => was.block.text[l] === is.block.text[l])) return []
    return [
      {
        section: section.title,
        ...(block.lead ? { lead: block.lead } : {}),
        ...(was ? { before: was.block.text } : {}),
        ...(is ? { now: is.block.text } : {})
      }
    ]
  })
}

const wordsOf = ({ sections }: Said): Map<string, Placed> =>
  new Map(
    sections.flatMap(section =>
      section.blocks.flatMap((block): [string, Placed][] =>
        block.kind === 'words' ? [[block.id, { section, block }]] : []
      )
    )
  )

/**
 * The sections a correction begins with: tables made anew from what holds now, so that a number entered late also leaves the list
 * of what was not measured; the words people wrote and the paragraphs they added, and how far the tasks were, as they were published.
 */
export const sectionsToCorrect = (published: readonly Section[], fresh: readonly Section[]): Section[] => {
  const old = new Map(published.flatMap(s => s.blocks).map(b => [b.id, b]))
  const kept = (block: Block): Block => {
    const before = old.get(block.id)
    return block.kind !== 'figures' && before?.kind === block.kind ? before : block
  }
  return fresh.map(section => ({
    ...section,
    blocks: withOwn(section.blocks.map(kept), published.find(s => s.id === section.id)?.blocks ?? [])
  }))
}

/** Each added paragraph stands again after the block it stood after. */
const withOwn = (blocks: readonly Block[], published: readonly Block[]): Block[] =>
  published.reduce<Block[]>(
    (all, block, i) => {
      if (!isOwn(block)) return all
      const after = all.findLastIndex(b => published.slice(0, i).some(p => p.id === b.id))
      return all.toSpliced(after + 1, 0, block)
    },
    [...blocks]
  )
