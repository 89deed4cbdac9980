// A strategy seen as its items: whatever has an id, wherever it stands. Two texts are compared item by item and field by field,
// so that two people who changed different sentences never stand in each other's way.

import type { Strategy } from '../strategy.ts'
import { kindOf } from '../strategy-fields.ts'

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
/** What an item says itself, without the items in it. */
export const fieldsOf = (whole: JsonObject, slot: string): Map<string, Json> => {
  const fields = new Map<string, Json>()
  const held = new Set(kindOf(slot).holds.map(h => h.slot))
  const walk = (object: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(object)) {
      if ((key === 'id' && path === '' && slot !== '') || held.has(path + key)) continue
      if (isObject(value)) walk(value, `${path}${key}.`)
      else fields.set(path + key, value)
    }
  }
  walk(whole, '')
  return fields
}

/** In the order of the text, the whole strategy first. */
export const itemsOf = (strategy: Strategy): Item[] => {
  const items: Item[] = []
  const take = (whole: JsonObject, id: string, parent: string, slot: string): void => {
    items.push({ id, parent, slot, fields: fieldsOf(whole, slot), whole })
    for (const { slot: inner } of kindOf(slot).holds)
      for (const one of [valueAt(whole, inner) ?? []].flat() as JsonObject[])
        take(one, String(one.id), id, inner)
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
  const at = valueAt(whole, slot)
  return Array.isArray(at) ? (at as JsonObject[]) : undefined
}
const valueAt = (whole: JsonObject, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), whole)

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

/** The item and the field that a place in the text (`goals[0].title.sq`) is in; a list is a field of what holds it. */
export const itemAt = (text: Strategy, place: string): { item: string; field: string } => {
  let at: Json | undefined = text as unknown as JsonObject
  let item = root
  let field: string[] = []
  for (const part of place.split(/[.[\]]+/).filter(p => p !== '')) {
    const number = /^\d+$/.test(part)
    if (!number) field.push(part)
    at = Array.isArray(at) ? at[Number(part)] : isObject(at) ? at[part] : undefined
    if (!isObject(at) || typeof at.id !== 'string') continue
    item = at.id
    field = []
  }
  return { item, field: field.join('.') }
}
