import type { Strategy } from './strategy.ts'

/** The parts of a text, in its order; notes may be about a whole part. */
export const textSections = [
  'meta',
  'introduction',
  'goals',
  'problem_statement',
  'legal_framework',
  'institutions',
  'situation_analysis',
  'trafficking_forms',
  'recommendations',
  'action_plan',
  'results_framework',
  'target_groups',
  'vulnerable_categories',
  'missing_in_source',
  'editor_notes'
] as const
export type TextSection = (typeof textSections)[number]
export const isTextSection = (id: string): id is TextSection =>
  (textSections as readonly string[]).includes(id)

/** What the editors wrote about each item, and about whole sections, by id. */
export const notesByPlace = (strategy: Strategy): Map<string, string[]> => {
  const notes = new Map<string, string[]>()
  for (const { where, en } of strategy.editor_notes)
    for (const place of [where].flat()) {
      const at = place === 'recommendations_intro' ? strategy.recommendations_intro.id : place
      notes.set(at, [...(notes.get(at) ?? []), en])
    }
  return notes
}

type Institution = Strategy['institutions']['items'][number]
export type Placed = { institution: Institution; depth: number }

/** Institutions with those that belong to them right below, in the order of the text. */
export const institutionTree = (items: readonly Institution[]): Placed[] => {
  const below = (parent: string | undefined, depth: number): Placed[] =>
    items
      .filter(i => i.parent === parent)
      .flatMap(institution => [{ institution, depth }, ...below(institution.id, depth + 1)])
  return below(undefined, 0)
}
