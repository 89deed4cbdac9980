// One form for every kind of item: what stands in a field as a person sees and changes it, and what that says in the file.

import { namedIssues } from '#kernel/schema-issue.ts'
import { z } from 'zod'
import { kindOf, type Field, type ItemKind } from '../strategy-fields.ts'
import { same, setField, type Item, type Json, type JsonObject } from './items.ts'

/** What is in the controls: words, or chosen ids. */
export type Typed = Record<string, string | string[]>
export type FieldChange = { field: string; before?: Json; after?: Json }
type Fields = ReadonlyMap<string, Json>

const shown = ({ control }: Field, value: Json | undefined): string | string[] => {
  if (control.as === 'links') return value === undefined || value === null ? [] : [value].flat().map(String)
  if (value === undefined || value === null) return ''
  if (control.as === 'yes-no') return value === true ? 'yes' : 'no'
  return Array.isArray(value) ? value.join('\n') : String(value)
}

export const typedOf = (kind: ItemKind, fields: Fields): Typed =>
  Object.fromEntries(kind.fields.map(field => [field.path, shown(field, fields.get(field.path))]))

/** Undefined: nothing is said. */
const meant = ({ control }: Field, typed: string | string[]): Json | undefined => {
  if (Array.isArray(typed)) {
    if (control.as !== 'links') return undefined
    if (typed.length === 0) return control.many && !control.loose ? [] : undefined
    return !control.many || (control.loose && typed.length === 1) ? typed[0] : typed
  }
  const words = typed.trim()
  if (words === '') return undefined
  switch (control.as) {
    case 'lines':
      return words
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '')
    case 'number':
      return Number.isNaN(Number(words)) ? words : Number(words)
    case 'number-or-text':
      return /^\d{1,9}$/.test(words) ? Number(words) : words
    case 'yes-no':
      return words === 'yes'
    default:
      return words
  }
}

/** What the form says, as fields of an item. A group in which nothing is said is left out whole. */
export const meantFields = (kind: ItemKind, typed: Typed): Map<string, Json> => {
  const said = new Map<string, Json>()
  for (const field of kind.fields) {
    const value = meant(field, typed[field.path] ?? '')
    if (value !== undefined) said.set(field.path, value)
    else if (field.absent === 'null') said.set(field.path, null)
  }
  for (const { group } of kind.fields)
    if (group?.absent === 'null' && ![...said.keys()].some(path => path.startsWith(`${group.path}.`)))
      said.set(group.path, null)
  return said
}

/** What a person changed since they began, the emptied before the filled. */
const changedIn = (kind: ItemKind, begun: Fields, typed: Typed): FieldChange[] => {
  const [was, is] = [meantFields(kind, typedOf(kind, begun)), meantFields(kind, typed)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter(path => !same(was.get(path), is.get(path)))
    .map(field => {
      const [before, after] = [begun.get(field), is.get(field)]
      return { field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
    })
    .toSorted((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined))
}

/** The whole a field belongs to: with `from` without `to` nothing is said. */
export const wholeOf = (kind: ItemKind, path: string): string =>
  kind.fields.find(f => f.path === path)?.group?.path ?? path

/** Is this the name of several fields together? */
export const isWholeOf = (kind: ItemKind, path: string): boolean =>
  kind.fields.some(f => f.group?.path === path)

export const isFieldOf = (kind: ItemKind, path: string): boolean =>
  isWholeOf(kind, path) || kind.fields.some(f => f.path === path)

/** An item made of fields alone, its lists empty. */
export const itemOf = (kind: ItemKind, id: string, fields: Iterable<readonly [string, Json]>): JsonObject => {
  const item: JsonObject = { id }
  for (const [path, value] of fields) setField(item, path, value)
  for (const { slot, list } of kind.holds) if (list) setField(item, slot, [])
  return item
}

export type FieldFault = { field: string; code: string; params: Record<string, string | number> }
/** What is wrong in an item's own fields; what its lists hold, and where its links lead, is asked of the whole text. */
const fieldFaults = (slot: string, item: JsonObject): FieldFault[] => {
  const kind = kindOf(slot)
  const read = z.safeParse(kind.schema, item)
  if (read.success) return []
  return read.error.issues
    .flatMap(issue => namedIssues(issue, item, ['sr', 'en', 'sq']))
    .map(({ path, code, params }) => ({
      field: path.filter(p => typeof p === 'string').join('.'),
      code: `strategy.${code}`,
      params
    }))
    .filter(({ field }) => !kind.holds.some(h => `${field}.`.startsWith(`${h.slot}.`)))
}

/** What a person is writing: what stood there when they began, and what is in the controls now. */
export type Draft = { begun: Record<string, Json>; typed: Typed }
export const draftOf = (kind: ItemKind, fields: Fields): Draft => ({
  begun: Object.fromEntries(fields),
  typed: typedOf(kind, fields)
})
export const changesIn = (kind: ItemKind, { begun, typed }: Draft): FieldChange[] =>
  changedIn(kind, new Map(Object.entries(begun)), typed)

/** The draft on the ground of what stands there now. What only another changed is taken; what both did stays to be chosen: `begun` is the older. */
export const caughtUp = (kind: ItemKind, draft: Draft, now: Fields): Draft => {
  const mine = new Set(changesIn(kind, draft).map(change => change.field))
  const [fresh, theirs] = [draftOf(kind, now), meantFields(kind, typedOf(kind, now))]
  const wanted = meantFields(kind, draft.typed)
  for (const { path } of kind.fields) {
    if (!mine.has(path) || same(wanted.get(path), theirs.get(path))) continue
    fresh.typed[path] = draft.typed[path]!
    const was = draft.begun[path]
    if (was === undefined) delete fresh.begun[path]
    else fresh.begun[path] = was
  }
  return fresh
}

const most = 8000
/** What keeps these changes from being sent: each fault at its field. A new item is judged whole. */
export const faultsIn = (
  kind: ItemKind,
  item: Item | undefined,
  changes: readonly FieldChange[]
): FieldFault[] => {
  const whole = item ? structuredClone(item.whole) : itemOf(kind, 'new', [])
  for (const { field, after } of changes) setField(whole, field, after)
  const touched = new Set(changes.map(c => wholeOf(kind, c.field)))
  return [
    ...fieldFaults(kind.slot, whole).filter(f => !item || touched.has(wholeOf(kind, f.field))),
    ...changes
      .filter(({ after }) => [after].flat().some(v => typeof v === 'string' && v.length > most))
      .map(({ field }) => ({ field, code: 'strategy.wrong-format', params: { rule: 'too_big' } }))
  ]
}
