import { formatDate } from '#locales/format.ts'
import { say } from '#locales/say.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { keyOfChoice, kindOf, languageOf, stemOf } from '../strategy-fields.ts'
import { isTextSection } from '../text-notes.ts'
import type { Change } from '../versions/diff.ts'
import { root, type Item, type Json, type JsonObject } from '../versions/items.ts'

const isThree = (value: Json | undefined): value is Trilingual & JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'sr' in value && 'en' in value

/** What an item is called in a list: its title, or the beginning of what it says. */
export const nameOfItem = (id: string, whole: JsonObject | undefined): string => {
  if (id === root) return t('versions.whole')
  const words = isThree(whole?.title) ? whole.title : isThree(whole?.name) ? whole.name : whole
  const text = isThree(words) ? say(words) : typeof whole?.en === 'string' ? whole.en : id
  return text.length > 90 ? `${text.slice(0, 88)}…` : text
}

/** Sections that have no heading of their own are named as their list. */
export const nameOfSection = (id: string): string => tt(isTextSection(id) ? `text.${id}` : `slot.${id}`)

/** How ids are said: the names of items of these texts, the first that knows it, and of sections. */
export const namesIn =
  (sections: readonly string[], ...texts: ReadonlyMap<string, Item>[]) =>
  (id: string): string => {
    const found = texts.find(items => items.has(id))?.get(id)
    return found || !sections.includes(id) ? nameOfItem(id, found?.whole) : nameOfSection(id)
  }

export const nameOfStem = (stem: string): string =>
  stem === '' ? t('text-field.words') : tt(`text-field.${stem}`)
/** “Title, Albanian”, “Kind of indicator”. */
export const nameOfField = (field: string): string => {
  const of = languageOf(field)
  return of ? `${nameOfStem(stemOf(field))}, ${tt(`language.${of}`)}` : nameOfStem(field)
}

/** A value as a person says it: links by name, kinds and days in words. */
export const sayField = (
  slot: string,
  field: string,
  value: Json | undefined,
  nameOfId: (id: string) => string
): string => {
  const control = kindOf(slot).fields.find(f => f.path === field)?.control
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return t('text-field.not-said')
  switch (control?.as) {
    case 'links':
      return [value].flat().map(String).map(nameOfId).join('; ')
    case 'choice':
      return tt(keyOfChoice(field, String(value)))
    case 'day':
      return formatDate(language(), String(value))
    case 'yes-no':
      return value === true ? t('text-field.yes') : t('text-field.no-word')
    default:
      return [value].flat().map(String).join(', ')
  }
}

export type Group = { id: string; kind: Change['kind']; changes: Change[] }
/** Changes of one item stand together, in the order they came. */
export const byItem = (changes: readonly Change[]): Group[] => {
  const found = new Map<string, Group>()
  for (const change of changes) {
    const id = change.kind === 'reordered' ? change.parent : change.id
    const group = found.get(`${change.kind} ${id}`) ?? { id, kind: change.kind, changes: [] }
    group.changes.push(change)
    found.set(`${change.kind} ${id}`, group)
  }
  return [...found.values()]
}
