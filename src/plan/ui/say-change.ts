import { say } from '#locales/say.ts'
import { t, tt } from '#locales/t.svelte.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { Change } from '../versions/diff.ts'
import { root, type Json, type JsonObject } from '../versions/items.ts'

const isThree = (value: Json | undefined): value is Trilingual & JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'sr' in value && 'en' in value

/** What an item is called in a list: its title, or the beginning of what it says. */
export const nameOfItem = (id: string, whole: JsonObject | undefined): string => {
  if (id === root) return t('versions.whole')
  const words = isThree(whole?.title) ? whole.title : isThree(whole?.name) ? whole.name : whole
  const text = isThree(words) ? say(words) : typeof whole?.en === 'string' ? whole.en : id
  return text.length > 90 ? `${text.slice(0, 88)}…` : text
}

/** “Title, Albanian”, or the field's own name in the file. */
export const nameOfField = (field: string): string => {
  const found = /^(?:(.+)\.)?(sr|sq|en)$/.exec(field)
  if (!found) return field
  const [, of, language] = found
  const words = tt(`language.${language}`)
  return of ? `${of === 'title' ? t('text.title') : of}, ${words}` : words
}

export const sayValue = (value: Json | undefined): string => {
  if (value === undefined || value === null) return t('plan.not-set')
  if (Array.isArray(value)) return value.map(sayValue).join(', ')
  return typeof value === 'object' ? (isThree(value) ? say(value) : JSON.stringify(value)) : String(value)
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
