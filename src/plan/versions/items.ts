// A strategy seen as its items: whatever has an id, wherever it stands. Two texts are compared item by item and field by field,
// so that two people who changed different sentences never stand in each other's way.

import type { Strategy } from '../strategy.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
/** The whole strategy is an item too: title, date, introductions without an id. */
export const root = '@'
export type Item = {
  id: string
  /** The item it stands in, and where there: `action_plan.points`, `tasks` … */
  parent: string
  slot: string
  /** What it says itself, by dotted path (`sr`, `title.en`, `institutions`); the items in it are not part of it. */
  fields: ReadonlyMap<string, Json>
  /** As it stands, with everything in it. */
  whole: JsonObject
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isItem = (value: Json | undefined): value is JsonObject & { id: string } =>
  isObject(value) && typeof value.id === 'string'
/** Lists of items that may be empty; an empty list of ids is a field. */
const lists = new Set(
  'introduction goals route_countries paragraphs items also_referred_to gaps trafficking_forms related_phenomena recommendations points responsible indicators target_groups vulnerable_categories missing_in_source editor_notes'.split(
    ' '
  )
)
const isListOfItems = (key: string, value: Json): value is JsonObject[] =>
  Array.isArray(value) && (value.length === 0 ? lists.has(key) : isItem(value[0]))

/** In the order of the text, the whole strategy first. */
export const itemsOf = (strategy: Strategy): Item[] => {
  const items: Item[] = []
  const take = (whole: JsonObject, id: string, parent: string, slot: string): void => {
    const fields = new Map<string, Json>()
    items.push({ id, parent, slot, fields, whole })
    const walk = (object: JsonObject, path: string): void => {
      for (const [key, value] of Object.entries(object)) {
        if (key === 'id' && path === '' && id !== root) continue
        if (isListOfItems(key, value)) value.forEach(v => take(v, String(v.id), id, path + key))
        else if (isItem(value)) take(value, value.id, id, path + key)
        else if (isObject(value)) walk(value, `${path}${key}.`)
        else fields.set(path + key, value)
      }
    }
    walk(whole, '')
  }
  take(strategy as unknown as JsonObject, root, '', '')
  return items
}

export const itemsById = (strategy: Strategy): Map<string, Item> =>
  new Map(itemsOf(strategy).map(item => [item.id, item]))

/** The ids of one list, in its order. */
export const idsIn = (items: Iterable<Item>, parent: string, slot: string): string[] =>
  [...items].filter(i => i.parent === parent && i.slot === slot).map(i => i.id)

/** Undefined takes the field away, and what was only there to hold it. */
export const setField = (whole: JsonObject, path: string, value: Json | undefined): void => {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) {
    if (value === undefined) delete whole[key]
    else whole[key] = value
    return
  }
  const inner = whole[key]
  if (!isObject(inner)) {
    if (value === undefined) return
    whole[key] = {}
  }
  setField(whole[key] as JsonObject, rest.join('.'), value)
  if (Object.keys(whole[key] as JsonObject).length === 0) delete whole[key]
}

/** The list itself, to be changed in place; undefined where the slot holds a single item. */
export const listIn = (whole: JsonObject, slot: string): JsonObject[] | undefined => {
  let at: Json | undefined = whole
  for (const key of slot.split('.')) at = isObject(at) ? at[key] : undefined
  return Array.isArray(at) ? (at as JsonObject[]) : undefined
}

export const same = (a: Json | undefined, b: Json | undefined): boolean => text(a) === text(b)
/** PostgreSQL does not keep the order of keys, and it says nothing. */
const text = (value: Json | undefined): string =>
  value === undefined
    ? ''
    : JSON.stringify(value, (_, v: unknown) =>
        isObject(v as Json)
          ? Object.fromEntries(Object.entries(v as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)))
          : v
      )
